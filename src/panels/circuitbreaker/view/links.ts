import { locationUtil, type PanelData } from '@grafana/data';
import { t } from '@grafana/i18n';
import { investigateAddress } from '../../../engine/address';
import type { Evidence } from '../../../engine/finding';
import { addNanos, epochMsFromNs, type EpochNs, nanos, normaliseTraceId, type TraceId } from '../../../engine/units';
import { exploreAddress, type TraceLink, traceLinks } from '../../../ui';
import type { Lane, Reading } from '../viewModel';

/** What links are made from. */
export interface LinkContext {
  readonly reading: Reading;
  readonly request: PanelData['request'];
  readonly origin: EpochNs;
}

const ID_DIGITS = 8;
/** Around a change, so much before and after is looked at. Milliseconds. */
const AROUND_MS = 60_000;
const MOST_TRACES = 3;

/** Traces that show a change: those of its evidence, at most three. */
export function evidenceLinks(evidence: readonly Evidence[], context: LinkContext): readonly TraceLink[] {
  const spans = new Map(
    evidence.flatMap((one): Array<[string, { readonly traceId: TraceId; readonly spanId: string }]> => {
      const traceId = one.kind === 'span' ? normaliseTraceId(one.traceId) : undefined;
      return one.kind === 'span' && traceId !== undefined ? [[traceId, { traceId, spanId: one.spanId }]] : [];
    })
  );
  return [...spans.values()]
    .slice(0, MOST_TRACES)
    .flatMap(({ traceId, spanId }) => spanLinks(traceId, spanId, context));
}

/** The frame's own links, else the trace in Explore of the source that was asked, else in Clew. */
function spanLinks(traceId: TraceId, spanId: string, { reading, request }: LinkContext): readonly TraceLink[] {
  const frame = reading.frameOf.get(traceId);
  const own = traceLinks(frame, traceId, spanId);
  if (own.length > 0) {
    return own;
  }
  const explore = frame === undefined ? undefined : exploreAddress(request, frame.refId, traceId);
  return [link(traceId.slice(0, ID_DIGITS), explore ?? investigateAddress({ trace: traceId }))];
}

/** The caller's failing requests around a moment, in Clew: for changes that no span shows. */
export function aroundLink({ breaker }: Lane, at: number, { origin }: LinkContext): TraceLink | undefined {
  const { caller, callee } = breaker.identity;
  const service = caller ?? callee;
  if (service === undefined) {
    return undefined;
  }
  const time = Math.round(epochMsFromNs(addNanos(origin, nanos(at))));
  return link(
    t('breaker.links.around', 'requests around'),
    investigateAddress({ service, from: time - AROUND_MS, to: time + AROUND_MS })
  );
}

function link(title: string, address: string): TraceLink {
  return { title, href: locationUtil.assureBaseUrl(address), newTab: false, onClick: undefined };
}
