import type { Citation } from '../../signals';
import { type BreakerConvention, having, INSTANCE, type StateNames } from './convention';

const EVENTS: StateNames = { OnCircuitOpened: 'open', OnCircuitHalfOpened: 'half-open', OnCircuitClosed: 'closed' };

export const pollySources: readonly Citation[] = [
  { url: 'https://www.pollydocs.org/advanced/telemetry#metrics', version: '8.x' },
  { url: 'https://www.pollydocs.org/strategies/circuit-breaker#telemetry', version: '8.x' },
];

/**
 * Polly 8 counts events of its strategies (meter `Polly`, instrument `resilience.polly.strategy.events`), by
 * OpenTelemetry's exporter as Prometheus spells it. There is no gauge, and nothing is counted while a circuit stays closed:
 * before the first event the state is not known.
 */
export const polly: BreakerConvention = {
  name: 'polly',
  labels: {
    name: { labels: ['pipeline_name', 'strategy_name'] },
    instance: { labels: ['pipeline_instance', ...INSTANCE.labels] },
  },
  lanes: [
    {
      states: [
        {
          form: 'events',
          // Retries and timeouts are told by the same counter: they are no breaker.
          series: having('resilience_polly_strategy_events_total', 'event_name', ...Object.keys(EVENTS)),
          label: 'event_name',
          states: EVENTS,
        },
      ],
    },
  ],
};
