import { atMs, type SpanDraft, type TraceDraft } from '../../pkg/testkit';
import type { Telemetry } from '../../pkg/workbench/sources/telemetry';

type Resource = Telemetry['traces']['resourceSpans'][number];

const KINDS: Readonly<Record<string, number>> = { internal: 1, server: 2, client: 3 };

/** Drafts of traces as OTLP, so that a Tempo can answer with them. */
export function otlpOf(drafts: readonly TraceDraft[]): Telemetry['traces'] {
  return { resourceSpans: drafts.flatMap(({ traceId = '', spans }) => spans.map((span) => resourceOf(traceId, span))) };
}

function resourceOf(traceId: string, span: SpanDraft): Resource {
  return {
    resource: {
      attributes: Object.entries({ 'service.name': span.service, ...span.resource }).map(([key, value]) => ({
        key,
        value: { stringValue: String(value) },
      })),
    },
    scopeSpans: [
      {
        scope: {},
        spans: [
          {
            traceId,
            spanId: span.id,
            parentSpanId: span.parent ?? '',
            name: span.operation ?? '',
            kind: KINDS[span.kind ?? 'internal'] ?? 1,
            startTimeUnixNano: String(atMs(span.start)),
            endTimeUnixNano: String(atMs(span.end)),
            attributes: [],
          },
        ],
      },
    ],
  };
}
