import type { Citation } from '../../signals';
import { type BreakerConvention, having, INSTANCE, metrics } from './convention';

const EXECUTIONS = 'hystrix_execution_total';

export const hystrixSources: readonly Citation[] = [
  {
    url: 'https://github.com/micrometer-metrics/micrometer/blob/main/micrometer-core/src/main/java/io/micrometer/core/instrument/binder/hystrix/MicrometerMetricsPublisherCommand.java',
    version: '1.13',
  },
  {
    url: 'https://github.com/Netflix/Hystrix/wiki/Metrics-and-Monitoring#command-execution-event-types',
    version: '1.5',
  },
];

/** Micrometer's binder of Hystrix (in maintenance): 1 while open; a half-open circuit is told as open. */
export const hystrix: BreakerConvention = {
  name: 'hystrix',
  labels: { name: { labels: ['key'] }, instance: INSTANCE },
  lanes: [
    {
      states: [{ form: 'above-zero', series: metrics('hystrix_circuit_breaker_open'), on: 'open', off: 'closed' }],
      calls: having(EXECUTIONS, 'event', 'success', 'failure', 'timeout', 'bad_request'),
      failed: having(EXECUTIONS, 'event', 'failure', 'timeout'),
      rejected: having(EXECUTIONS, 'event', 'short_circuited'),
    },
  ],
};
