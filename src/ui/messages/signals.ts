import { t } from '@grafana/i18n';
import type { ProblemParams } from '../../engine/result';
import { raw } from './raw';

type Words = (params: ProblemParams) => string;

/** What a leg for golden signals says of itself. */
export const signalLegs: Readonly<Record<string, Words>> = {
  'leg.unknown-metrics': (p) =>
    t(
      'ui.leg.unknown-metrics',
      'Holds no metrics of a known convention; of {{count}} that look like requests: {{metrics}}',
      raw(p)
    ),
  'leg.no-metrics': () => t('ui.leg.no-metrics', 'Holds no metrics of requests under any name that is known'),
  'leg.not-these-services': () =>
    t('ui.leg.not-these-services', 'Holds metrics of known conventions, but none of these services in this scope'),
  'leg.metrics-suffice': () => t('ui.leg.metrics-suffice', 'Not needed: metrics know every service'),
};

/** What to do about it. */
export const signalRemedies: Readonly<Record<string, Words>> = {
  'leg.unknown-metrics': () =>
    t(
      'ui.leg-remedy.unknown-metrics',
      'Describe them as a custom convention in the settings of the data source: counter, histogram, label of the service'
    ),
  'leg.no-metrics': () =>
    t('ui.leg-remedy.no-metrics', 'Link another metric source, or send span metrics from Tempo or the collector'),
  'leg.not-these-services': () =>
    t('ui.leg-remedy.not-these-services', 'Check the names of the services, the filters and the scope'),
};

/** What is wrong with a convention of the user's own. */
export const signalWords: Readonly<Record<string, Words>> = {
  'convention.no-name': () => t('ui.problem.convention.no-name', 'A custom convention needs a name'),
  'convention.no-metric': (p) =>
    t(
      'ui.problem.convention.no-metric',
      'The convention {{name}} names no metric to know it by: give a counter, a histogram or a list',
      raw(p)
    ),
  'convention.bad-metric': (p) =>
    t('ui.problem.convention.bad-metric', '{{metric}} of the convention {{name}} is no name of a metric', raw(p)),
  'convention.bad-label': (p) =>
    t('ui.problem.convention.bad-label', '{{label}} of the convention {{name}} is no name of a label', raw(p)),
  'convention.template': (p) =>
    t(
      'ui.problem.convention.template',
      'A query of the convention {{name}} holds {{placeholder}}, which cannot be filled: write "$service" with its quotes, $quantile, $window',
      raw(p)
    ),
};
