import type { LabIncident } from '../../pkg/lab';

/** What an incident holds about one request, found by looking at every row. */
export interface GroundTruth {
  readonly traceIds: readonly string[];
  readonly spanIds: readonly string[];
  /** Lines as time and text. */
  readonly lines: readonly string[];
}

type Span = LabIncident['traces']['resourceSpans'][number]['scopeSpans'][number]['spans'][number];

/**
 * Brute force, and nothing in common with the product: a trace belongs when one of its spans, or a line that names it, carries
 * the request ID or a nested one; a line belongs when it carries such an ID, or names a trace that belongs.
 */
export function groundTruth(incident: LabIncident, id: string): GroundTruth {
  const spans = incident.traces.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans));
  const carries = (text: string): boolean => new RegExp(`\\b${id}(?=$|_|[^0-9A-Za-z])`).test(text);
  const texts = incident.logs.map(({ line, metadata }) => `${line} ${Object.values(metadata).join(' ')}`);
  const knownTraces = new Set(spans.map(({ traceId }) => traceId));
  const traces = new Set(spans.filter((span) => carries(attributeText(span))).map(({ traceId }) => traceId));
  texts.filter(carries).forEach((text) => traceIdsIn(text).forEach((traceId) => traces.add(traceId)));
  const found = [...traces].filter((traceId) => knownTraces.has(traceId));
  const lines = incident.logs.filter(
    (_, row) => carries(texts[row]) || traceIdsIn(texts[row]).some((traceId) => traces.has(traceId))
  );
  return {
    traceIds: found.sort(),
    spanIds: spans
      .filter(({ traceId }) => traces.has(traceId))
      .map(({ spanId }) => spanId)
      .sort(),
    lines: lines.map(({ timeUnixNano, line }) => `${timeUnixNano} ${line}`).sort(),
  };
}

function attributeText({ attributes }: Span): string {
  return attributes.map(({ value }) => value.stringValue ?? '').join(' ');
}

function traceIdsIn(text: string): readonly string[] {
  return text.match(/\b[0-9a-f]{32}\b/g) ?? [];
}
