import type { Citation } from '../../signals';
import { type BreakerConvention, INSTANCE, metrics } from './convention';

export const gofrSources: readonly Citation[] = [
  { url: 'https://gofr.dev/docs/advanced-guide/circuit-breaker', version: '1.x' },
];

/** GoFr's HTTP clients: one gauge a service called, 0 closed and 1 open. It probes a health address, so it is never half-open. */
export const gofr: BreakerConvention = {
  name: 'gofr',
  labels: {
    name: { labels: ['service'] },
    caller: { labels: ['app_name', 'app', 'job'] },
    callee: { labels: ['service'] },
    instance: INSTANCE,
  },
  lanes: [
    {
      states: [
        { form: 'value', series: metrics('app_http_circuit_breaker_state'), states: { 0: 'closed', 1: 'open' } },
      ],
    },
  ],
};
