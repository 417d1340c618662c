import type { Citation } from '../../signals';
import { type BreakerConvention, having, INSTANCE, metrics } from './convention';

export const opossumSources: readonly Citation[] = [
  { url: 'https://github.com/nodeshift/opossum-prometheus/blob/main/index.js', version: '0.4' },
  { url: 'https://nodeshift.dev/opossum/#circuitbreaker', version: '10.0.0' },
];

/**
 * opossum-prometheus counts the events of a circuit in one counter, `circuit{name,event}`; a prefix of the user's own is a
 * custom mapping. There is no gauge, and an event has no series before it first happens.
 */
export const opossum: BreakerConvention = {
  name: 'opossum',
  labels: { name: { labels: ['name'] }, instance: INSTANCE },
  lanes: [
    {
      states: [
        {
          form: 'events',
          series: metrics('circuit'),
          label: 'event',
          states: { open: 'open', halfOpen: 'half-open', close: 'closed' },
        },
      ],
      // A timeout is told as a failure too.
      calls: having('circuit', 'event', 'success', 'failure'),
      failed: having('circuit', 'event', 'failure'),
      rejected: having('circuit', 'event', 'reject'),
    },
  ],
};
