import type { EpochNs, Nanos } from '../../units';

/** What is looked at: times are relative to `origin`, and `end` is the last of them. */
export interface AnalysisWindow {
  readonly origin: EpochNs;
  readonly end: Nanos;
}

/** How a call ended for its caller. `rejected`: the caller itself refused to send it, and says so. */
export type CallOutcome = 'success' | 'failure' | 'timeout' | 'rejected';

/** Who refused a call. `bulkhead`: a limit of concurrent calls, or of connections, was reached. */
export type Refuser = 'breaker' | 'bulkhead';

/**
 * Which span tells of a call. `client`: its own. `caller`: none; the span that would have made it carries the exception.
 * `server`: the callee's, where callers record no client spans.
 */
export type CallSource = 'client' | 'caller' | 'server';

/** One attempt to call another service, as its caller saw it. Times by the caller's clock. */
export interface EdgeCall {
  readonly start: Nanos;
  /** How long the caller waited. */
  readonly duration: Nanos;
  readonly outcome: CallOutcome;
  readonly refusedBy?: Refuser;
  /** Name of the breaker or bulkhead, where the exception tells it. */
  readonly refuser?: string;
  /** The failure is one of the network's (refused connection, unknown host), and says so. */
  readonly network: boolean;
  readonly source: CallSource;
  /** How long the callee's span took; absent when there is none: the call never got there, or nothing there records spans. */
  readonly served?: Nanos;
  /** How long after the client's span the callee's began, by two clocks; only differences between calls mean anything. */
  readonly delay?: Nanos;
  /** Of the call: route, RPC method or statement, as the client's span names it. */
  readonly operation: string;
  /** Process of the caller; '' when nothing names it. */
  readonly instance: string;
  readonly traceId: string;
  readonly spanId: string;
  /** The caller's span that made the call; attempts of one request share it. */
  readonly parentSpanId: string;
  /** A timeout that the span's attributes state. */
  readonly timeout?: Nanos;
}

/** All calls of one service to another. */
export interface EdgeOutcomes {
  /** `ServiceIdentity.key`. */
  readonly caller: string;
  /** `ServiceIdentity.key`; the address called where no span of the callee is known; '' when nothing names it. */
  readonly callee: string;
  /** Ascending by start. */
  readonly calls: readonly EdgeCall[];
}

/** When the caller had its answer. */
export function endOf(call: EdgeCall): number {
  return call.start + call.duration;
}

/** Whether the callee, or the way to it, failed the call. */
export function failed(call: EdgeCall): boolean {
  return call.outcome === 'failure' || call.outcome === 'timeout';
}
