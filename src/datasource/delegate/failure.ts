import type { LegState } from '../../engine/correlation';
import type { ProblemParams } from '../../engine/result';

/**
 * Why a leg did not answer in full. Every key stands for a sentence and a remedy, `<key>` and `<key>.remedy` in
 * `src/ui/messages`; params in braces:
 *
 * - `leg.source-unknown` {}: Grafana does not know the source, or hides it from this person
 * - `leg.unavailable` {reason}: the source's plugin could not be got
 * - `leg.forbidden` {reason}: the source refused with 401 or 403
 * - `leg.rate-limited` {reason}: refused with 429
 * - `leg.failed` {reason}: any other error, as a value or thrown
 * - `leg.no-answer` {}: completed without an answer
 * - `leg.malformed` {reason}: answered what cannot be read
 * - `leg.source-timed-out` {reason}: the source gave up (504, deadline exceeded)
 * - `leg.timed-out` {seconds}: nothing came within the limit of this data source
 * - `leg.cut` {seconds}: rows came, but the answer never ended
 * - `leg.truncated` {limit}: the answer holds as many rows as were asked for; there may be more
 * - `leg.partial` {reason}: some of the queries of one request failed
 * - `leg.budget` {budget}: the refresh had used up its requests
 * - `leg.cancelled` {}: the request was cancelled
 */
export type FailureKey =
  | 'leg.source-unknown'
  | 'leg.unavailable'
  | 'leg.forbidden'
  | 'leg.rate-limited'
  | 'leg.failed'
  | 'leg.no-answer'
  | 'leg.malformed'
  | 'leg.source-timed-out'
  | 'leg.timed-out'
  | 'leg.cut'
  | 'leg.truncated'
  | 'leg.partial'
  | 'leg.budget'
  | 'leg.cancelled';

export interface Failure {
  readonly key: FailureKey;
  readonly state: LegState;
  readonly params: ProblemParams;
  /** The target that failed, when the source said so. */
  readonly refId: string | undefined;
}

export function failure(key: FailureKey, state: LegState, params: ProblemParams = {}, refId?: string): Failure {
  return { key, state, params, refId };
}

/** An answer that cannot be read, by what a reader threw or what it says. */
export function malformed(error: unknown): Failure {
  return failure('leg.malformed', 'failed', { reason: error instanceof Error ? error.message : String(error) });
}

/** Reads an error in any of the shapes that sources use: `DataQueryError`, a fetch error, an `Error`, a string. */
export function failureOf(error: unknown): Failure {
  const fields = isRecord(error) ? error : {};
  const data = isRecord(fields.data) ? fields.data : {};
  const status = Number(fields.status ?? data.statusCode);
  const reason =
    [fields.message, data.message, data.error, fields.statusText, error].find(isText) ??
    (Number.isFinite(status) ? `status ${status}` : 'unknown error');
  const refId = isText(fields.refId) ? fields.refId : undefined;
  if (fields.cancelled === true || fields.type === 'cancelled') {
    return failure('leg.cancelled', 'failed', {}, refId);
  }
  const [key, state] = meaningOf(fields.type === 'timeout' ? GATEWAY_TIMEOUT : status, reason);
  return failure(key, state, { reason }, refId);
}

const GATEWAY_TIMEOUT = 504;

function meaningOf(status: number, reason: string): readonly [FailureKey, LegState] {
  switch (status) {
    case 401:
    case 403:
      return ['leg.forbidden', 'forbidden'];
    case 429:
      return ['leg.rate-limited', 'failed'];
    case GATEWAY_TIMEOUT:
      return ['leg.source-timed-out', 'timed-out'];
    default:
      return /deadline exceeded|timed? ?out/i.test(reason)
        ? ['leg.source-timed-out', 'timed-out']
        : ['leg.failed', 'failed'];
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
