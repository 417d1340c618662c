import type { Citation } from '../../signals';
import { type BreakerConvention, having, INSTANCE, metrics } from './convention';

const CALLS = 'resilience4j_circuitbreaker_calls_seconds_count';

export const resilience4jSources: readonly Citation[] = [
  { url: 'https://resilience4j.readme.io/docs/micrometer', version: '2.x' },
  {
    url: 'https://github.com/resilience4j/resilience4j/blob/master/resilience4j-micrometer/src/main/java/io/github/resilience4j/micrometer/tagged/CircuitBreakerMetricNames.java',
    version: 'a08475ea',
  },
  { url: 'https://resilience4j.readme.io/docs/circuitbreaker#create-and-configure-a-circuitbreaker', version: '2.x' },
];

/** Micrometer's binder of resilience4j, as Prometheus spells it. The gauge is 0 or 1 for every state. */
export const resilience4j: BreakerConvention = {
  name: 'resilience4j',
  labels: { name: { labels: ['name'] }, instance: INSTANCE },
  lanes: [
    {
      states: [
        {
          form: 'label',
          series: metrics('resilience4j_circuitbreaker_state'),
          label: 'state',
          // metrics_only lets every call through and only counts.
          states: {
            closed: 'closed',
            open: 'open',
            half_open: 'half-open',
            forced_open: 'forced',
            disabled: 'disabled',
            metrics_only: 'disabled',
          },
        },
        { form: 'rejections' },
      ],
      calls: metrics(CALLS),
      failed: having(CALLS, 'kind', 'failed'),
      rejected: metrics('resilience4j_circuitbreaker_not_permitted_calls_total'),
      // automaticTransitionFromOpenToHalfOpenEnabled is off by default, waitDurationInOpenState is 60 s.
      waitsForCallAfter: 60e9,
    },
  ],
};
