import type { Matcher, MatchOperator, Selection } from '../../signals';
import type { BreakerState } from '../types';

/** A name from labels: the first that a series has. */
export interface LabelPick {
  readonly labels: readonly string[];
  /** Its first group is the name, where the value matches; else the value as it is. */
  readonly pattern?: RegExp;
}

/** Whose breaker it is. */
export interface BreakerLabels {
  readonly name?: LabelPick;
  /** The service that the series belongs to, when absent. */
  readonly caller?: LabelPick;
  /** Where absent, the callee is the service that the breaker is named after, if there is one. */
  readonly callee?: LabelPick;
  readonly instance: LabelPick;
}

/** States by what a label or a value says, as it is written. */
export type StateNames = Readonly<Record<string, BreakerState>>;

/** How the state is told. Samples that say nothing of it leave it unknown. */
export type StateSource =
  /** One series a state, named by a label; above 0 is the current one. Summed over instances: the worst that is above 0. */
  | {
      readonly form: 'label';
      readonly series: readonly Selection[];
      readonly label: string;
      readonly states: StateNames;
    }
  /** One series; its value is the state's number. */
  | { readonly form: 'value'; readonly series: readonly Selection[]; readonly states: StateNames }
  /** Gauges: one of them above 0 is `on`, all of them 0 is `off`. */
  | {
      readonly form: 'above-zero';
      readonly series: readonly Selection[];
      readonly on: BreakerState;
      readonly off: BreakerState;
    }
  /** Counters of changes; the label's value names the state that was entered. Other values show that somebody counts. */
  | {
      readonly form: 'events';
      readonly series: readonly Selection[];
      readonly label: string;
      readonly states: StateNames;
    }
  /** No state at all: open while the lane's `rejected` grows, closed while it does not. No such counter, no lane. */
  | { readonly form: 'rejections' };

/** The metrics of one breaker. */
export interface LaneMetrics {
  /** What it is called where no label names it. */
  readonly name?: string;
  /** Alternatives: the first that has series. */
  readonly states: readonly StateSource[];
  /** Counters of calls that were let through, whatever came of them. */
  readonly calls?: readonly Selection[];
  /** Those of them that failed. */
  readonly failed?: readonly Selection[];
  readonly rejected?: readonly Selection[];
  /**
   * The gauge stays `open` after this many nanoseconds until somebody calls: the change to half-open is made by the next
   * call, and in silence nothing changes.
   */
  readonly waitsForCallAfter?: number;
}

/** How one library or mesh names its breakers' metrics. */
export interface BreakerConvention {
  readonly name: string;
  readonly labels: BreakerLabels;
  readonly lanes: readonly LaneMetrics[];
}

/** Names of a mesh's lanes: limits of concurrency, and hosts ejected for their failures. Neither is the application's breaker. */
export const LIMITS_LANE = 'limits';
export const OUTLIER_LANE = 'outlier detection';

/** Where a process or a pod is named. */
export const INSTANCE: LabelPick = { labels: ['instance', 'pod', 'service_instance_id'] };

/** Series of these metrics. */
export function metrics(...names: readonly string[]): readonly Selection[] {
  return names.map((metric) => ({ metric }));
}

/** Series of a metric with a label of one of these values. */
export function having(metric: string, label: string, ...values: readonly string[]): readonly Selection[] {
  return [{ metric, matchers: [matcher(label, '=~', values.join('|'))] }];
}

/** A condition on a label. */
export function matcher(label: string, operator: MatchOperator, value: string): Matcher {
  return { label, operator, value };
}
