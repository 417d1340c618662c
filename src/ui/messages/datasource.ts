import { wording, type Wording } from './wording';

/** Why a query cannot run, by the codes of `src/datasource/query` and `src/datasource/refusal.ts`, and what its own legs say. */
export const queryWords: readonly Wording[] = [
  wording('ui.query.bad-filter', 'A filter has no name: name it or remove it'),
  wording('ui.query.bad-baseline', 'What the services are compared with is no time: it must end after it starts'),
  wording('ui.query.no-selection', 'No traces are selected: write a TraceQL selection'),
  wording('ui.query.selection-string', 'The string that starts at character {{position}} has no end'),
  wording('ui.query.selection-bracket', 'The {{bracket}} at character {{position}} has no partner'),
  wording('ui.query.selection-spanset', 'A selection needs braces: { resource.service.name = "checkout" }'),
  wording('ui.query.selection-metrics', 'This makes numbers of spans; a selection of traces has no such function'),
  wording('ui.query.no-service', 'No service to look at'),
  wording('ui.query.no-event', 'No kind of event is switched on'),
  wording('ui.query.in-alert', 'Alert rules cannot ask this data source: it works in the browser only'),
  wording('ui.query.in-public', 'Externally shared dashboards cannot ask this data source: it works as who looks'),
  wording('ui.query.in-expression', 'Expressions cannot use this query: Grafana runs them on its server'),
  wording('ui.leg.services-cut', 'Only {{limit}} of {{services}} services were asked for'),
];

/** What to do instead. */
export const queryRemedies: readonly Wording[] = [
  wording(
    'ui.remedy.query.in-alert',
    'Alert on the linked metric or log source, and put the address of the Investigate page into the annotations of the rule'
  ),
  wording('ui.remedy.query.in-public', 'Share a snapshot or a PDF, or panels that ask the linked sources themselves'),
  wording(
    'ui.remedy.query.in-expression',
    'Use transformations, which run in the browser, or expressions over queries of the linked sources'
  ),
  wording('ui.remedy.leg.services-cut', 'Name the services, or raise their limit in the query or the settings'),
];
