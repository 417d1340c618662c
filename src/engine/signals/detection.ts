import type { Labels } from '../model';
import type {
  Breakdown,
  Convention,
  HistogramMetric,
  Matcher,
  RequestMetrics,
  ResourceSignal,
  Selection,
} from './convention';
import type { LabelNames, Subject } from './subject';

/** One line of what a metric source holds: a metric, and the labels that may name whose it is. */
export interface Presence {
  readonly metric: string;
  readonly labels: Labels;
}

/** What must hold of a series, under any of some label names. */
export interface ScopeNames {
  readonly labels: readonly string[];
  readonly value: string;
}

/** What to look for among presences. */
export interface DetectOptions {
  /** Best first. */
  readonly conventions: readonly Convention[];
  readonly breakdown: Breakdown;
  /** Names of services; empty for all. An edge counts when one of its ends is among them. */
  readonly services: readonly string[];
  readonly scope: readonly ScopeNames[];
}

/** How requests are counted. */
export type Counted =
  | { readonly form: 'counter'; readonly selection: Selection }
  /** The count that a native histogram holds. */
  | { readonly form: 'native'; readonly selection: Selection };

/** How durations are known. */
export interface Latency {
  /** `classic` buckets, a `native` histogram, or only sum and count: the `mean`. */
  readonly form: 'classic' | 'native' | 'mean';
  readonly histogram: HistogramMetric;
}

/** What all series of a group share. */
interface GroupBase {
  readonly convention: Convention;
  readonly names: LabelNames;
  /** Values of the service's label, as they are. */
  readonly values: readonly string[];
  readonly subjects: readonly Subject[];
  /** The scope, under the names that these series use. */
  readonly scope: readonly Matcher[];
}

/** Subjects that one set of queries answers for. */
export interface RequestGroup extends GroupBase {
  readonly requests: RequestMetrics;
  readonly counted: Counted;
  readonly latency: Latency | undefined;
}

/** Subjects that have one resource signal. */
export interface ResourceGroup extends GroupBase {
  readonly signal: ResourceSignal;
}

/** Which conventions a source's subjects follow. */
export interface Detection {
  readonly requests: readonly RequestGroup[];
  /** What also knows subjects that a better convention serves; every subject of it is served elsewhere. */
  readonly also: readonly RequestGroup[];
  readonly resources: readonly ResourceGroup[];
  /** Names of the services found, sorted. */
  readonly services: readonly string[];
}
