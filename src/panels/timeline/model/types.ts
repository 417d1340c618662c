import type { CoverageGap, Join, ReportLine, Signal } from '../../../engine/correlation';
import type { Exemplar, LogLevel, Series, ServiceIdentity } from '../../../engine/model';
import type { Problem } from '../../../engine/result';
import type { EpochNs, Nanos } from '../../../engine/units';
import type { TimeSpan } from '../../../ui';
import type { TimelineCorrection } from './correct';

/** Codes of `Items.kind`. */
export const ItemKind = { Span: 0, Log: 1, Exemplar: 2 } as const;

/** Codes of `Items.severity`, in ascending order of alarm. */
export const Severity = { Quiet: 0, Info: 1, Warning: 2, Error: 3 } as const;

/** A severity code; see {@link Severity}. */
export type SeverityCode = (typeof Severity)[keyof typeof Severity];

/**
 * Everything that happened at a time, by columns, sorted by time: the flat list, and what lanes point into. An *item* is
 * a row of it.
 */
export interface Items {
  readonly size: number;
  readonly kind: Uint8Array;
  /** Nanoseconds after `Timeline.origin`. */
  readonly time: Float64Array;
  /** End of a span; the time itself for lines and exemplars. */
  readonly end: Float64Array;
  readonly lane: Int32Array;
  readonly severity: Uint8Array;
  /** Row of `Join.traces` for a span, else -1. */
  readonly trace: Int32Array;
  /** Row of the trace's spans, of `Join.logs`, or of `Join.exemplars`. */
  readonly row: Int32Array;
}

/** One metric as a strip under its lane. */
export interface Strip {
  readonly series: Series;
  /** Nanoseconds after `Timeline.origin`. */
  readonly times: Float64Array;
  readonly max: number;
  /** Median of the samples taken before the request began. */
  readonly before: number | undefined;
  /** The first sample at or after the request's end, which is the first that can know of it; else the last one. */
  readonly during: number | undefined;
  /** Series of the same service and signal that are not drawn. */
  readonly more: number;
}

/** How one signal stands, as far as the frames and the join report tell. */
export type SignalPresence = 'present' | 'empty' | 'loading' | 'failed' | 'not-asked';

/** One service. */
export interface Lane {
  readonly service: ServiceIdentity;
  /** Items of spans, row by row; within a row they ascend and do not overlap. */
  readonly rows: readonly Int32Array[];
  readonly spans: number;
  /** Items of log lines, ascending. */
  readonly logs: Int32Array;
  /** Items of exemplars, ascending. */
  readonly exemplars: Int32Array;
  readonly strips: readonly Strip[];
  readonly errors: number;
  readonly orphans: number;
}

/** A cut in what the source returned: rows beyond it exist, or may exist. */
export interface Tear {
  readonly time: Nanos;
  /** On which side of `time` rows are missing. */
  readonly side: 'before' | 'after';
  readonly signal: Signal;
  /** The limit that cut it, when known. */
  readonly limit: number | undefined;
}

/** The first thing that failed by itself: an error span none of whose children failed. */
export interface FirstFailure {
  readonly item: number;
  readonly time: Nanos;
  /** The callee that went on working after the caller had given up, when there is one. */
  readonly abandoned: ServiceIdentity | undefined;
}

/** What the panel knows, before zoom, filter and size. */
export interface Timeline {
  readonly join: Join;
  /** The epoch time of view time 0. */
  readonly origin: EpochNs;
  /** Where the offset reads `+0.000 s`: the start of the first span, else of the first line. */
  readonly zero: Nanos;
  /** What the panel shows before anybody zooms: spans and lines of the ID, padded. */
  readonly extent: TimeSpan;
  /** From the first start to the last end of any span. */
  readonly request: TimeSpan | undefined;
  readonly items: Items;
  readonly lanes: readonly Lane[];
  readonly tears: readonly Tear[];
  readonly firstFailure: FirstFailure | undefined;
  readonly presence: Readonly<Record<Signal, SignalPresence>>;
  readonly report: readonly ReportLine[];
  readonly gaps: readonly CoverageGap[];
  readonly problems: readonly Problem[];
  /** The ID that was asked for; absent over plain frames. */
  readonly id: string | undefined;
  /** What was moved to have everything on one clock; absent where times are as the sources gave them. */
  readonly correction: TimelineCorrection | undefined;
}

/** One span, as the view asks for it. */
export interface SpanItem {
  readonly kind: 'span';
  readonly item: number;
  readonly trace: Join['traces'][number];
  readonly row: number;
}

/** One log line. */
export interface LogItem {
  readonly kind: 'log';
  readonly item: number;
  readonly row: number;
  readonly line: string;
  readonly level: LogLevel;
}

/** One exemplar. */
export interface ExemplarItem {
  readonly kind: 'exemplar';
  readonly item: number;
  readonly exemplar: Exemplar;
}

/** Any item, read from its columns. */
export type Item = SpanItem | LogItem | ExemplarItem;
