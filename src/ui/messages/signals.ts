import { wording, type Wording } from './wording';

/** What a leg for golden signals says of itself. */
export const signalLegs: readonly Wording[] = [
  wording(
    'ui.leg.unknown-metrics',
    'Holds no metrics of a known convention; of {{count}} that look like requests: {{metrics}}'
  ),
  wording('ui.leg.no-metrics', 'Holds no metrics of requests under any name that is known'),
  wording('ui.leg.not-these-services', 'Holds metrics of known conventions, but none of these services in this scope'),
  wording('ui.leg.metrics-suffice', 'Not needed: metrics know every service'),
  wording('ui.leg.no-breakers', 'Holds no metrics of circuit breakers; looked for those of {{conventions}}'),
  wording('ui.leg.no-changes', 'No version began to run in this time'),
  wording('ui.leg.not-these-breakers', 'Holds metrics of circuit breakers, but none of these services in this scope'),
  wording('ui.leg.services-cut', 'Only {{limit}} of {{services}} services were asked for'),
];

/** What to do about it. */
export const signalRemedies: readonly Wording[] = [
  wording(
    'ui.remedy.leg.unknown-metrics',
    'Describe them as a custom convention in the settings of the data source: counter, histogram, label of the service'
  ),
  wording('ui.remedy.leg.no-metrics', 'Link another metric source, or send span metrics from Tempo or the collector'),
  wording('ui.remedy.leg.not-these-services', 'Check the names of the services, the filters and the scope'),
  wording(
    'ui.remedy.leg.no-breakers',
    'Ask logs and traces too, from which states are inferred, or map your own metrics in the panel'
  ),
  wording('ui.remedy.leg.not-these-breakers', 'Check the names of the services, the filters and the scope'),
  wording('ui.remedy.leg.services-cut', 'Name the services, or raise their limit in the query or the settings'),
];
