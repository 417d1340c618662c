import {
  type Attribute,
  resolveParents,
  type ServiceIdentity,
  type SpanDetails,
  type SpanEvent,
  SpanFlag,
  type SpanLink,
  type Trace,
} from '../model';
import { type Problem, problem } from '../result';
import { addNanos, diffEpoch, type EpochNs, nanos, type TraceId } from '../units';
import type { Arrival } from './join-types';
import { compareText } from './latest';

/** A span of the merged trace: its version, and its row there. */
interface Pick {
  readonly trace: Trace;
  readonly row: number;
}

/**
 * One trace for each trace ID, sorted by origin and ID. Versions of a trace (a partial and a full answer, two sources)
 * are united: a span counts as often as the version that holds it most often. The same span is one with the same ID,
 * kind, service and operation - not the same times, because sources round them differently.
 *
 * Problems: `join.duplicate-span` {traceId}, for spans whose ID is used twice in one trace (Zipkin's shared spans among
 * them); they are kept.
 *
 * @param arrivals - one for each leg, sorted by leg
 */
export function mergeTraces(arrivals: readonly Arrival[]): {
  readonly traces: readonly Trace[];
  readonly problems: readonly Problem[];
} {
  const versions = new Map<TraceId, Trace[]>();
  for (const { traces } of arrivals) {
    for (const trace of traces ?? []) {
      const known = versions.get(trace.traceId);
      if (known === undefined) {
        versions.set(trace.traceId, [trace]);
      } else {
        known.push(trace);
      }
    }
  }
  const traces = [...versions.values()].map(mergeVersions);
  traces.sort((a, b) => compareOrigin(a.origin, b.origin) || compareText(a.traceId, b.traceId));
  return { traces, problems: traces.flatMap(duplicateProblem) };
}

function compareOrigin(a: EpochNs, b: EpochNs): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function duplicateProblem(trace: Trace): readonly Problem[] {
  let count = 0;
  for (const flags of trace.flags) {
    count += (flags & SpanFlag.DuplicateId) === 0 ? 0 : 1;
  }
  return count === 0 ? [] : [problem('join.duplicate-span', { traceId: trace.traceId }, count)];
}

/** What a span brings along; the other flags are about its place in a trace, and are found again. */
const OWN_FLAGS = SpanFlag.NegativeDuration | SpanFlag.FollowsFrom;

/** The fullest version is the base; what it lacks is appended. Most often it lacks nothing and is the answer itself. */
function mergeVersions(versions: readonly Trace[]): Trace {
  // Stable: versions of equal fullness stay in the order of their legs.
  const [base, ...others] = [...versions].sort((a, b) => Number(a.partial) - Number(b.partial) || b.size - a.size);
  if (base === undefined) {
    throw new Error('a trace has at least one version');
  }
  if (others.length === 0) {
    return base;
  }
  const held = countSpans(base);
  const extra: Pick[] = [];
  for (const trace of others) {
    const seen = new Map<string, number>();
    for (let row = 0; row < trace.size; row += 1) {
      const name = spanName(trace, row);
      const times = (seen.get(name) ?? 0) + 1;
      seen.set(name, times);
      if (times > (held.get(name) ?? 0)) {
        held.set(name, times);
        extra.push({ trace, row });
      }
    }
  }
  return extra.length === 0 ? base : append(base, extra);
}

function countSpans(trace: Trace): Map<string, number> {
  const counts = new Map<string, number>();
  for (let row = 0; row < trace.size; row += 1) {
    const name = spanName(trace, row);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

function spanName(trace: Trace, row: number): string {
  const service = trace.services[trace.service[row] ?? 0]?.key ?? '';
  return [trace.spanId[row], trace.kind[row], service, trace.operation[row]].join('\n');
}

function append(base: Trace, extra: readonly Pick[]): Trace {
  const picks: readonly Pick[] = [...Array.from({ length: base.size }, (_, row) => ({ trace: base, row })), ...extra];
  const size = picks.length;
  const origin = picks.reduce((first, { trace }) => (trace.origin < first ? trace.origin : first), base.origin);
  const services: ServiceIdentity[] = [];
  const serviceRows = new Map<string, number>();
  const start = new Float64Array(size);
  const service = new Int32Array(size);
  const duration = Float64Array.from(picks, ({ trace, row }) => trace.duration[row] ?? 0);
  picks.forEach(({ trace, row }, i) => {
    start[i] = (trace.start[row] ?? 0) + diffEpoch(trace.origin, origin);
    service[i] = serviceRow(trace.services[trace.service[row] ?? 0], services, serviceRows);
  });
  const first = start.reduce((least, value) => Math.min(least, value), Infinity);
  const shift = Number.isFinite(first) ? first : 0;
  const spanId = picks.map(({ trace, row }) => trace.spanId[row] ?? '');
  const parentSpanId = picks.map(({ trace, row }) => trace.parentSpanId[row] ?? '');
  const links = resolveParents(spanId, parentSpanId);
  picks.forEach(({ trace, row }, i) => {
    links.flags[i] = (links.flags[i] ?? 0) | ((trace.flags[row] ?? 0) & OWN_FLAGS);
  });
  const moved = addNanos(origin, nanos(shift));
  return {
    traceId: base.traceId,
    origin: moved,
    size,
    spanId,
    parentSpanId,
    parent: links.parent,
    start: start.map((value) => value - shift),
    duration,
    operation: picks.map(({ trace, row }) => trace.operation[row] ?? ''),
    service,
    services,
    kind: picks.map(({ trace, row }) => trace.kind[row] ?? 'unspecified'),
    status: picks.map(({ trace, row }) => trace.status[row] ?? 'unset'),
    statusMessage: picks.map(({ trace, row }) => trace.statusMessage[row] ?? ''),
    flags: links.flags,
    details: mergedDetails(picks, moved),
    partial: base.partial,
  };
}

/** Reads from the version that holds the span; event times move to the merged trace's origin. */
function mergedDetails(picks: readonly Pick[], origin: EpochNs): SpanDetails {
  const read = <T>(span: number, none: T, from: (details: SpanDetails, row: number, of: Trace) => T): T => {
    const pick = picks[span];
    return pick === undefined ? none : from(pick.trace.details, pick.row, pick.trace);
  };
  return {
    attributes: (span) => read<readonly Attribute[]>(span, [], (details, row) => details.attributes(row)),
    resource: (span) => read<readonly Attribute[]>(span, [], (details, row) => details.resource(row)),
    links: (span) => read<readonly SpanLink[]>(span, [], (details, row) => details.links(row)),
    events: (span) =>
      read<readonly SpanEvent[]>(span, [], (details, row, trace) => {
        const later = diffEpoch(trace.origin, origin);
        return details.events(row).map((event) => ({ ...event, time: nanos(event.time + later) }));
      }),
    scope: (span) => read(span, { name: '', version: '' }, (details, row) => details.scope(row)),
    traceState: (span) => read(span, '', (details, row) => details.traceState(row)),
  };
}

function serviceRow(
  identity: ServiceIdentity | undefined,
  services: ServiceIdentity[],
  rows: Map<string, number>
): number {
  const name = `${identity?.basis ?? ''}\n${identity?.key ?? ''}`;
  let row = rows.get(name);
  if (row === undefined && identity !== undefined) {
    row = services.push(identity) - 1;
    rows.set(name, row);
  }
  return row ?? 0;
}
