import type { Evidence } from '../../finding';
import { nanos, type Nanos } from '../../units';
import type { AnalysisWindow, EdgeCall, EdgeOutcomes } from '../inference';
import { callCounts } from '../inference/call-counts';
import { worstLane } from '../lane/worst';
import type { StateChange } from '../machine/machine';
import type { Breaker, BreakerConfiguration, BreakerState, InstanceLane, ShadowOutcome, StateInterval } from '../types';
import { type Lived, liveThrough, waitingOf } from './live';
import type { ShadowMessage } from './messages';

/** A breaker that is not there, and what it would have done. */
export interface ShadowRun {
  readonly breaker: Breaker & { readonly shadow: ShadowOutcome };
  /** What everybody who called waited, refused or not, as it really was. */
  readonly waited: Nanos;
}

/**
 * Runs a breaker over the real calls of an edge that has none, one for each process of the caller, as a library in the
 * caller would. Callee failure is taken as independent of load ({@link SHADOW_CAVEAT}).
 *
 * @returns `undefined` when it would never have opened
 */
export function shadowBreaker(
  edge: EdgeOutcomes,
  configuration: BreakerConfiguration,
  window: AnalysisWindow
): ShadowRun | undefined {
  const processes = [...byInstance(edge.calls)];
  const lived = processes.map(([instance, calls]) => ({ instance, ...liveThrough(calls, configuration) }));
  const opened = lived.flatMap(({ changes }) => changes.filter(({ to }) => to === 'open').map(({ at }) => at));
  if (opened.length === 0) {
    return undefined;
  }
  const lanes = lived.map((life) => laneOf(life, configuration, window.end));
  const refused = lived.flatMap((life) => life.refused);
  const shadow: ShadowOutcome = {
    openedAt: nanos(Math.min(...opened)),
    saved: { calls: refused.length, waiting: waitingOf(refused) },
    calls: edge.calls.length,
  };
  const [only] = lanes;
  const single = lanes.length === 1 && only !== undefined;
  const breaker = {
    identity: { name: edge.callee, caller: edge.caller, callee: edge.callee },
    basis: 'shadow' as const,
    source: 'traces',
    ...(single ? { intervals: only.intervals, transitions: only.transitions } : worstLane(lanes)),
    calls: callCounts(edge.calls, [], window.end),
    configuration,
    disagreements: [],
    instances: single ? [] : lanes,
    shadow,
  };
  return { breaker, waited: waitingOf(edge.calls) };
}

function byInstance(calls: readonly EdgeCall[]): ReadonlyMap<string, readonly EdgeCall[]> {
  const found = new Map<string, EdgeCall[]>();
  for (const call of calls) {
    const own = found.get(call.instance) ?? [];
    found.set(call.instance, own);
    own.push(call);
  }
  return found;
}

interface Life extends Lived {
  readonly instance: string;
}

/** Certain, given the calls and the settings: a machine has no doubts. */
const CERTAIN = 1;

function laneOf(life: Life, configuration: BreakerConfiguration, end: Nanos): InstanceLane {
  const { changes, instance } = life;
  const evidence = evidenceReader(life);
  const intervals: StateInterval[] = [];
  let state: BreakerState = 'closed';
  let start = nanos(0);
  let reason: ShadowMessage = { key: 'breaker.shadow.would-pass', params: {} };
  const put = (until: Nanos, shown: readonly Evidence[]): void => {
    if (until > start) {
      intervals.push({ state, start, end: until, confidence: CERTAIN, reason, evidence: shown });
    }
  };
  let shown: readonly Evidence[] = [];
  for (const change of changes) {
    put(change.at, shown);
    ({ to: state, at: start } = change);
    reason = reasonOf(change, configuration);
    shown = evidence(change);
  }
  put(end, shown);
  const transitions = changes.map((change, row) => ({
    ...change,
    within: nanos(0),
    reason: reasonOf(change, configuration),
    evidence: intervals.find((interval) => interval.start === changes[row]?.at)?.evidence ?? [],
  }));
  return { instance, intervals, transitions };
}

function reasonOf({ from, to }: StateChange, { rule, trialCalls }: BreakerConfiguration): ShadowMessage {
  if (to === 'open') {
    const failures =
      from === 'half-open' ? trialCalls : rule.kind === 'consecutive' ? rule.failures : rule.minimumCalls;
    return { key: 'breaker.shadow.would-open', params: { failures } };
  }
  const key = to === 'half-open' ? 'breaker.shadow.would-try' : 'breaker.shadow.would-close';
  return { key, params: { trials: trialCalls } };
}

/** The failure that would have opened it; each is asked for once, in order. */
function evidenceReader({ openedBy }: Lived): (change: StateChange) => readonly Evidence[] {
  let next = 0;
  return ({ to }) => {
    const call = to === 'open' ? openedBy[next] : undefined;
    next += to === 'open' ? 1 : 0;
    return call === undefined ? [] : [{ kind: 'span', at: call.start, traceId: call.traceId, spanId: call.spanId }];
  };
}
