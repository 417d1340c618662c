import type { ServiceIdentity } from '../model';
import type { EpochNs, TraceId } from '../units';
import type { Signal } from './join-types';
import type { CorrelationKey } from './key';

/** A span of wall-clock time, both ends included. */
export interface TimeWindow {
  readonly from: EpochNs;
  readonly to: EpochNs;
}

interface LookupBase {
  /** Unique within one question, and stable: what an answer refers to. */
  readonly name: string;
  /** 0 for what was asked by the user's ID; n + 1 for what was learnt from an answer to hop n. */
  readonly hop: number;
  /** 0 for the window that was asked; n for the n-th step of widening. */
  readonly step: number;
  readonly window: TimeWindow;
}

/** One thing to ask of every linked source of a signal. How it is said in a query language is the asker's business. */
export type Lookup =
  /** Which traces hold a span with this ID (or a nested one)? Answers with trace IDs. */
  | (LookupBase & { readonly kind: 'span-search'; readonly key: CorrelationKey; readonly id: string })
  /** These traces, whole. The window is a hint: a trace ID needs none. */
  | (LookupBase & { readonly kind: 'traces'; readonly traceIds: readonly TraceId[] })
  /** Which lines hold this ID (or a nested one)? */
  | (LookupBase & { readonly kind: 'log-search'; readonly key: CorrelationKey; readonly id: string })
  /** Which lines name one of these traces? */
  | (LookupBase & { readonly kind: 'logs-by-trace'; readonly traceIds: readonly TraceId[] })
  /** Golden signals of these services. */
  | (LookupBase & { readonly kind: 'metrics'; readonly services: readonly ServiceIdentity[] });

/** What one lookup has taught so far. `settled` when it will say no more: done, failed, timed out or refused. */
export interface LookupAnswer {
  readonly lookup: string;
  readonly settled: boolean;
  /** Trace IDs of search hits, of lines, of exemplars. */
  readonly traceIds: readonly TraceId[];
  /** Values of the key found in spans and lines. */
  readonly ids: readonly string[];
  readonly services: readonly ServiceIdentity[];
  /** From the first to the last moment of what was found. */
  readonly window: TimeWindow | undefined;
  /** Hits, spans, lines or series. 0 is "found nothing". */
  readonly rows: number;
}

/** One question, all that was asked for it, and all that was answered. Plain data: the asker keeps it. */
export interface RoundState {
  readonly key: CorrelationKey;
  readonly id: string;
  readonly signals: readonly Signal[];
  /** The window the user asked for, padding included. */
  readonly window: TimeWindow;
  readonly asked: readonly Lookup[];
  readonly answers: readonly LookupAnswer[];
}

export interface RoundLimits {
  /** How many times what an answer teaches may start another lookup. */
  readonly maxHops: number;
  /** Traces that are fetched at most. */
  readonly maxTraces: number;
  /** IDs that are searched for at most, the asked one among them. */
  readonly maxIds: number;
  /** Seconds added to both sides of the asked window when nothing was found, one step after the other. */
  readonly widening: readonly number[];
  /** Seconds around what was found, where it lies outside the asked window. */
  readonly paddingSeconds: number;
}

export const defaultRoundLimits: RoundLimits = {
  maxHops: 4,
  maxTraces: 20,
  maxIds: 10,
  widening: [3_600, 86_400],
  paddingSeconds: 60,
};
