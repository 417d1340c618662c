import type { ProblemParams } from '../../engine/result';
import { msFromNanos } from '../../engine/units';
import type { SearchHit } from '../../frames';
import type { Failure } from '../delegate/failure';
import type { ChildTarget } from '../delegate/child';
import type { Linked } from '../linked';

/**
 * How the traces at hand were sampled, for the report. Each has words in `src/ui/messages/sampling.ts`:
 *
 * - `sample.searching` {count}: traces seen so far
 * - `sample.all` {count}: every trace of the selection
 * - `sample.slowest` {count, seconds}: the slowest; every trace of so many seconds and more was seen
 * - `sample.slowest-seen` {count, seen, searches}: the slowest of those seen; the searches did not reach the end
 * - `sample.random-all` {count, seen}: drawn from every trace of the selection
 * - `sample.random` {count, seen, slices}: drawn from what searches over slices of time named, by their traffic
 * - `sample.stratified` {count, seen, slices}: equally many of each slice
 * - `sample.fetching` {done, total}: whole traces fetched so far
 * - `sample.missing` {missing, total}: traces that were found and could not be fetched
 * - `sample.no-traceql` {type}: the source's language is not TraceQL
 * - `history.asked` {count, hours}: operations whose usual durations are known, and from how many hours
 */
export type SampleKey =
  | 'sample.searching'
  | 'sample.all'
  | 'sample.slowest'
  | 'sample.slowest-seen'
  | 'sample.random-all'
  | 'sample.random'
  | 'sample.stratified'
  | 'sample.fetching'
  | 'sample.missing'
  | 'sample.no-traceql'
  | 'history.asked';

/** What sampling has come to: the chosen traces, in the order in which they are fetched, and how they were chosen. */
export interface Sampled {
  readonly chosen: readonly SearchHit[];
  readonly seen: number;
  readonly settled: boolean;
  /** Slower traces may exist that no search named. */
  readonly uncertain: boolean;
  readonly message: SampleKey;
  readonly params: ProblemParams;
  readonly failures: readonly Failure[];
  readonly targets: readonly ChildTarget[];
}

/** What a way of sampling is told. */
export interface SamplingTask {
  readonly source: Linked;
  /** Unique within the refresh; prefix of the names of requests. */
  readonly name: string;
  readonly selection: string;
  readonly traces: number;
  readonly seed: number;
}

/** A key with its parameters. */
export function said(message: SampleKey, params: ProblemParams): Pick<Sampled, 'message' | 'params'> {
  return { message, params };
}

/** Whole milliseconds of a hit, as a search counts them; 0 for one that is told to be shorter than one. */
export function hitMs({ duration }: SearchHit): number {
  return duration === undefined ? 0 : Math.floor(msFromNanos(duration));
}
