import { median } from 'simple-statistics';

import type { Evidence } from '../../finding';
import { nanos, type Nanos } from '../../units';
import type { InstanceLane, StateInterval, Transition } from '../types';
import { firstAbove, firstFrom } from './bisect';
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
  /** At least one. */
  readonly events: readonly LaneEvent[];
  readonly replayed: Replayed;
  readonly fit: Fit;
  readonly end: Nanos;
  /** How long it stays open, where the refusals tell. */
  readonly openFor: number | undefined;
}

/** The same with what is asked of it often. */
interface Lane extends LaneInput {
  readonly times: Float64Array;
  /** Between two calls: longer than usual by far. */
  readonly silences: readonly Silence[];
}

interface Silence {
  readonly start: number;
  readonly end: number;
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
  const times = Float64Array.from(events, ({ at }) => at);
  const starts = events.filter(({ kind }) => kind === 'start').map(({ at }) => at);
  const silence = silenceOf(starts);
  const lane: Lane = { ...input, times, silences: silencesOf(starts, silence) };
  const first = times[0] ?? 0;
  const last = times.at(-1) ?? first;
  const known = Math.min(end, last + (lastState(replayed) === 'open' ? (input.openFor ?? silence) : silence));
  const intervals = stretchesOf(lane, first, Math.max(known, first))
    .filter((stretch) => stretch.end > stretch.start)
    .flatMap((stretch) => withoutSilence(stretch, lane.silences));
  return {
    instance,
    intervals: [...unknown(0, first), ...intervals, ...unknown(known, end)],
    transitions: replayed.changes.map((change) => transitionOf(change, lane)),
  };
}

function silenceOf(starts: readonly number[]): number {
  const gaps = starts.slice(1).map((start, at) => start - (starts[at] ?? 0));
  return Math.max(LEAST_SILENCE_NS, gaps.length === 0 ? 0 : SILENCE * median(gaps));
}

/** From where it is a silence until the next call. */
function silencesOf(starts: readonly number[], silence: number): readonly Silence[] {
  return starts.flatMap((start, row) => {
    const next = starts[row + 1] ?? start;
    return next - start > silence ? [{ start: start + silence, end: next }] : [];
  });
}

function lastState({ changes, initial }: Replayed): Change['to'] {
  return changes.at(-1)?.to ?? initial;
}

function stretchesOf(input: Lane, from: number, to: number): readonly Stretch[] {
  const { replayed } = input;
  const cuts = replayed.changes.filter(({ at }) => at < to);
  const initial: Stretch = {
    state: replayed.initial,
    start: from,
    end: cuts[0]?.at ?? to,
    reason: replayed.initial === 'open' ? openedReason(input, from, 0) : PASSING,
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

function confidenceOf({ fit, ...lane }: Lane, state: Change['to'], at: number): number {
  const quality = LEAST_QUALITY + (1 - LEAST_QUALITY) * fit.quality;
  if (state === 'open') {
    return (refusedAfter(lane, at)?.strength ?? Strength.silentUnseen) * quality;
  }
  return (state === 'closed' ? CLOSED_CONFIDENCE : HALF_OPEN_CONFIDENCE) * quality;
}

/** The first call that was refused at or after a time. */
function refusedAfter({ events, times }: Pick<Lane, 'events' | 'times'>, at: number): LaneCall | undefined {
  for (let row = firstFrom(times, at); row < events.length; row += 1) {
    const lane = events[row]?.lane;
    if (lane?.refused === true) {
      return lane;
    }
  }
  return undefined;
}

function reasonOf(input: Lane, change: Change): InferredReason {
  const { trials } = input.fit.hypothesis;
  if (change.to === 'half-open') {
    return { key: 'breaker.inferred.trial', params: { trials } };
  }
  if (change.to === 'closed') {
    return { key: 'breaker.inferred.trial-succeeded', params: { trials } };
  }
  return change.from === 'half-open'
    ? { key: 'breaker.inferred.trial-failed', params: { trials } }
    : openedReason(input, change.at, failuresBefore(input, change.at));
}

function openedReason(lane: Lane, at: number, failures: number): InferredReason {
  const silent = (refusedAfter(lane, at)?.strength ?? 0) < Strength.named;
  return { key: silent ? 'breaker.inferred.opened-silently' : 'breaker.inferred.opened', params: { failures } };
}

/** Calls that failed in a row, the last of them at this time. */
function failuresBefore({ events, times }: Lane, at: number): number {
  let failures = 0;
  for (let row = firstAbove(times, at) - 1; row >= 0; row -= 1) {
    const event = events[row];
    if (event?.kind === 'end' && !event.lane.failed) {
      break;
    }
    failures += event?.kind === 'end' ? 1 : 0;
  }
  return failures;
}

/** The call that made the change, and in an open stretch the first that were refused. */
function evidenceOf({ events, times }: Lane, change: Change, until: number): readonly Evidence[] {
  const found = [spanOf(change.by.call)];
  for (let row = firstFrom(times, change.at); row < events.length && found.length < KEPT_EVIDENCE; row += 1) {
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

function transitionOf(change: Change, input: Lane): Transition {
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
function withoutSilence(stretch: Stretch, silences: readonly Silence[]): readonly StateInterval[] {
  const found: StateInterval[] = [];
  let from = stretch.start;
  const put = (end: number, quiet: boolean): void => {
    if (end > from) {
      found.push(intervalOf(stretch, from, end, quiet));
      from = end;
    }
  };
  for (const { start, end } of silences) {
    if (end > stretch.start && start < stretch.end) {
      put(Math.max(start, stretch.start), false);
      put(Math.min(end, stretch.end), true);
    }
  }
  put(stretch.end, false);
  return found;
}

function intervalOf(stretch: Stretch, start: number, end: number, quiet: boolean): StateInterval {
  return {
    state: stretch.state,
    start: nanos(start),
    end: nanos(end),
    confidence: stretch.confidence * (quiet ? QUIET_SHARE : 1),
    reason: quiet ? QUIET : stretch.reason,
    evidence: quiet ? [] : stretch.evidence,
  };
}

function unknown(start: number, end: number): readonly StateInterval[] {
  return end > start
    ? [{ state: 'unknown', start: nanos(start), end: nanos(end), confidence: 0, reason: NO_CALLS, evidence: [] }]
    : [];
}
