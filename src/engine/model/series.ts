import type { EpochMs } from '../units';
import type { Labels } from './log';
import type { ServiceIdentity } from './service';

/** The golden signal that a series measures, when it is known. */
export type GoldenSignal = 'traffic' | 'errors' | 'latency' | 'saturation';

/** One time series. `times` ascend and have the length of `values`; a gap is `null`. */
export interface Series {
  readonly name: string;
  readonly labels: Labels;
  readonly times: readonly EpochMs[];
  readonly values: ReadonlyArray<number | null>;
  /** Grafana unit id (`reqps`, `percentunit`, `s`), or '' when unknown. */
  readonly unit: string;
  /** Distance of two samples in milliseconds, or `undefined` when unknown. */
  readonly intervalMs: number | undefined;
  readonly service: ServiceIdentity;
  readonly signal: GoldenSignal | undefined;
  /** For latency: 0.5, 0.95, 0.99. */
  readonly quantile: number | undefined;
}

/** One measured value that names the trace it came from. */
export interface Exemplar {
  readonly time: EpochMs;
  readonly value: number;
  /** As the label carried it; not normalised. */
  readonly traceId: string;
  readonly spanId: string | undefined;
  readonly labels: Labels;
  readonly service: ServiceIdentity;
}
