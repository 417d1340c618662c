import { type DataFrame, type DataQueryResponse, LoadingState, type TimeRange } from '@grafana/data';
import { type DataSourceSrv, getDataSourceSrv, toDataQueryError } from '@grafana/runtime';
import type { DataQuery } from '@grafana/schema';
import { catchError, concatMap, defer, from, last, map, type Observable, of, reduce, switchMap, takeWhile } from 'rxjs';
import { pageRequest } from '../request';
import type { Linked } from '../sources';
import { errorLinesQueries, failingCallsQuery, failingSpansQuery, MOST_HITS } from './queries';
import { type Failure, failuresInHits, failuresInLogs } from './read';

/** One question of the search, and how it was answered. */
export interface Tried {
  readonly source: string;
  readonly query: string;
  readonly failures: readonly Failure[];
  /** What the source said when it could not answer. */
  readonly error: string | undefined;
}

/** What was found: `tried` ends with the question that was answered, if one was. */
export interface Search {
  readonly tried: readonly Tried[];
  /** The newest first; empty when nothing was found. */
  readonly failures: readonly Failure[];
}

interface Question {
  readonly source: Linked;
  readonly query: string;
  readonly target: DataQuery & Readonly<Record<string, unknown>>;
  readonly read: (frames: readonly DataFrame[]) => readonly Failure[];
}

/**
 * Looks for failing requests of a service, one question after the other until one is answered: its failing spans, then
 * failing calls to it, in the linked trace sources; then error lines with an ID in the linked log sources. Unsubscribing ends what is being asked.
 * Never throws: a source that fails is one that was tried.
 */
export function findFailures(
  service: string,
  linked: readonly Linked[],
  range: TimeRange,
  registry: Pick<DataSourceSrv, 'get'> = getDataSourceSrv()
): Observable<Search> {
  const found: Search = { tried: [], failures: [] };
  return from(questionsFor(service, linked)).pipe(
    concatMap((question) => ask(question, range, registry)),
    takeWhile(({ failures }) => failures.length === 0, true),
    reduce(({ tried }, one) => ({ tried: [...tried, one], failures: one.failures }), found)
  );
}

function questionsFor(service: string, linked: readonly Linked[]): readonly Question[] {
  const there = linked.filter(({ settings }) => settings !== undefined);
  const traceSources = there.filter(({ signal }) => signal === 'traces');
  const traces = [failingSpansQuery(service), failingCallsQuery(service)].flatMap((query) =>
    traceSources.map((source) => {
      const target = {
        ...base(source),
        queryType: 'traceql',
        tableType: 'spans',
        filters: [],
        limit: MOST_HITS,
        query,
      };
      return { source, query, target, read: failuresInHits };
    })
  );
  const logs = there
    .filter(({ signal }) => signal === 'logs')
    .flatMap((source) =>
      errorLinesQueries(source.selector, service).map((query) => {
        const target = { ...base(source), queryType: 'range', direction: 'backward', maxLines: MOST_HITS, expr: query };
        return { source, query, target, read: failuresInLogs };
      })
    );
  return [...traces, ...logs];
}

function base({ uid, settings }: Linked): DataQuery {
  return { refId: 'failures', datasource: { uid, type: settings?.type } };
}

/** Answers grow while a source streams; the last one is whole. */
function ask(
  { source, query, target, read }: Question,
  range: TimeRange,
  registry: Pick<DataSourceSrv, 'get'>
): Observable<Tried> {
  const tried: Tried = { source: source.settings?.name ?? source.uid, query, failures: [], error: undefined };
  return defer(() => from(registry.get(source.uid))).pipe(
    switchMap((api) => from(api.query(pageRequest([target], range)))),
    last(undefined, NOTHING),
    map((answer) => ({ ...tried, failures: read(answer.data), error: errorOf(answer) })),
    catchError((thrown: unknown) => of({ ...tried, error: toDataQueryError(thrown).message ?? String(thrown) }))
  );
}

const NOTHING: DataQueryResponse = { data: [], state: LoadingState.Done };

/** Single errors are deprecated, and older sources still emit nothing else. */
function errorOf(answer: DataQueryResponse): string | undefined {
  // eslint-disable-next-line @typescript-eslint/no-deprecated
  const failure = answer.errors?.[0] ?? answer.error;
  return failure === undefined ? undefined : (failure.message ?? failure.data?.message ?? failure.statusText);
}
