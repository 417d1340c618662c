import type { BreakerConfiguration, BreakerState } from '../types';

/** Where names are written down. */
export interface Citation {
  readonly url: string;
  /** Version of the document or product that was read. */
  readonly version: string;
}

/** A metric whose series must have these labels. A value in slashes would be a pattern: give a RegExp instead. */
export interface MetricPick {
  /** As Prometheus names it. */
  readonly metric: string | RegExp;
  readonly where?: Readonly<Record<string, string | RegExp>>;
}

/** How the current state is told. */
export type StateSource =
  /** One 0/1 series a state; the state is a label's value. */
  | (MetricPick & {
      readonly form: 'label';
      readonly label: string;
      readonly states: Readonly<Record<string, BreakerState>>;
    })
  /** One series; the state is its value. */
  | (MetricPick & { readonly form: 'value'; readonly states: Readonly<Record<string, BreakerState>> })
  /** A 0/1 (or counting) gauge: above 0 is `on`, 0 is `off`. */
  | (MetricPick & { readonly form: 'above-zero'; readonly on: BreakerState; readonly off: BreakerState })
  /** A counter of changes into a state: one label tells which. */
  | (MetricPick & {
      readonly form: 'event';
      readonly label: string;
      readonly states: Readonly<Record<string, BreakerState>>;
    })
  /** A counter of refused calls: while it grows, the breaker is open. */
  | (MetricPick & { readonly form: 'rejections' });

/** Labels that name the breaker, tried in order: the first that a series has. */
export interface IdentityLabels {
  readonly name: readonly string[];
  readonly caller?: readonly string[];
  readonly callee?: readonly string[];
  readonly instance?: readonly string[];
}

/** How one library or mesh names its breakers' metrics. */
export interface BreakerConvention {
  readonly name: string;
  readonly sources: readonly Citation[];
  readonly labels: IdentityLabels;
  readonly states: readonly StateSource[];
  /** Counters. `calls` were let through, whatever came of them. */
  readonly calls?: readonly MetricPick[];
  readonly failed?: readonly MetricPick[];
  readonly rejected?: readonly MetricPick[];
  /** Facts of its behaviour that a reader of the lane must know. */
  readonly defaults?: Partial<BreakerConfiguration>;
}
