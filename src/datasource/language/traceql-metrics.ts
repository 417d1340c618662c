import type { Breakdown } from '../../engine/signals';
import type { Narrowing } from '../filters/narrowing';
import { traceqlCondition } from './conditions';
import { anyOf } from './promql';

/** Spans that stand for a request that a service answered. */
const SERVED = '(kind = server || kind = consumer)';

const BY: Readonly<Record<Exclude<Breakdown, 'edge'>, string>> = {
  service: 'resource.service.name',
  instance: 'resource.service.name, resource.service.instance.id',
};

/** Whose spans are measured. */
export interface SpanScope {
  readonly breakdown: Exclude<Breakdown, 'edge'>;
  /** Names of services; empty for all. */
  readonly services: readonly string[];
  readonly narrowing: Narrowing;
}

/** Requests in one second. */
export function spanRateQuery(scope: SpanScope): string {
  return `${spans(scope)} | rate() by (${BY[scope.breakdown]})`;
}

/** Failed requests in one second; services without a failure are missing. */
export function spanErrorRateQuery(scope: SpanScope): string {
  return `${spans(scope, 'status = error')} | rate() by (${BY[scope.breakdown]})`;
}

/** The median, the 95th and the 99th percentile of durations, in seconds: three series each, told apart by the label `p`. */
export function spanQuantilesQuery(scope: SpanScope): string {
  return `${spans(scope)} | quantile_over_time(duration, 0.5, 0.95, 0.99) by (${BY[scope.breakdown]})`;
}

/** Every span of some services, as a selection of traces. */
export function spansOf(services: readonly string[]): string {
  return services.length === 0 ? '{ }' : `{ resource.service.name =~ ${anyOf(services)} }`;
}

function spans({ services, narrowing }: SpanScope, more?: string): string {
  const conditions = [
    SERVED,
    more,
    services.length === 0 ? undefined : `resource.service.name =~ ${anyOf(services)}`,
    traceqlCondition(narrowing),
  ];
  return `{ ${conditions.filter((one) => one !== undefined).join(' && ')} }`;
}
