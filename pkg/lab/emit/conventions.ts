import type { Instance } from '../simulation';

/** What OpenTelemetry prescribes or advises, and several ways to name metrics share. */

/** Kinds of spans as the protocol spells them. */
export const SPAN_KINDS = {
  internal: 'SPAN_KIND_INTERNAL',
  server: 'SPAN_KIND_SERVER',
  client: 'SPAN_KIND_CLIENT',
  producer: 'SPAN_KIND_PRODUCER',
  consumer: 'SPAN_KIND_CONSUMER',
} as const;

/** Buckets that the semantic conventions advise for durations of requests, in seconds. */
export const REQUEST_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/** Namespace and name, as `job` has them when a resource becomes labels in Prometheus. */
export function jobOf({ spec, service }: Instance): string {
  return spec.namespace === undefined ? service : `${spec.namespace}/${service}`;
}
