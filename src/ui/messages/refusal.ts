import { wording, type Wording } from './wording';

/**
 * Why a query, the settings or a convention cannot be used, by `Problem.code`. Made when asked for: a plugin that never asks
 * does not carry them.
 */
export function refusalWords(): readonly Wording[] {
  return [
    wording('ui.query.no-value', 'No ID to look for'),
    wording('ui.query.no-key', 'No such key: {{key}}'),
    wording('ui.query.no-signal', 'No signal is switched on'),
    wording('ui.query.bad-trace-id', '{{value}} is no trace ID: it takes up to 32 hexadecimal digits'),
    wording('ui.query.newer', 'The query was saved by a newer version ({{found}}; this one knows {{known}})'),
    wording('ui.query.unknown-view', 'Unknown kind of query: {{view}}'),
    wording('ui.query.invalid', 'The query cannot be read: {{field}}: {{reason}}'),
    wording('ui.settings.newer', 'The settings were saved by a newer version ({{found}}; this one knows {{known}})'),
    wording('ui.settings.invalid', 'The settings cannot be read: {{field}}: {{reason}}'),
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
    wording('ui.convention.no-name', 'A custom convention needs a name'),
    wording(
      'ui.convention.no-metric',
      'The convention {{name}} names no metric to know it by: give a counter, a histogram or a list'
    ),
    wording('ui.convention.bad-metric', '{{metric}} of the convention {{name}} is no name of a metric'),
    wording('ui.convention.bad-label', '{{label}} of the convention {{name}} is no name of a label'),
    wording(
      'ui.convention.template',
      'A query of the convention {{name}} holds {{placeholder}}, which cannot be filled: write "$service" with its quotes, $quantile, $window'
    ),
  ];
}

/** What to do instead. */
export function refusalRemedies(): readonly Wording[] {
  return [
    wording(
      'ui.remedy.query.in-alert',
      'Alert on the linked metric or log source, and put the address of the Investigate page into the annotations of the rule'
    ),
    wording('ui.remedy.query.in-public', 'Share a snapshot or a PDF, or panels that ask the linked sources themselves'),
    wording(
      'ui.remedy.query.in-expression',
      'Use transformations, which run in the browser, or expressions over queries of the linked sources'
    ),
  ];
}
