import type { Series } from '../model';
import type { SaturationKind } from './convention';
import type { Subject } from './subject';

/** What a measure says of its subject. `log-errors` are error lines in one second: all that logs alone can tell. */
export type SignalRole = 'traffic' | 'errors' | 'p50' | 'p95' | 'p99' | 'mean' | 'saturation' | 'log-errors';

/** Every role, in the order in which they are shown. */
export const SIGNAL_ROLES: readonly SignalRole[] = [
  'traffic',
  'errors',
  'p50',
  'p95',
  'p99',
  'mean',
  'saturation',
  'log-errors',
];

/** Quantiles that are asked, with their roles. */
export const QUANTILES: ReadonlyArray<{ readonly role: 'p50' | 'p95' | 'p99'; readonly quantile: number }> = [
  { role: 'p50', quantile: 0.5 },
  { role: 'p95', quantile: 0.95 },
  { role: 'p99', quantile: 0.99 },
];

/** Which resource a saturation is of. */
export interface ResourceName {
  readonly kind: SaturationKind;
  readonly name: string;
}

/** One golden signal of one subject. */
export interface Measure {
  readonly subject: Subject;
  readonly role: SignalRole;
  /** Only of a saturation. */
  readonly resource: ResourceName | undefined;
  /** Name of the convention that it was read by: `traceql` and `logql` where no metrics were. */
  readonly convention: string;
  /** It is of the baseline; its times are shifted so that they lie in the range that it is compared with. */
  readonly baseline: boolean;
  /** How far back each value looks, milliseconds: the range of a rate, where that is longer than a step. */
  readonly lookbackMs?: number;
  /** Traffic in requests a second, errors as a share, latency in seconds, saturation in the unit it states. */
  readonly series: Series;
}
