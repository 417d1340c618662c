import type { DataFrame, PanelData } from '@grafana/data';
import { t } from '@grafana/i18n';
import { investigateAddress } from '../../engine/address';
import type { Evidence } from '../../engine/finding';
import { normaliseTraceId, type TraceId } from '../../engine/units';
import { addressLink, type DataLink } from './dataLinks';
import { exploreAddress, traceLinks } from './traceLinks';

/** Where the traces of a panel came from. */
export interface TraceSource {
  /** The frame that a trace was read from. */
  readonly frameOf: ReadonlyMap<TraceId, DataFrame>;
  readonly request: PanelData['request'];
}

const ID_DIGITS = 8;
const MOST_TRACES = 3;

/** The way to a span: its frame's own links, else its trace in Explore of the source that was asked, else in Clew. */
export function linksToSpan(traceId: TraceId, spanId: string, source: TraceSource): readonly DataLink[] {
  const own = traceLinks(source.frameOf.get(traceId), traceId, spanId);
  return own.length > 0 ? own : [traceLink(traceId, source)];
}

/** The way to the traces in which evidence was found: one link for each, at most three, named after them. */
export function evidenceLinks(evidence: readonly Evidence[], source: TraceSource): readonly DataLink[] {
  const spans = new Map<TraceId, string>();
  for (const one of evidence) {
    const traceId = one.kind === 'span' ? normaliseTraceId(one.traceId) : undefined;
    if (one.kind === 'span' && traceId !== undefined) {
      spans.set(traceId, one.spanId);
    }
  }
  return [...spans].slice(0, MOST_TRACES).map(([traceId, spanId]) => {
    const [first = traceLink(traceId, source)] = traceLinks(source.frameOf.get(traceId), traceId, spanId);
    // A source names all its links alike, and several traces would stand side by side under one name.
    return { ...first, title: titleOf(traceId) };
  });
}

function traceLink(traceId: TraceId, { frameOf, request }: TraceSource): DataLink {
  const frame = frameOf.get(traceId);
  const explore = frame === undefined ? undefined : exploreAddress(request, frame.refId, traceId);
  return addressLink(titleOf(traceId), explore ?? investigateAddress({ trace: traceId }));
}

function titleOf(traceId: TraceId): string {
  return t('ui.links.trace', 'trace {{id}}', { id: traceId.slice(0, ID_DIGITS) });
}
