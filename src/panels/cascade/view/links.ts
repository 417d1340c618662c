import { locationUtil, type PanelData } from '@grafana/data';
import { t } from '@grafana/i18n';
import { investigateAddress } from '../../../engine/address';
import type { Evidence } from '../../../engine/finding';
import { addNanos, epochMsFromNs, type EpochNs, nanos, normaliseTraceId } from '../../../engine/units';
import { exploreAddress, type TraceLink, traceLinks } from '../../../ui';
import type { Reading } from '../viewModel';

/** What links are made from. */
export interface LinkContext {
  readonly reading: Reading;
  readonly request: PanelData['request'];
  readonly origin: EpochNs;
}

/** Around an onset, so much before and after is looked at. Milliseconds. */
const BEFORE_MS = 60_000;
const AFTER_MS = 120_000;
const ID_DIGITS = 8;
const MOST_TRACES = 3;

/** A service's newest failing request around a moment with its lines and metrics, and its own dashboard at that time. */
export function serviceLinks(service: string, at: number, { origin }: LinkContext): readonly TraceLink[] {
  const time = Math.round(epochMsFromNs(addNanos(origin, nanos(Math.round(at)))));
  const [from, to] = [time - BEFORE_MS, time + AFTER_MS];
  const name = service.slice(service.lastIndexOf('/') + 1);
  return [
    link(
      t('cascade.links.requests', 'Requests, lines and metrics then'),
      investigateAddress({ service: name, from, to })
    ),
    link(
      t('cascade.links.service', 'Its dashboard then'),
      `/d/clew-service?${new URLSearchParams({ 'var-service': name, from: String(from), to: String(to) }).toString()}`
    ),
  ];
}

/** Traces that evidence was found in. */
export function evidenceLinks(evidence: readonly Evidence[], { reading, request }: LinkContext): readonly TraceLink[] {
  const spans = new Map(evidence.flatMap((one) => (one.kind === 'span' ? [[one.traceId, one.spanId] as const] : [])));
  return [...spans].slice(0, MOST_TRACES).flatMap(([id, spanId]) => {
    const traceId = normaliseTraceId(id);
    if (traceId === undefined) {
      return [];
    }
    const frame = reading.frameOf.get(traceId);
    const own = traceLinks(frame, traceId, spanId);
    const address = exploreAddress(request, frame?.refId, traceId) ?? investigateAddress({ trace: traceId });
    return own.length > 0 ? own : [link(traceId.slice(0, ID_DIGITS), address)];
  });
}

function link(title: string, address: string): TraceLink {
  return { title, href: locationUtil.assureBaseUrl(address), newTab: false, onClick: undefined };
}
