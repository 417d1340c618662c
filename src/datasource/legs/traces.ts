import { merge, type Observable } from 'rxjs';
import type { DataFrame } from '@grafana/data';
import { spanValues, type CorrelationKey, type Lookup, type TimeWindow } from '../../engine/correlation';
import type { ServiceIdentity, Trace } from '../../engine/model';
import { addNanos, epochNsFromMs, nanos, type TraceId } from '../../engine/units';
import { classifyFrames, readSearchHits, readTraces, type SearchHit } from '../../frames';
import type { ChildTarget } from '../delegate/child';
import type { Failure } from '../delegate/failure';
import { ofSignal } from '../filters/narrowing';
import { narrowedSelection } from '../language/conditions';
import { spanSearchQuery, traceByIdQuery } from '../language/traceql';
import type { Linked } from '../linked';
import { legName, runLeg, type LegContext, type LegUpdate, type Reading } from './leg';
import { refusedLeg } from './refused';
import { spanning, traceWindow } from './window';

/** Matching spans that a search names for each trace: enough to see nested IDs, and the whole trace is fetched anyway. */
const SPANS_PER_TRACE = 10;
/** Trace IDs in one request. */
const BATCH = 50;

/** Searches one trace source for spans that carry the ID. Teaches trace IDs; brings no spans. */
export function spanSearchLeg(
  lookup: Extract<Lookup, { kind: 'span-search' }>,
  source: Linked,
  context: LegContext
): Observable<LegUpdate> {
  const leg = legName('traces:search', source, lookup);
  const query = spanSearchQuery(lookup.key, lookup.id);
  if (query === undefined) {
    return refusedLeg({ lookup, leg, source }, 'leg.no-place', { key: lookup.key.name });
  }
  const { traces: limit } = context.limits;
  const target = {
    refId: `${context.refId}-${leg}`,
    queryType: 'traceql',
    // Only where an ID is looked for: a trace that it is found in is taken whole.
    query: narrowedSelection(query, ofSignal('traces', context.narrowing)),
    tableType: 'spans',
    limit,
    spss: SPANS_PER_TRACE,
    filters: [],
  };
  return runLeg({ lookup, leg, source, targets: [target], read: (frames) => readHits(frames, limit) }, context);
}

/** Fetches whole traces from one source, several in one request. */
export function traceLeg(
  lookup: Extract<Lookup, { kind: 'traces' }>,
  key: CorrelationKey,
  source: Linked,
  context: LegContext
): Observable<LegUpdate> {
  const leg = legName('traces:spans', source, lookup);
  const batches = Array.from({ length: Math.ceil(lookup.traceIds.length / BATCH) }, (_, batch) =>
    lookup.traceIds.slice(batch * BATCH, (batch + 1) * BATCH)
  );
  return merge(
    ...batches.map((traceIds, batch) => {
      const name = batch === 0 ? leg : `${leg}+${batch}`;
      return runLeg(
        {
          lookup,
          leg: name,
          source,
          targets: traceIds.map((traceId, index) => traceTarget(traceId, `${context.refId}-${name}-${index}`)),
          read: (frames) => readSpans(frames, key, context),
          absent: notHere,
        },
        context
      );
    })
  );
}

function traceTarget(traceId: TraceId, refId: string): ChildTarget {
  return { refId, queryType: 'traceql', query: traceByIdQuery(traceId), filters: [] };
}

function readHits(frames: readonly DataFrame[], limit: number): Reading {
  const { search, ignored } = classifyFrames(frames);
  const { result: hits, problems } = readSearchHits(search);
  return {
    found: {},
    learnt: {
      traceIds: hits.map((hit) => hit.traceId),
      ids: [],
      services: [],
      window: spanning(hits.map(hitWindow)),
      rows: hits.length,
    },
    problems,
    limitReached: hits.length >= limit ? limit : undefined,
    stray: search.length === 0 && ignored.length < frames.length,
  };
}

function hitWindow({ startMs, duration, spans }: SearchHit): TimeWindow | undefined {
  const starts = spans.map((span) => ({ startMs: span.startMs, duration: span.duration }));
  return spanning(
    [{ startMs, duration }, ...starts].map((hit) => {
      const from = hit.startMs === undefined ? undefined : epochNsFromMs(hit.startMs);
      return from === undefined ? undefined : { from, to: addNanos(from, hit.duration ?? nanos(0)) };
    })
  );
}

function readSpans(frames: readonly DataFrame[], key: CorrelationKey, { rules }: LegContext): Reading {
  const { traces: wanted, ignored } = classifyFrames(frames);
  const { result: traces, problems } = readTraces(wanted, rules);
  return {
    found: { traces },
    learnt: {
      traceIds: traces.map((trace) => trace.traceId),
      ids: [...new Set(traces.flatMap((trace) => traceIdsOfKey(key, trace)))],
      services: traces.flatMap((trace): readonly ServiceIdentity[] => trace.services),
      window: spanning(traces.map(traceWindow)),
      rows: traces.reduce((rows, trace) => rows + trace.size, 0),
    },
    problems,
    // A source with a node graph switched on adds frames of its own to the trace; they are no mistake.
    stray: wanted.length === 0 && ignored.length < frames.length,
  };
}

function traceIdsOfKey(key: CorrelationKey, trace: Trace): readonly string[] {
  const values: string[] = [];
  for (let span = 0; span < trace.size; span += 1) {
    values.push(...spanValues(key, trace, span));
  }
  return values;
}

/** Tempo answers an unknown trace ID with an error of status 500 that says so in its text. */
function notHere({ key, params }: Failure): boolean {
  return key === 'leg.failed' && /\b404\b|not found/i.test(String(params.reason));
}
