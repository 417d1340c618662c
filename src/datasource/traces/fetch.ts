import { map, merge, of, scan, startWith, type Observable } from 'rxjs';
import type { DataFrame } from '@grafana/data';
import type { TimeWindow } from '../../engine/correlation';
import type { Trace } from '../../engine/model';
import type { TraceId } from '../../engine/units';
import { classifyFrames, readTraces, writeTrace, type TraceCohort } from '../../frames';
import { withQuery } from '../correlate/executed';
import { askOnce } from '../delegate/ask';
import type { Failure } from '../delegate/failure';
import { traceByIdQuery } from '../language/traceql';
import type { LegContext } from '../legs/leg';
import type { Linked } from '../linked';

/** Requests that a sample is fetched in, so that something can be seen before all of it is there. */
const BATCHES = 8;
const SMALLEST_BATCH = 5;
const LARGEST_BATCH = 50;

/** A whole trace, written once: later answers hold the same frame. */
export interface FetchedTrace {
  readonly traceId: TraceId;
  readonly services: readonly string[];
  readonly frame: DataFrame;
}

/** What has been fetched so far. */
export interface Fetched {
  readonly traces: ReadonlyMap<TraceId, FetchedTrace>;
  /** Traces whose request was answered, and of how many. */
  readonly done: number;
  readonly total: number;
  readonly failures: readonly Failure[];
  readonly settled: boolean;
}

interface Batch {
  readonly asked: number;
  readonly traces: readonly FetchedTrace[];
  readonly failures: readonly Failure[];
}

/** Fetches whole traces from one source, in batches; answers at once, and after each. Never errors. */
export function fetchTraces(
  traceIds: readonly TraceId[],
  from: { readonly source: Linked; readonly name: string; readonly cohort: TraceCohort; readonly window: TimeWindow },
  context: LegContext
): Observable<Fetched> {
  const total = traceIds.length;
  const start: Fetched = { traces: new Map(), done: 0, total, failures: [], settled: total === 0 };
  if (total === 0) {
    return of(start);
  }
  const size = Math.min(LARGEST_BATCH, Math.max(SMALLEST_BATCH, Math.ceil(total / BATCHES)));
  const batches = Array.from({ length: Math.ceil(total / size) }, (_, number) =>
    traceIds.slice(number * size, (number + 1) * size)
  );
  return merge(
    ...batches.map((ids, number) => fetchBatch(ids, { ...from, name: `${from.name}-${number}` }, context))
  ).pipe(
    scan((fetched: Fetched, batch): Fetched => {
      const done = fetched.done + batch.asked;
      const traces = new Map(fetched.traces);
      batch.traces.forEach((trace) => traces.set(trace.traceId, trace));
      return { traces, done, total, failures: [...fetched.failures, ...batch.failures], settled: done === total };
    }, start),
    startWith(start)
  );
}

function fetchBatch(
  traceIds: readonly TraceId[],
  from: { readonly source: Linked; readonly name: string; readonly cohort: TraceCohort; readonly window: TimeWindow },
  context: LegContext
): Observable<Batch> {
  const { source, name, cohort, window } = from;
  const { refId, rules } = context;
  const targets = traceIds.map((traceId, number) => ({
    refId: `${refId}-${name}-${number}`,
    queryType: 'traceql',
    query: traceByIdQuery(traceId),
    filters: [],
  }));
  const write = (trace: Trace): FetchedTrace => {
    const { uid, type, name: sourceName } = source;
    const frame = writeTrace(trace, { refId, source: { uid, type, name: sourceName }, cohort });
    const services = trace.services.map((service) => service.name).filter((one) => one !== '');
    return { traceId: trace.traceId, services, frame: withQuery(frame, traceByIdQuery(trace.traceId)) };
  };
  return askOnce({ source, name, targets, window }, context).pipe(
    map(({ frames, failures }) => ({
      asked: traceIds.length,
      traces: readTraces(classifyFrames(frames).traces, rules).result.map(write),
      failures,
    }))
  );
}
