import { median } from 'simple-statistics';

import type { Entity, Evidence, FindingSeverity } from '../../finding';
import { nanos, type Nanos } from '../../units';
import type { AnalysisWindow, EdgeCall, EdgeOutcomes } from '../inference';
import { endOf, failed } from '../inference/outcomes';
import type { Breaker, BreakerFinding, BreakerFindingKind, InstanceLane, StateInterval, Transition } from '../types';
import { guards } from './guards';
import type { SettingMessage } from './messages';

/** Opened so often in one window is to flap. */
const FLAPPING = 3;
/** Failures before opening that users felt: this many, over this long. */
const LATE_FAILURES = 20;
const LATE_NS = 30e9;
/** A failing stretch ends where this many calls in a row go well. */
const WELL_AGAIN = 5;
/** So many calls before opening are looked at, and so small a share of failures among them is no reason to open. */
const LOOKED_BACK = 20;
const EARLY_SHARE = 0.15;
/** Calls of other processes to the same callee, meanwhile: so many of so many went well. */
const MEANWHILE_CALLS = 20;
const MEANWHILE_GOOD = 0.95;
/** A call that takes so many times the usual is slow; so many of them in a row, over so long, should have counted. */
const SLOW_TIMES = 10;
const SLOW_LEAST_NS = 1e9;
const SLOW_CALLS = 10;
/** How sure: what was counted of a lane is; what should have been is a judgement. */
const SURE = 0.9;
const JUDGED = 0.7;
const KEPT_EVIDENCE = 5;

/**
 * Breakers that are there and set badly, from their lanes and the calls of their edges: `breaker-flapping`,
 * `breaker-too-slow` (opened long after failures began, or slow calls were not counted), `breaker-too-eager` (opened on few
 * failures, or refused while the callee answered others). Inferred lanes count only as far as they are sure.
 */
export function settingFindings(
  breakers: readonly Breaker[],
  edges: readonly EdgeOutcomes[],
  window: AnalysisWindow
): readonly BreakerFinding[] {
  return breakers
    .filter(({ basis }) => basis !== 'shadow')
    .flatMap((breaker) => {
      const edge = edges.find((one) => guards(breaker, one));
      const told = [flapping(breaker)];
      if (edge !== undefined) {
        told.push(openedLate(breaker, edge), slowNotCounted(breaker, edge), openedEarly(breaker, edge));
        told.push(refusesGood(breaker, edge));
      }
      return told.flatMap((one) => (one === undefined ? [] : [findingOf(breaker, one, window)]));
    });
}

interface Told {
  readonly kind: BreakerFindingKind;
  readonly severity: FindingSeverity;
  readonly confidence: number;
  readonly start: Nanos;
  readonly end: Nanos;
  readonly message: SettingMessage;
  readonly evidence: readonly Evidence[];
}

function findingOf(breaker: Breaker, told: Told, { origin }: AnalysisWindow): BreakerFinding {
  const { name, caller, callee } = breaker.identity;
  const entity: Entity = {
    kind: 'breaker',
    name,
    ...(caller === undefined ? {} : { caller }),
    ...(callee === undefined ? {} : { callee }),
  };
  const { kind, severity, confidence, start, end, message, evidence } = told;
  return { kind, severity, confidence, entities: [entity], origin, window: { start, end }, message, evidence };
}

/** The lanes of single processes: of several the combined one changes more often than any. */
function lanesOf(breaker: Breaker): readonly InstanceLane[] {
  const { instances, intervals, transitions, identity } = breaker;
  return instances.length > 0 ? instances : [{ instance: identity.instance ?? '', intervals, transitions }];
}

function openings({ transitions }: InstanceLane): readonly Transition[] {
  return transitions.filter(({ to }) => to === 'open');
}

function flapping(breaker: Breaker): Told | undefined {
  const [worst] = lanesOf(breaker)
    .map((lane) => openings(lane))
    .sort((a, b) => b.length - a.length);
  const [first] = worst ?? [];
  if (worst === undefined || first === undefined || worst.length < FLAPPING) {
    return undefined;
  }
  const last = worst.at(-1) ?? first;
  const reopened = worst.filter(({ from }) => from === 'half-open').length;
  return {
    kind: 'breaker-flapping',
    severity: 'warning',
    confidence: SURE * sureness(breaker.intervals),
    start: first.at,
    end: last.at,
    message: {
      key: 'breaker.setting.flapping',
      params: { name: breaker.identity.name, opened: worst.length, reopened },
    },
    evidence: worst.flatMap(({ evidence }) => evidence).slice(0, KEPT_EVIDENCE),
  };
}

/** How sure the open states of a lane are. */
function sureness(intervals: readonly StateInterval[]): number {
  const open = intervals.filter(({ state }) => state === 'open');
  return open.length === 0 ? 0 : Math.min(...open.map(({ confidence }) => confidence));
}

interface Opening {
  readonly at: Nanos;
  /** The process's calls that ended before it opened, last first. */
  readonly before: readonly EdgeCall[];
}

/** Every change from closed to open, with the calls that led to it. */
function openingsOf(breaker: Breaker, edge: EdgeOutcomes): readonly Opening[] {
  return lanesOf(breaker).flatMap((lane) => {
    const own = edge.calls.filter(({ instance }) => lane.instance === '' || instance === lane.instance);
    const ended = own.filter(({ outcome }) => outcome !== 'rejected').sort((a, b) => endOf(b) - endOf(a));
    return openings(lane)
      .filter(({ from }) => from === 'closed')
      .map(({ at }) => ({ at, before: ended.filter((call) => endOf(call) <= at) }));
  });
}

function openedLate(breaker: Breaker, edge: EdgeOutcomes): Told | undefined {
  const late = openingsOf(breaker, edge)
    .map(({ at, before }) => ({ at, failing: failingStretch(before) }))
    .map(({ at, failing }) => ({ at, failing, from: failing.at(-1)?.start ?? at }))
    .filter(({ at, failing, from }) => failing.length >= LATE_FAILURES && at - from >= LATE_NS)
    .sort((a, b) => b.at - b.from - (a.at - a.from));
  const [worst] = late;
  if (worst === undefined) {
    return undefined;
  }
  const delayNs = worst.at - worst.from;
  return {
    kind: 'breaker-too-slow',
    severity: 'warning',
    confidence: JUDGED,
    start: worst.from,
    end: worst.at,
    message: {
      key: 'breaker.setting.opened-late',
      params: { name: breaker.identity.name, failures: worst.failing.length, delayNs },
    },
    evidence: spansOf(worst.failing),
  };
}

/** Failed calls, last first, back to where calls went well. */
function failingStretch(before: readonly EdgeCall[]): readonly EdgeCall[] {
  const failing: EdgeCall[] = [];
  let well = 0;
  for (const call of before) {
    well = failed(call) ? 0 : well + 1;
    if (well >= WELL_AGAIN) {
      break;
    }
    if (failed(call)) {
      failing.push(call);
    }
  }
  return failing;
}

function openedEarly(breaker: Breaker, edge: EdgeOutcomes): Told | undefined {
  for (const { at, before } of openingsOf(breaker, edge)) {
    const last = before.slice(0, LOOKED_BACK);
    const broken = last.filter(failed);
    if (last.length >= LOOKED_BACK && broken.length < EARLY_SHARE * last.length) {
      return {
        kind: 'breaker-too-eager',
        severity: 'warning',
        confidence: JUDGED,
        start: last.at(-1)?.start ?? at,
        end: at,
        message: {
          key: 'breaker.setting.opened-early',
          params: { name: breaker.identity.name, failures: broken.length, calls: last.length },
        },
        evidence: spansOf(broken),
      };
    }
  }
  return undefined;
}

/** Other processes' calls to the callee go well while this one refuses: the callee, as far as anybody knows, is not ill. */
function refusesGood(breaker: Breaker, edge: EdgeOutcomes): Told | undefined {
  // Metrics may call a process otherwise than spans do; then nobody knows whose calls are whose.
  const known = breaker.instances.filter((lane) => edge.calls.some(({ instance }) => instance === lane.instance));
  for (const lane of known) {
    const open = lane.intervals.filter(({ state }) => state === 'open');
    const within = ({ start }: EdgeCall): boolean => open.some((one) => start >= one.start && start < one.end);
    const meanwhile = edge.calls.filter((call) => call.instance !== lane.instance && within(call));
    const others = meanwhile.filter(({ outcome }) => outcome !== 'rejected');
    const succeeded = others.filter((call) => !failed(call)).length;
    const refused = edge.calls.filter((call) => call.instance === lane.instance && within(call) && !passed(call));
    const [first] = open;
    if (first !== undefined && others.length >= MEANWHILE_CALLS && succeeded >= MEANWHILE_GOOD * others.length) {
      return {
        kind: 'breaker-too-eager',
        severity: 'info',
        confidence: JUDGED,
        start: first.start,
        end: open.at(-1)?.end ?? first.end,
        message: {
          key: 'breaker.setting.refuses-good',
          params: { name: breaker.identity.name, refused: refused.length, succeeded, calls: others.length },
        },
        evidence: spansOf(refused),
      };
    }
  }
  return undefined;
}

function passed({ outcome }: EdgeCall): boolean {
  return outcome === 'success';
}

/** Calls that took far longer than usual, one after the other, while the breaker stayed closed. */
function slowNotCounted(breaker: Breaker, edge: EdgeOutcomes): Told | undefined {
  const answered = edge.calls.filter(({ outcome }) => outcome === 'success');
  if (answered.length < 2 * SLOW_CALLS) {
    return undefined;
  }
  const usual = median(answered.map(({ duration }) => duration));
  const limit = Math.max(SLOW_LEAST_NS, SLOW_TIMES * usual);
  const slow = longestRun(answered, ({ duration }) => duration > limit);
  const [first] = slow;
  const last = slow.at(-1);
  if (first === undefined || last === undefined || slow.length < SLOW_CALLS || endOf(last) - first.start < LATE_NS) {
    return undefined;
  }
  return {
    kind: 'breaker-too-slow',
    severity: 'warning',
    confidence: JUDGED,
    start: first.start,
    end: nanos(endOf(last)),
    message: {
      key: 'breaker.setting.slow-not-counted',
      params: {
        name: breaker.identity.name,
        slow: slow.length,
        slowNs: median(slow.map(({ duration }) => duration)),
        usualNs: usual,
      },
    },
    evidence: spansOf(slow),
  };
}

function longestRun(calls: readonly EdgeCall[], holds: (call: EdgeCall) => boolean): readonly EdgeCall[] {
  let from = 0;
  let longest = { from: 0, to: 0 };
  calls.forEach((call, row) => {
    if (!holds(call)) {
      from = row + 1;
    } else if (row + 1 - from > longest.to - longest.from) {
      longest = { from, to: row + 1 };
    }
  });
  return calls.slice(longest.from, longest.to);
}

function spansOf(calls: readonly EdgeCall[]): readonly Evidence[] {
  return calls
    .slice(0, KEPT_EVIDENCE)
    .map(({ start, traceId, spanId }) => ({ kind: 'span', at: start, traceId, spanId }));
}
