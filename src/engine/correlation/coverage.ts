import { type LogTable, MISSING_PARENT, type Series, type ServiceIdentity, type Trace } from '../model';
import type { TraceId } from '../units';
import type { Anchors } from './anchors';
import type { FoundIds } from './found-ids';
import type { Arrival, Coverage, CoverageGap, JoinedService } from './join-types';

/** What the coverage is computed from: the parts of a join that are known before it. */
export interface CoverageInput {
  readonly traces: readonly Trace[];
  readonly logs: LogTable;
  readonly series: readonly Series[];
  readonly services: readonly JoinedService[];
  readonly anchored: Anchors;
  readonly found: FoundIds;
  /** To tell a signal that found nothing from one that was not asked. */
  readonly arrivals: readonly Arrival[];
}

type GapKind = CoverageGap['kind'];

/** Counts gaps by kind and service. */
class Gaps {
  private readonly byService = new Map<GapKind, Map<string, { service: ServiceIdentity; count: number }>>();

  public count(kind: GapKind, service: ServiceIdentity | undefined): void {
    if (service === undefined) {
      return;
    }
    const services = this.byService.get(kind) ?? new Map<string, { service: ServiceIdentity; count: number }>();
    const known = services.get(service.key);
    if (known === undefined) {
      services.set(service.key, { service, count: 1 });
    } else {
      known.count += 1;
    }
    this.byService.set(kind, services);
  }

  /** In the order of the services of the join. */
  public list(kind: GapKind, services: readonly JoinedService[]): readonly CoverageGap[] {
    const counted = this.byService.get(kind);
    return services.flatMap(({ identity }) => {
      const gap = counted?.get(identity.key);
      return gap === undefined ? [] : [{ kind, service: identity, count: gap.count, params: {} }];
    });
  }
}

/**
 * What the answer covers, and what is missing. A signal that no leg brought (not asked, or nothing arrived yet) is not
 * held against the others.
 *
 * Gaps and their `params`, for the words:
 * - `orphan-span`, `span-without-log`, `log-without-span` (it names a trace of the join, but no span of it),
 *   `log-without-trace` (it names none): one for each service, no params;
 * - `trace-not-found` {traces, example}: lines that name a trace which is not in the join; `count` is lines;
 * - `service-metrics-only`, `service-without-metrics`, `service-without-logs`: one for each service, `count` is its rows;
 * - `unmapped-service` {signal}: rows that no rule could name, one for each signal;
 * - `id-shared-by-traces` {id}: `count` is traces;
 * - `truncated` {signal: 'logs', limit} for a log answer cut at its limit, {signal: 'traces', traceId} for a partial trace.
 */
export function coverage(input: CoverageInput): Coverage {
  const gaps = new Gaps();
  const withLogs = markSpans(input);
  const asked = {
    logs: input.arrivals.some((arrival) => arrival.logs !== undefined),
    series: input.arrivals.some((arrival) => arrival.series !== undefined),
    traces: input.arrivals.some((arrival) => arrival.traces !== undefined),
  };
  const spans = countSpans(input, withLogs, gaps, asked.logs);
  const logsOnSpans = countLogs(input, gaps, asked.traces);
  const named = input.services.filter(({ identity }) => identity.key !== '');
  const inServiceOrder: readonly GapKind[] = [
    'orphan-span',
    'span-without-log',
    'log-without-span',
    'log-without-trace',
  ];
  return {
    spans: spans.spans,
    spansWithLogs: spans.withLogs,
    logs: input.logs.size,
    logsOnSpans,
    services: named.length,
    servicesWithMetrics: named.filter((service) => service.series > 0).length,
    gaps: [
      ...inServiceOrder.flatMap((kind) => gaps.list(kind, input.services)),
      ...missingTraces(input.anchored.missing),
      ...named.flatMap((service) => serviceGaps(service, asked)),
      ...unmappedGaps(input),
      ...input.found.shared.map(({ id, traces }) => gap('id-shared-by-traces', traces, { id })),
      ...truncatedGaps(input),
    ],
  };
}

function gap(kind: GapKind, count: number, params: CoverageGap['params'] = {}, service?: ServiceIdentity): CoverageGap {
  return { kind, service, count, params };
}

/** One byte for each span: 1 when a line hangs on it. */
function markSpans({ traces, anchored: { anchors } }: CoverageInput): readonly Uint8Array[] {
  const marks = traces.map((trace) => new Uint8Array(trace.size));
  for (let line = 0; line < anchors.span.length; line += 1) {
    const span = anchors.span[line] ?? -1;
    const mark = span < 0 ? undefined : marks[anchors.trace[line] ?? -1];
    if (mark !== undefined) {
      mark[span] = 1;
    }
  }
  return marks;
}

function countSpans(
  { traces }: CoverageInput,
  marks: readonly Uint8Array[],
  gaps: Gaps,
  logsAsked: boolean
): { readonly spans: number; readonly withLogs: number } {
  let spans = 0;
  let withLogs = 0;
  traces.forEach((trace, t) => {
    spans += trace.size;
    for (let span = 0; span < trace.size; span += 1) {
      const service = trace.services[trace.service[span] ?? 0];
      if (trace.parent[span] === MISSING_PARENT) {
        gaps.count('orphan-span', service);
      }
      if (marks[t]?.[span] === 1) {
        withLogs += 1;
      } else if (logsAsked) {
        gaps.count('span-without-log', service);
      }
    }
  });
  return { spans, withLogs };
}

/** Lines that hang on a span. Lines of traces that were not found are counted by trace, not here. */
function countLogs({ logs, anchored: { anchors, unfound } }: CoverageInput, gaps: Gaps, tracesAsked: boolean): number {
  let onSpans = 0;
  for (let line = 0; line < logs.size; line += 1) {
    if ((anchors.span[line] ?? -1) >= 0) {
      onSpans += 1;
    } else if (tracesAsked && unfound[line] === 0) {
      const kind = (anchors.trace[line] ?? -1) >= 0 ? 'log-without-span' : 'log-without-trace';
      gaps.count(kind, logs.services[logs.service[line] ?? 0]);
    }
  }
  return onSpans;
}

function missingTraces(missing: ReadonlyMap<TraceId, number>): readonly CoverageGap[] {
  const [example] = [...missing.keys()].sort();
  const lines = [...missing.values()].reduce((sum, count) => sum + count, 0);
  return example === undefined ? [] : [gap('trace-not-found', lines, { traces: missing.size, example })];
}

function serviceGaps(
  { identity, spans, logs, series }: JoinedService,
  asked: { readonly logs: boolean; readonly series: boolean }
): readonly CoverageGap[] {
  if (spans + logs === 0) {
    return [gap('service-metrics-only', series, {}, identity)];
  }
  return [
    ...(asked.series && series === 0 ? [gap('service-without-metrics', spans + logs, {}, identity)] : []),
    ...(asked.logs && logs === 0 ? [gap('service-without-logs', spans, {}, identity)] : []),
  ];
}

function unmappedGaps({ services }: CoverageInput): readonly CoverageGap[] {
  const unmapped = services.find(({ identity }) => identity.key === '');
  const rows = [
    ['traces', unmapped?.spans ?? 0],
    ['logs', unmapped?.logs ?? 0],
    ['metrics', unmapped?.series ?? 0],
  ] as const;
  return rows.flatMap(([signal, count]) =>
    count === 0 ? [] : [gap('unmapped-service', count, { signal }, unmapped?.identity)]
  );
}

function truncatedGaps({ traces, arrivals }: CoverageInput): readonly CoverageGap[] {
  const limits = arrivals.flatMap((arrival) => arrival.logs ?? []).flatMap(({ limitReached }) => limitReached ?? []);
  return [
    ...limits.map((limit) => gap('truncated', 1, { signal: 'logs', limit })),
    ...traces
      .filter((trace) => trace.partial)
      .map((trace) => gap('truncated', 1, { signal: 'traces', traceId: trace.traceId })),
  ];
}
