import type { LegState } from '../../engine/correlation';
import type { ProblemParams } from '../../engine/result';
import type { Told } from '../delegate/ask';
import type { Failure, FailureKey } from '../delegate/failure';
import type { Reading } from './leg';

/**
 * Message keys of the join report. Each has a sentence `<key>` and, where something can be done, `<key>.remedy`:
 * {@link FailureKey}, and
 *
 * - `leg.loading` {}: asked, no answer yet
 * - `leg.done` {}: answered in full
 * - `leg.empty` {}: answered, and found nothing
 * - `leg.absent` {count}: so many traces are not in this source
 * - `leg.no-source` {}: the signal was asked for, and no source is linked for it
 * - `leg.no-place` {key}: the key names no place that this source could be asked for
 * - `leg.services-cut` {limit, services}: more services than the limit; the busiest were asked for
 * - `leg.unknown-metrics` {metrics, count}: no known convention, but these look like requests
 * - `leg.no-metrics` {}: no metric of any known convention, and none that looks like one
 * - `leg.metrics-suffice` {}: not asked further, because metric sources know every service
 * - `leg.not-these-services` {}: metrics of known conventions, none of the services, the scope or the breakdown
 * - `leg.no-breakers` {conventions}: no metric of a circuit breaker under any name that is known
 * - `leg.not-these-breakers` {}: metrics of breakers, none of these services or this scope
 * - `leg.no-changes` {}: versions were looked for, and none began to run in the window
 * - `plan.widened` {seconds}: nothing was found in the asked window, so it was widened on both sides
 * - `rounds.*`: what the engine's planner left out
 */
export type ReportKey =
  | FailureKey
  | 'leg.loading'
  | 'leg.done'
  | 'leg.empty'
  | 'leg.absent'
  | 'leg.no-source'
  | 'leg.no-place'
  | 'leg.services-cut'
  | 'leg.unknown-metrics'
  | 'leg.no-metrics'
  | 'leg.not-these-services'
  | 'leg.metrics-suffice'
  | 'leg.no-breakers'
  | 'leg.no-changes'
  | 'leg.not-these-breakers'
  | 'plan.widened';

/** How a leg stands. */
export interface Verdict {
  readonly state: LegState;
  readonly key: ReportKey;
  readonly params: ProblemParams;
}

export const LOADING: Verdict = { state: 'loading', key: 'leg.loading', params: {} };

/** Failures that say by themselves that rows may be missing. */
const PARTIAL_KEYS: ReadonlySet<FailureKey> = new Set<FailureKey>(['leg.cut', 'leg.partial']);

/** Weighs what a source answered, how it failed, and what could be read. */
export function verdict(told: Told, reading: Reading, absent: (reason: Failure) => boolean = () => false): Verdict {
  const rows = reading.learnt.rows;
  if (!told.settled) {
    return LOADING;
  }
  const failures = told.failures.filter((reason) => !absent(reason));
  const [first] = failures;
  if (first !== undefined) {
    return rows > 0 ? withRows(first) : withoutRows(first);
  }
  if (rows === 0 && (reading.stray === true || reading.problems.length > 0)) {
    const reason = reading.problems[0]?.code ?? 'unexpected frames';
    return { state: 'failed', key: 'leg.malformed', params: { reason } };
  }
  if (reading.limitReached !== undefined) {
    return { state: 'partial', key: 'leg.truncated', params: { limit: reading.limitReached } };
  }
  const missing = told.failures.length;
  if (missing > 0) {
    return { state: rows > 0 ? 'done' : 'empty', key: 'leg.absent', params: { count: missing } };
  }
  return rows > 0 ? { state: 'done', key: 'leg.done', params: {} } : { state: 'empty', key: 'leg.empty', params: {} };
}

function withRows({ key, params }: Failure): Verdict {
  return PARTIAL_KEYS.has(key)
    ? { state: 'partial', key: key, params }
    : { state: 'partial', key: 'leg.partial', params: { reason: params.reason ?? key } };
}

/** An answer that never ended and held nothing is no better than none. */
function withoutRows({ key, state, params }: Failure): Verdict {
  return key === 'leg.cut' ? { state: 'timed-out', key: 'leg.timed-out', params } : { state, key: key, params };
}
