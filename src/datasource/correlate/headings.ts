import { t } from '@grafana/i18n';

/** Headings of the tables, by the names of their fields. */
const HEADINGS: Readonly<Record<string, () => string>> = {
  state: () => t('datasource.heading.state', 'State'),
  signal: () => t('datasource.heading.signal', 'Signal'),
  source: () => t('datasource.heading.source', 'Data source'),
  message: () => t('datasource.heading.message', 'Message'),
  rows: () => t('datasource.heading.rows', 'Rows'),
  elapsed: () => t('datasource.heading.elapsed', 'Took'),
  leg: () => t('datasource.heading.leg', 'Request'),
  gap: () => t('datasource.heading.gap', 'What is missing'),
  service: () => t('datasource.heading.service', 'Service'),
  count: () => t('datasource.heading.count', 'Count'),
  time: () => t('datasource.heading.time', 'Time'),
  kind: () => t('datasource.heading.kind', 'Kind'),
  text: () => t('datasource.heading.text', 'Text'),
  level: () => t('datasource.heading.level', 'Level'),
  duration: () => t('datasource.heading.duration', 'Duration'),
  traceID: () => t('datasource.heading.trace-id', 'Trace ID'),
  spanID: () => t('datasource.heading.span-id', 'Span ID'),
};

/** The heading of a field of our tables; its name when nobody wrote one. */
export function headingText(field: string): string {
  return HEADINGS[field]?.() ?? field;
}
