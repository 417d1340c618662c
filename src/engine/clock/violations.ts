import type { TraceId } from '../units';

/**
 * How an effect came before its cause. `child-before-parent`: a span starts before the one that caused it.
 * `child-after-parent`: a span on another node, no longer than its parent, ends after it. `response-before-request`: a
 * server's span is over before its client began. `receive-before-send`: a consumer had a message before its producer began to send it, or a line
 * of which logical clocks prove that it came later is stamped earlier.
 * `log-outside-span`: a line is stamped before or after the span that wrote it.
 */
export type ViolationKind =
  'child-before-parent' | 'child-after-parent' | 'response-before-request' | 'receive-before-send' | 'log-outside-span';

/** One effect before its cause, as the clocks have it. */
export interface Violation {
  readonly kind: ViolationKind;
  readonly traceId: TraceId;
  /** The cause: parent span, producer, or the span that holds a log line. */
  readonly parentSpanId: string;
  /** The effect; '' for a log line. */
  readonly childSpanId: string;
  /** By how much, nanoseconds; positive. */
  readonly by: number;
  /** When, nanoseconds after the collection's origin. */
  readonly time: number;
  readonly parentNode: string | undefined;
  readonly childNode: string | undefined;
  readonly parentService: string;
  readonly childService: string;
}

/**
 * Whether the clocks' estimated offsets can be the reason: `yes` when the whole range of the offset undoes it, `possible`
 * when a part of it does, `no` when none does (or both spans share a clock), `unknown` without an estimate.
 */
export type Explained = 'yes' | 'possible' | 'no' | 'unknown';

/** @param offset - range of the child's clock minus the parent's at the time of the violation, nanoseconds */
export function explanation(
  violation: Pick<Violation, 'kind' | 'by' | 'parentNode' | 'childNode'>,
  offset: { readonly low: number; readonly high: number } | undefined
): Explained {
  const { kind, by, parentNode, childNode } = violation;
  if (parentNode !== undefined && parentNode === childNode) {
    return 'no';
  }
  if (offset === undefined) {
    return 'unknown';
  }
  // An effect that looks too early is undone by a clock that is behind by at least as much, one too late by one ahead.
  const [near, far] = kind === 'child-after-parent' ? [offset.low, offset.high] : [-offset.high, -offset.low];
  return near >= by ? 'yes' : far >= by ? 'possible' : 'no';
}
