import { t } from '@grafana/i18n';

/** Headings of the tables, by the names of their fields. */
const HEADINGS: Readonly<Record<string, () => string>> = {
  state: () => t('heading.state', 'State'),
  signal: () => t('heading.signal', 'Signal'),
  source: () => t('heading.source', 'Data source'),
  message: () => t('heading.message', 'Message'),
  rows: () => t('heading.rows', 'Rows'),
  elapsed: () => t('heading.elapsed', 'Took'),
  leg: () => t('heading.leg', 'Request'),
  gap: () => t('heading.gap', 'What is missing'),
  service: () => t('heading.service', 'Service'),
  count: () => t('heading.count', 'Count'),
  time: () => t('heading.time', 'Time'),
  kind: () => t('heading.kind', 'Kind'),
  text: () => t('heading.text', 'Text'),
  level: () => t('heading.level', 'Level'),
  duration: () => t('heading.duration', 'Duration'),
  traceID: () => t('heading.trace-id', 'Trace ID'),
  spanID: () => t('heading.span-id', 'Span ID'),
};

/** The heading of a field of our tables; its name when nobody wrote one. */
export function headingText(field: string): string {
  return HEADINGS[field]?.() ?? field;
}
