import { t } from '@grafana/i18n';
import type { ProblemParams } from '../../engine/result';
import { raw } from './raw';

type Words = (params: ProblemParams & { readonly count: number }) => string;

/** Why a query cannot run, by the codes of `src/datasource/query` and `src/datasource/refusal.ts`. */
export const queryWords: Readonly<Record<string, Words>> = {
  'query.bad-filter': () => t('ui.problem.query.bad-filter', 'A filter has no name: name it or remove it'),
  'query.bad-baseline': () =>
    t('ui.problem.query.bad-baseline', 'What the services are compared with is no time: it must end after it starts'),
  'query.no-selection': () => t('ui.problem.query.no-selection', 'No traces are selected: write a TraceQL selection'),
  'query.selection-string': (p) =>
    t('ui.problem.query.selection-string', 'The string that starts at character {{position}} has no end', raw(p)),
  'query.selection-bracket': (p) =>
    t('ui.problem.query.selection-bracket', 'The {{bracket}} at character {{position}} has no partner', raw(p)),
  'query.selection-spanset': () =>
    t('ui.problem.query.selection-spanset', 'A selection needs braces: { resource.service.name = "checkout" }'),
  'query.selection-metrics': () =>
    t('ui.problem.query.selection-metrics', 'This makes numbers of spans; a selection of traces has no such function'),
  'query.no-service': () => t('ui.problem.query.no-service', 'No service to look at'),
  'query.no-event': () => t('ui.problem.query.no-event', 'No kind of event is switched on'),
  'query.in-alert': () =>
    t('ui.problem.query.in-alert', 'Alert rules cannot ask this data source: it works in the browser only'),
  'query.in-public': () =>
    t('ui.problem.query.in-public', 'Externally shared dashboards cannot ask this data source: it works as who looks'),
  'query.in-expression': () =>
    t('ui.problem.query.in-expression', 'Expressions cannot use this query: Grafana runs them on its server'),
};

/** What to do instead. */
export const queryRemedies: Readonly<Record<string, Words>> = {
  'query.in-alert': () =>
    t(
      'ui.problem-remedy.query.in-alert',
      'Alert on the linked metric or log source, and put the address of the Investigate page into the annotations of the rule'
    ),
  'query.in-public': () =>
    t(
      'ui.problem-remedy.query.in-public',
      'Share a snapshot or a PDF, or panels that ask the linked sources themselves'
    ),
  'query.in-expression': () =>
    t(
      'ui.problem-remedy.query.in-expression',
      'Use transformations, which run in the browser, or expressions over queries of the linked sources'
    ),
};

/** What legs of the data source say beside what all legs say. */
export const moreLegWords: Readonly<Record<string, (params: ProblemParams) => string>> = {
  'leg.services-cut': (p) => t('ui.leg.services-cut', 'Only {{limit}} of {{services}} services were asked for', raw(p)),
};

export const moreLegRemedies: Readonly<Record<string, (params: ProblemParams) => string>> = {
  'leg.services-cut': () =>
    t('ui.leg-remedy.services-cut', 'Name the services, or raise their limit in the query or the settings'),
};
