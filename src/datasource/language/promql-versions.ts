import { alternatives, anyOf } from './promql';

/** Names that exporters give to a service; `job` may have a namespace before it. */
const SERVICE_LABELS = ['service_name', 'service', 'job'];
const VERSION_LABELS = ['service_version', 'version'];

/** Metrics that carry a version where anything does. */
const VERSION_METRICS =
  'target_info|traces_target_info|traces_spanmetrics_calls_total|traces_span_metrics_calls_total|http_server_request_duration_seconds_count';

/**
 * Which versions ran, and whose they are: under any of the names that exporters give to a service.
 * @param services - names; empty for all
 */
export function versionQuery(services: readonly string[]): string {
  const names = anyOf(services);
  const of =
    services.length === 0
      ? ['']
      : [`,service_name=~${names}`, `,service=~${names}`, `,job=~"(?:.+/)?(?:${alternatives(services)})"`];
  return VERSION_LABELS.map((label) => {
    const all = of.map((matcher) => `{__name__=~"${VERSION_METRICS}",${label}!=""${matcher}}`).join(' or ');
    return `group by (${label}, ${SERVICE_LABELS.join(', ')}) (${all})`;
  }).join(' or ');
}
