import type { Exemplar, LogTable, Series, ServiceIdentity, Trace } from '../model';
import type { EpochNs, TraceId } from '../units';
import type { Problem, ProblemParams } from '../result';
import type { CorrelationKey } from './key';

/** Which signal a leg asks for. */
export type Signal = 'traces' | 'logs' | 'metrics';

/** How a leg stands. `partial` has rows but not all of them. */
export type LegState =
  'waiting' | 'loading' | 'done' | 'empty' | 'partial' | 'failed' | 'forbidden' | 'timed-out' | 'skipped';

/** One line of the join report: a leg, how it stands, why, and what to do. Message and remedy are keys, not prose. */
export interface ReportLine {
  /** Stable: `traces:search:<uid>`, `logs:line:<uid>:2`. */
  readonly leg: string;
  readonly signal: Signal;
  /** Name of the data source as the user knows it. */
  readonly source: string;
  readonly state: LegState;
  /** Message key, for example `leg.failed`. */
  readonly message: string;
  readonly params: ProblemParams;
  /** Rows this leg contributed. */
  readonly rows: number;
  /** Wall time in milliseconds, when known. */
  readonly elapsedMs: number | undefined;
}

/**
 * What one leg has answered so far. A leg's later answer replaces its earlier one (same `leg`): every arrival is the
 * whole of what that leg knows.
 */
export interface Arrival {
  readonly leg: string;
  readonly traces?: readonly Trace[];
  readonly logs?: readonly LogTable[];
  readonly series?: readonly Series[];
  readonly exemplars?: readonly Exemplar[];
  readonly report?: ReportLine;
  readonly problems?: readonly Problem[];
}

/** Where a log line hangs: its trace and span, as rows of the join. */
export interface LogAnchor {
  /** Row of `Join.traces`, or -1: the line names no trace, or one that was not found. */
  readonly trace: Int32Array;
  /** Row of that trace's spans, or -1: the line names no span, or one that the trace does not hold. */
  readonly span: Int32Array;
}

/** One thing that is missing or cannot be mapped. Keys as in `ReportLine`. */
export interface CoverageGap {
  readonly kind:
    | 'orphan-span'
    | 'span-without-log'
    | 'log-without-span'
    | 'log-without-trace'
    | 'service-metrics-only'
    | 'service-without-metrics'
    | 'service-without-logs'
    | 'id-shared-by-traces'
    | 'unmapped-service'
    | 'truncated'
    | 'trace-not-found';
  readonly service: ServiceIdentity | undefined;
  readonly count: number;
  readonly params: ProblemParams;
}

export interface Coverage {
  readonly spans: number;
  readonly spansWithLogs: number;
  readonly logs: number;
  readonly logsOnSpans: number;
  readonly services: number;
  readonly servicesWithMetrics: number;
  readonly gaps: readonly CoverageGap[];
}

/** Services in call order: callers before callees, then by first appearance, then by key. */
export interface JoinedService {
  readonly identity: ServiceIdentity;
  /** Distance from a root service, 0 for a root; services that are in no trace come last. */
  readonly depth: number;
  readonly spans: number;
  readonly logs: number;
  readonly series: number;
}

/**
 * The joined answer. It does not depend on the order in which legs arrived, or in how many partial emissions: traces are
 * sorted by origin and ID, and log rows by time and row ID, each row once (the same row met by two legs counts once; a row that one
 * leg holds twice stays twice).
 */
export interface Join {
  /** Absent when the rows were not asked for by ID: a panel over plain frames. */
  readonly key: CorrelationKey | undefined;
  readonly id: string | undefined;
  /** Earliest time of any span or line; offsets of the columns of `logs` are relative to `logs.origin`, of a trace to its own. */
  readonly origin: EpochNs;
  readonly traces: readonly Trace[];
  readonly logs: LogTable;
  readonly anchors: LogAnchor;
  readonly series: readonly Series[];
  readonly exemplars: readonly Exemplar[];
  readonly services: readonly JoinedService[];
  readonly traceIds: readonly TraceId[];
  /** Values of the key that were found, the asked one among them when it was: nested children too. */
  readonly ids: readonly string[];
  readonly coverage: Coverage;
  readonly report: readonly ReportLine[];
}
