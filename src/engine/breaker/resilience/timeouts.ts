import { median, quantile } from 'simple-statistics';

import { nanos } from '../../units';
import type { AnalysisWindow, EdgeCall, EdgeOutcomes } from '../inference';
import { endOf, failed } from '../inference/outcomes';
import type { BreakerFinding } from '../types';
import type { ResilienceMessage } from './messages';
import { byOperation, type OperationCalls, spansOf } from './operations';

/** Calls that were given up after the same time, by this much, show the timeout. */
const SAME_LENGTH = 0.02;
const SAME_LENGTH_NS = 5e6;
const MOSTLY = 0.6;
const FEWEST_GIVEN_UP = 3;
/** A p99 of fewer calls is their maximum. */
const FEWEST_SERVED = 20;
/** The callee went on after its caller had gone: not by so little that two clocks would explain it. */
const WENT_ON = 1.05;
/** Nobody waits so much longer than usual, for so long, who has a timeout worth its name. */
const BEYOND_TIMES = 20;
const BEYOND_NS = 3e9;
const LONG_NS = 10e9;
const FEWEST_SLOW = 3;
const WAITED_OUT = 0.9;
/** Of a slow call, that its callee itself waited. */
const PASSED_ON = 0.8;
const OFTEN = 0.05;
const STATED = 0.95;
const TOLD_FROM_SPANS = 0.8;
/** The timeout may just be longer than anything seen. */
const NONE_SEEN = 0.6;

/**
 * Callers that give up sooner than one call in a hundred takes, and callers that never give up. A timeout is read from the
 * span's attributes, else from the length of the calls that were given up: those that failed by a timeout, or failed while
 * the callee worked on.
 */
export function timeoutFindings(edges: readonly EdgeOutcomes[], window: AnalysisWindow): readonly BreakerFinding[] {
  const waits = longestWaits(edges);
  return byOperation(edges).flatMap((operation) => {
    const givenUp = operation.calls.filter(isGivenUp);
    const found = givenUp.length > 0 ? tooShort(operation, givenUp, window) : neverGivenUp(operation, waits, window);
    return found === undefined ? [] : [found];
  });
}

function isGivenUp(call: EdgeCall): boolean {
  return call.outcome === 'timeout' || (failed(call) && (call.served ?? 0) > WENT_ON * call.duration);
}

function tooShort(
  { caller, callee, operation, calls }: OperationCalls,
  givenUp: readonly EdgeCall[],
  { origin }: AnalysisWindow
): BreakerFinding | undefined {
  const served = calls.flatMap((call) => (call.served === undefined ? [] : [call.served]));
  const stated = calls.find(({ timeout }) => timeout !== undefined)?.timeout;
  const timeoutNs = stated ?? commonLength(givenUp);
  const p99Ns = served.length < FEWEST_SERVED ? 0 : quantile(served, 0.99);
  const [first] = givenUp;
  const last = givenUp.at(-1);
  if (timeoutNs === undefined || p99Ns <= timeoutNs || first === undefined || last === undefined) {
    return undefined;
  }
  const message: ResilienceMessage = {
    key: 'resilience.timeout-shorter-than-p99',
    params: { caller, callee, operation, timeoutNs, p99Ns, gaveUp: givenUp.length, calls: calls.length },
  };
  return {
    kind: 'timeout-shorter-than-p99',
    severity: givenUp.length >= OFTEN * calls.length ? 'critical' : 'warning',
    confidence: stated === undefined ? TOLD_FROM_SPANS : STATED,
    entities: [{ kind: 'edge', caller, callee }],
    origin,
    window: { start: first.start, end: nanos(endOf(last)) },
    message,
    evidence: spansOf(givenUp),
  };
}

/** The length that most of these calls share; `undefined` when they do not. */
function commonLength(calls: readonly EdgeCall[]): number | undefined {
  if (calls.length < FEWEST_GIVEN_UP) {
    return undefined;
  }
  const common = median(calls.map(({ duration }) => duration));
  const within = Math.max(SAME_LENGTH_NS, SAME_LENGTH * common);
  const same = calls.filter(({ duration }) => Math.abs(duration - common) <= within).length;
  return same >= MOSTLY * calls.length ? common : undefined;
}

/** By service and trace: its longest call to others, nanoseconds. */
type Waits = ReadonlyMap<string, ReadonlyMap<string, number>>;

function longestWaits(edges: readonly EdgeOutcomes[]): Waits {
  const waits = new Map<string, Map<string, number>>();
  for (const { caller, calls } of edges) {
    const own = waits.get(caller) ?? new Map<string, number>();
    waits.set(caller, own);
    calls.forEach(({ traceId, duration }) => own.set(traceId, Math.max(own.get(traceId) ?? 0, duration)));
  }
  return waits;
}

/** Whether the callee was slow because it waited for somebody else: then that call is the one without a timeout. */
function waitedItself(slow: readonly EdgeCall[], own: ReadonlyMap<string, number> | undefined): boolean {
  const passedOn = slow.filter(({ traceId, duration }) => (own?.get(traceId) ?? 0) >= PASSED_ON * duration);
  return passedOn.length > MOSTLY * slow.length;
}

function neverGivenUp(
  { caller, callee, operation, calls }: OperationCalls,
  waits: Waits,
  { origin }: AnalysisWindow
): BreakerFinding | undefined {
  if (calls.length < FEWEST_SERVED || calls.some(({ timeout }) => timeout !== undefined)) {
    return undefined;
  }
  const usualNs = median(calls.map(({ duration }) => duration));
  const limit = Math.max(BEYOND_NS, BEYOND_TIMES * usualNs);
  const slow = calls.filter((call) => call.duration > limit && (call.served ?? Infinity) >= WAITED_OUT * call.duration);
  const [first] = slow;
  const last = slow.at(-1);
  if (first === undefined || last === undefined || slow.length < FEWEST_SLOW || waitedItself(slow, waits.get(callee))) {
    return undefined;
  }
  const longestNs = Math.max(...slow.map(({ duration }) => duration));
  const message: ResilienceMessage = {
    key: 'resilience.no-timeout',
    params: { caller, callee, operation, slow: slow.length, longestNs, usualNs },
  };
  return {
    kind: 'no-timeout',
    severity: longestNs >= LONG_NS ? 'warning' : 'info',
    confidence: NONE_SEEN,
    entities: [{ kind: 'edge', caller, callee }],
    origin,
    window: { start: first.start, end: nanos(endOf(last)) },
    message,
    evidence: spansOf(slow),
  };
}
