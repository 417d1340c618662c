import type { EpochNs, Nanos, TraceId } from '../units';
import type { ServiceIdentity } from './service';

/** A span, resource or event attribute as the source gave it. Arrays and maps may arrive as JSON text. */
export interface Attribute {
  readonly key: string;
  readonly value: unknown;
}

export type SpanKind = 'client' | 'server' | 'producer' | 'consumer' | 'internal' | 'unspecified';
export type SpanStatus = 'unset' | 'ok' | 'error';

export interface SpanEvent {
  /** Relative to the trace's origin. */
  readonly time: Nanos;
  readonly name: string;
  readonly attributes: readonly Attribute[];
}

export interface SpanLink {
  readonly traceId: string;
  readonly spanId: string;
  readonly attributes: readonly Attribute[];
}

export interface Scope {
  readonly name: string;
  readonly version: string;
}

/**
 * What few readers need of a span, read from the source's rows only when asked: copying twenty attributes for each of
 * 50,000 spans would cost more than everything else together. `span` is a row index.
 */
export interface SpanDetails {
  readonly attributes: (span: number) => readonly Attribute[];
  readonly resource: (span: number) => readonly Attribute[];
  readonly events: (span: number) => readonly SpanEvent[];
  readonly links: (span: number) => readonly SpanLink[];
  readonly scope: (span: number) => Scope;
  readonly traceState: (span: number) => string;
}

/** `parent[i]` of a span that names no parent. */
export const NO_PARENT = -1;
/** `parent[i]` of an orphan: it names a parent that is not in the trace. */
export const MISSING_PARENT = -2;

/** Bits of `Trace.flags`. */
export const SpanFlag = {
  /** The source's duration had underflowed (`end < start`); it is stored as 0. */
  NegativeDuration: 1,
  /** A second span with an ID already seen; it keeps its row, but children attach to the first. */
  DuplicateId: 2,
  /** The span closed a cycle of parents; its `parent` is `NO_PARENT`. */
  CycleBroken: 4,
  /** Its parent is named by a FOLLOWS_FROM reference (OpenTracing): the parent did not wait for it. */
  FollowsFrom: 8,
} as const;

/**
 * One trace, stored by columns; every column has `size` rows, in the order the source gave them. A clock-skewed child
 * may start before its parent, and before the first root.
 */
export interface Trace {
  readonly traceId: TraceId;
  /** The earliest start of any span; `start` is relative to it. */
  readonly origin: EpochNs;
  readonly size: number;
  readonly spanId: readonly string[];
  /** As given; '' for a root. */
  readonly parentSpanId: readonly string[];
  /** Row of the parent, or {@link NO_PARENT}, or {@link MISSING_PARENT}. */
  readonly parent: Int32Array;
  /** Nanoseconds after `origin`. */
  readonly start: Float64Array;
  /** Nanoseconds, never negative. */
  readonly duration: Float64Array;
  readonly operation: readonly string[];
  /** Row of `services`. */
  readonly service: Int32Array;
  readonly services: readonly ServiceIdentity[];
  readonly kind: readonly SpanKind[];
  readonly status: readonly SpanStatus[];
  readonly statusMessage: readonly string[];
  /** See {@link SpanFlag}. */
  readonly flags: Uint8Array;
  readonly details: SpanDetails;
  /** The source said that it did not return every span. */
  readonly partial: boolean;
}
