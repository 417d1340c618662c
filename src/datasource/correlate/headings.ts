import { texts, wording } from '../../ui';

/** The heading of a field of our tables; its name when nobody wrote one. */
export const headingText: (field: string) => string = texts('heading.', [
  wording('heading.state', 'State'),
  wording('heading.signal', 'Signal'),
  wording('heading.source', 'Data source'),
  wording('heading.message', 'Message'),
  wording('heading.rows', 'Rows'),
  wording('heading.elapsed', 'Took'),
  wording('heading.leg', 'Request'),
  wording('heading.gap', 'What is missing'),
  wording('heading.service', 'Service'),
  wording('heading.count', 'Count'),
  wording('heading.time', 'Time'),
  wording('heading.kind', 'Kind'),
  wording('heading.text', 'Text'),
  wording('heading.level', 'Level'),
  wording('heading.duration', 'Duration'),
  wording('heading.traceID', 'Trace ID'),
  wording('heading.spanID', 'Span ID'),
]);
