import type { Citation, MatchOperator, Matcher, Selection } from '../../signals';
import { type BreakerConvention, LIMITS_LANE, matcher, OUTLIER_LANE } from './convention';

export const istioSources: readonly Citation[] = [
  { url: 'https://istio.io/latest/docs/reference/config/metrics/', version: '1.27' },
  {
    url: 'https://www.envoyproxy.io/docs/envoy/latest/configuration/observability/access_log/usage#config-access-log-format-response-flags',
    version: '1.36',
  },
];

/**
 * Istio's standard metrics name why a request was answered without its callee: UO for an overflow of the limits, UH when
 * no healthy host is left (all were ejected, or there is none). Only the caller's proxy knows. A series appears with the
 * first refusal, so that an edge without one has no lane.
 */
export const istio: BreakerConvention = {
  name: 'istio',
  labels: {
    caller: { labels: ['source_canonical_service', 'source_workload', 'source_app'] },
    callee: { labels: ['destination_canonical_service', 'destination_service_name', 'destination_workload'] },
    instance: { labels: ['pod', 'instance'] },
  },
  lanes: [
    { name: LIMITS_LANE, states: [{ form: 'rejections' }], ...passed(), rejected: [requests(flags('=~', 'UO'))] },
    {
      name: OUTLIER_LANE,
      states: [{ form: 'rejections' }],
      ...passed(),
      rejected: [requests(flags('=~', 'UH'))],
    },
  ],
};

function passed(): { readonly calls: readonly Selection[]; readonly failed: readonly Selection[] } {
  const through = flags('!~', 'UO|UH');
  return {
    calls: [requests(through)],
    failed: [requests(through, matcher('response_code', '=~', '5..|0'))],
  };
}

function requests(...matchers: readonly Matcher[]): Selection {
  return {
    metric: 'istio_requests_total',
    matchers: [matcher('reporter', '=', 'source'), ...matchers],
  };
}

/** Several flags stand side by side, with commas: `URX,UO`. */
function flags(operator: MatchOperator, names: string): Matcher {
  return matcher('response_flags', operator, `(.*,)?(${names})(,.*)?`);
}
