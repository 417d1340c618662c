import type { Trace } from '../model';
import type { TraceId } from '../units';
import type { PathOptions } from './types';

/** One operation of one service. */
export interface OperationName {
  /** `ServiceIdentity.key`. */
  readonly service: string;
  /** `ServiceIdentity.name`. */
  readonly serviceName: string;
  /** Name of the spans. */
  readonly operation: string;
}

/**
 * Quantiles of lengths in nanoseconds (`simple-statistics`' `quantileSorted`), `NaN` when there is none. Exact over the
 * `count` lengths given.
 */
export interface Quantiles {
  readonly count: number;
  readonly mean: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly max: number;
}

/** A span that a call path is worst in. */
export interface PathExemplar {
  readonly traceId: TraceId;
  readonly spanId: string;
  /** Nanoseconds of the span itself on the path. */
  readonly exclusive: number;
  /** Nanoseconds of the whole trace. */
  readonly total: number;
}

/** One call path, from a root downwards, over all traces. Sums are exact over every trace. */
export interface CallPath {
  /** Row of {@link Aggregate.operations}. */
  readonly operation: number;
  /** Row of {@link TraceGroup.callPaths}, always a lower one; -1 for a root. */
  readonly parent: number;
  /** Nanoseconds on the path, with what it called there; summed over all traces. */
  readonly inclusive: number;
  /** Nanoseconds on the path of itself. */
  readonly exclusive: number;
  /** Spans on the path (CRISP's frequency). */
  readonly spans: number;
  /** Traces that have it on their path. */
  readonly traces: number;
  /** The spans with the longest own time, the worst first. */
  readonly exemplars: readonly PathExemplar[];
}

/** What is known of one operation over the traces of a group. */
export interface OperationSummary {
  /** Row of {@link Aggregate.operations}. */
  readonly operation: number;
  /** Spans, on the path and off it. */
  readonly spans: number;
  /** Traces that have it on their path. */
  readonly traces: number;
  /** Nanoseconds of itself on the path, summed over all traces; and its share of the time of all traces. */
  readonly exclusive: number;
  readonly share: number;
  /**
   * By how much it could shrink before another decides: inclusive drag, summed per trace, over the kept traces that have
   * it on their path. A bound from above when several of its spans are on one path.
   */
  readonly drag: Quantiles;
  /** By how much it could start later: the least slack of its spans per trace, over the kept traces that have it off the path only. */
  readonly slack: Quantiles;
}

/**
 * The traces at a quantile of total latency: the kept traces whose rank lies in a band around it, never all up to it.
 * The band is `quantile ± min(0.1, (1 - quantile) / 2)` (P50: 40 to 60 %, P90: 85 to 95 %, P99: 98.5 to 99.5 %), widened
 * around its middle until it holds five traces, or all there are.
 */
export interface Cohort {
  /** `undefined` for the cohort of all traces. */
  readonly quantile: number | undefined;
  readonly traces: number;
  /** Shortest and longest total latency in it, nanoseconds. */
  readonly from: number;
  readonly to: number;
  /** Mean total latency, nanoseconds. */
  readonly mean: number;
  /** By row of {@link Aggregate.operations}: mean nanoseconds per trace on the path, and their share of the mean total. */
  readonly time: Float64Array;
  readonly share: Float64Array;
  /** The trace in the middle of the band. */
  readonly example: TraceId | undefined;
}

/** Operation x request, requests ordered by latency. */
export interface PathHeatmap {
  /** Rows of {@link Aggregate.operations}: those with the most time on the path, the most first. */
  readonly operations: readonly number[];
  readonly columns: number;
  /** Of each column: its slowest trace, the mean total latency (ns), and how many kept traces it stands for. */
  readonly traceIds: readonly TraceId[];
  readonly total: Float64Array;
  readonly traces: Int32Array;
  /** Mean own nanoseconds on the path: `time[row * columns + column]`. */
  readonly time: Float64Array;
}

/** One group of traces: the selection, or the baseline it is compared with. */
export interface TraceGroup {
  readonly name: string;
  readonly traces: number;
  readonly spans: number;
  /** Traces that cohorts, quantiles and heat map are made of: all, or a uniform sample of {@link AggregateOptions.keep}. */
  readonly kept: number;
  /** Total latency: the lengths of the roots. Exact while all are kept. */
  readonly totals: Quantiles;
  /** Sum of the totals of all traces, nanoseconds: what `share` of an operation is of. */
  readonly time: number;
  readonly callPaths: readonly CallPath[];
  /** Operations met in the group, most time on the path first. */
  readonly operations: readonly OperationSummary[];
  /** Spans whose call path came after the most that are told apart: they count as their parent's. */
  readonly folded: number;
  /** All, then P50, P90, P99. */
  readonly cohorts: readonly Cohort[];
  readonly heatmap: PathHeatmap;
}

/** What many traces have in common. Operations are shared by all groups, so that their rows can be compared. */
export interface Aggregate {
  readonly operations: readonly OperationName[];
  /** In the order in which they were first met. */
  readonly groups: readonly TraceGroup[];
}

export interface AggregateOptions {
  readonly path: PathOptions;
  /** Traces kept of each group for what needs them one by one; 10,000 by default. More are sampled uniformly, by trace ID. */
  readonly keep?: number;
  /** Exemplars of each call path; 3 by default. */
  readonly exemplars?: number;
  /** Columns and rows of the heat map; 200 and 40 by default. */
  readonly columns?: number;
  readonly rows?: number;
  /** Whether drag and slack are worked out too; true by default. It costs about as much as the path. */
  readonly drag?: boolean;
}

/** Takes traces one by one, and can say at any time what they have in common. */
export interface Aggregator {
  /** @param group - `selection` by default */
  add(trace: Trace, group?: string): void;
  finish(): Aggregate;
}

/** An operation made faster. `service` is a {@link OperationName.service} or a `serviceName`. */
export interface Change {
  readonly service: string;
  readonly operation: string;
  /** Of its own time that stays: 0.8 is 20 % faster. Its callees keep their time; a span without children is wholly its own. */
  readonly factor: number;
}

/** What a change does to the latency of requests. */
export interface WhatIf {
  readonly change: Change;
  readonly traces: number;
  /** Traces that became shorter. */
  readonly changed: number;
  readonly before: Quantiles;
  readonly after: Quantiles;
  /** Mean nanoseconds saved per trace, over all traces. */
  readonly saved: number;
}
