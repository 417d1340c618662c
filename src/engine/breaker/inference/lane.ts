import { median } from 'simple-statistics';

import type { Evidence } from '../../finding';
import { nanos, type Nanos } from '../../units';
import type { InstanceLane, StateInterval, Transition } from '../types';
import type { Fit } from './fit';
import type { LaneCall, LaneEvent } from './lane-events';
import { type InferredReason, NO_CALLS, PASSING, QUIET } from './messages';
import type { EdgeCall } from './outcomes';
import { Strength } from './refusals';
import type { Change, Replayed } from './replay';

/** So many usual distances of two calls without one are a silence. */
const SILENCE = 20;
const LEAST_SILENCE_NS = 1e9;
const KEPT_EVIDENCE = 5;
/** Calls that pass prove that nothing refuses them; that there is a breaker at all, others tell. */
const CLOSED_CONFIDENCE = 0.9;
const HALF_OPEN_CONFIDENCE = 0.85;
/** Of what is known in a silence. */
const QUIET_SHARE = 0.5;
/** A fit that explains nothing still leaves the refusals themselves. */
const LEAST_QUALITY = 0.5;

interface LaneInput {
  readonly instance: string;
  readonly events: readonly LaneEvent[];
  readonly replayed: Replayed;
  readonly fit: Fit;
  readonly end: Nanos;
  /** How long it stays open, where the refusals tell. */
  readonly openFor: number | undefined;
}

/** A stretch of one state before silences are cut out of it. */
interface Stretch {
  readonly state: Change['to'];
  readonly start: number;
  readonly end: number;
  readonly reason: InferredReason;
  readonly evidence: readonly Evidence[];
  readonly confidence: number;
}

/** What a replay says of one process's breaker, as a lane over the whole window: unknown before and after its calls. */
export function laneOf(input: LaneInput): InstanceLane {
  const { instance, events, replayed, end } = input;
  const first = events[0]?.at ?? 0;
  const last = Math.max(first, ...events.slice(-1).map(({ at }) => at));
  const starts = events.filter(({ kind }) => kind === 'start').map(({ at }) => at);
  const silence = silenceOf(starts);
  const known = Math.min(end, last + (lastState(replayed) === 'open' ? (input.openFor ?? silence) : silence));
  const intervals = stretchesOf(input, first, Math.max(known, first))
    .filter((stretch) => stretch.end > stretch.start)
    .flatMap((stretch) => withoutSilence(stretch, starts, silence));
  return {
    instance,
    intervals: [...unknown(0, first), ...intervals, ...unknown(known, end)],
    transitions: replayed.changes.map((change) => transitionOf(change, input)),
  };
}

function silenceOf(starts: readonly number[]): number {
  const gaps = starts.slice(1).map((start, at) => start - (starts[at] ?? 0));
  return Math.max(LEAST_SILENCE_NS, gaps.length === 0 ? 0 : SILENCE * median(gaps));
}

function lastState({ changes, initial }: Replayed): Change['to'] {
  return changes.at(-1)?.to ?? initial;
}

function stretchesOf(input: LaneInput, from: number, to: number): readonly Stretch[] {
  const { replayed } = input;
  const cuts = replayed.changes.filter(({ at }) => at < to);
  const initial: Stretch = {
    state: replayed.initial,
    start: from,
    end: cuts[0]?.at ?? to,
    reason: replayed.initial === 'open' ? openedReason(input, 0, undefined) : PASSING,
    evidence: [],
    confidence: confidenceOf(input, replayed.initial, from),
  };
  const later = cuts.map((change, row): Stretch => {
    const until = cuts[row + 1]?.at ?? to;
    return {
      state: change.to,
      start: Math.max(from, change.at),
      end: until,
      reason: reasonOf(input, change),
      evidence: evidenceOf(input, change, until),
      confidence: confidenceOf(input, change.to, change.at),
    };
  });
  return [initial, ...later];
}

function confidenceOf({ fit, events }: LaneInput, state: Change['to'], at: number): number {
  const quality = LEAST_QUALITY + (1 - LEAST_QUALITY) * fit.quality;
  if (state === 'open') {
    return (refusedAfter(events, at)?.strength ?? Strength.silentUnseen) * quality;
  }
  return (state === 'closed' ? CLOSED_CONFIDENCE : HALF_OPEN_CONFIDENCE) * quality;
}

function refusedAfter(events: readonly LaneEvent[], at: number): LaneCall | undefined {
  return events[firstAt(events, at)]?.lane.refused === true
    ? events[firstAt(events, at)]?.lane
    : events.slice(firstAt(events, at)).find(({ lane }) => lane.refused)?.lane;
}

/** Row of the first event at or after a time. O(log n). */
function firstAt(events: readonly LaneEvent[], at: number): number {
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events[middle]?.at ?? 0) < at) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function reasonOf(input: LaneInput, change: Change): InferredReason {
  const { trials } = input.fit.hypothesis;
  if (change.to === 'half-open') {
    return { key: 'breaker.inferred.trial', params: { trials } };
  }
  if (change.to === 'closed') {
    return { key: 'breaker.inferred.trial-succeeded', params: { trials } };
  }
  return change.from === 'half-open'
    ? { key: 'breaker.inferred.trial-failed', params: { trials } }
    : openedReason(input, failuresBefore(input.events, change.at), refusedAfter(input.events, change.at));
}

function openedReason(
  { events }: LaneInput,
  failures: number,
  refused: LaneCall | undefined = refusedAfter(events, 0)
): InferredReason {
  const silent = (refused?.strength ?? 0) < Strength.named;
  return { key: silent ? 'breaker.inferred.opened-silently' : 'breaker.inferred.opened', params: { failures } };
}

/** Calls that failed in a row, the last of them at this time. */
function failuresBefore(events: readonly LaneEvent[], at: number): number {
  let failures = 0;
  for (let row = firstAt(events, at + 1) - 1; row >= 0; row -= 1) {
    const event = events[row];
    if (event?.kind === 'end' && !event.lane.failed) {
      break;
    }
    failures += event?.kind === 'end' ? 1 : 0;
  }
  return failures;
}

/** The call that made the change, and in an open stretch the first that were refused. */
function evidenceOf({ events }: LaneInput, change: Change, until: number): readonly Evidence[] {
  const found = [spanOf(change.by.call)];
  for (let row = firstAt(events, change.at); row < events.length && found.length < KEPT_EVIDENCE; row += 1) {
    const event = events[row];
    if (event === undefined || event.at > until) {
      break;
    }
    if (change.to === 'open' && event.lane.refused) {
      found.push(spanOf(event.lane.call));
    }
  }
  return found;
}

function spanOf({ start, traceId, spanId }: EdgeCall): Evidence {
  return { kind: 'span', at: start, traceId, spanId };
}

function transitionOf(change: Change, input: LaneInput): Transition {
  return {
    at: nanos(change.at),
    within: nanos(change.at - change.notBefore),
    from: change.from,
    to: change.to,
    reason: reasonOf(input, change),
    evidence: evidenceOf(input, change, Infinity),
  };
}

/** Cuts a stretch at silences: what is said of them is half as sure. */
function withoutSilence(stretch: Stretch, starts: readonly number[], silence: number): readonly StateInterval[] {
  const cuts: Array<{ readonly start: number; readonly end: number; readonly quiet: boolean }> = [];
  let from = stretch.start;
  const put = (end: number, quiet: boolean): void => {
    if (end > from) {
      cuts.push({ start: from, end, quiet });
      from = end;
    }
  };
  starts.forEach((start, row) => {
    const next = starts[row + 1] ?? start;
    if (next - start > silence && next > stretch.start && start < stretch.end) {
      put(Math.min(Math.max(start + silence, stretch.start), stretch.end), false);
      put(Math.min(next, stretch.end), true);
    }
  });
  put(stretch.end, false);
  return cuts.map(({ start, end, quiet }) => ({
    state: stretch.state,
    start: nanos(start),
    end: nanos(end),
    confidence: stretch.confidence * (quiet ? QUIET_SHARE : 1),
    reason: quiet ? QUIET : stretch.reason,
    evidence: quiet ? [] : stretch.evidence,
  }));
}

function unknown(start: number, end: number): readonly StateInterval[] {
  return end > start
    ? [{ state: 'unknown', start: nanos(start), end: nanos(end), confidence: 0, reason: NO_CALLS, evidence: [] }]
    : [];
}
