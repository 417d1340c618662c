import { catchError, defer, from, map, of, switchMap, timeout, type Observable } from 'rxjs';
import type { AdHocVariableFilter, DataSourceApi, TimeRange } from '@grafana/data';
import type { DataSourceSrv } from '@grafana/runtime';
import type { Linked } from '../linked';
import { failure, failureOf, type Failure } from './failure';

/** What keys or values of one source are asked with. */
export interface TagContext {
  readonly registry: Pick<DataSourceSrv, 'get'>;
  readonly timeoutMs: number;
  readonly range: TimeRange | undefined;
}

/** What one source has answered. A source that has no such list answers an empty one without a failure. */
export interface Tags {
  readonly names: readonly string[];
  readonly failure: Failure | undefined;
}

const NO_TAGS: Tags = { names: [], failure: undefined };

/** The attributes or labels that a source knows, by its own list for ad hoc filters. Never errors. */
export function tagKeys(
  source: Linked,
  filters: readonly AdHocVariableFilter[],
  context: TagContext
): Observable<Tags> {
  return listOf(source, context, (api) => api.getTagKeys?.({ filters: [...filters], timeRange: context.range }));
}

/** The values of an attribute or label, by the source's own list. Never errors. */
export function tagValues(
  source: Linked,
  key: string,
  filters: readonly AdHocVariableFilter[],
  context: TagContext
): Observable<Tags> {
  return listOf(source, context, (api) => api.getTagValues?.({ key, filters: [...filters], timeRange: context.range }));
}

/** Sources answer with a promise; unsubscribing forgets it, and the time limit ends the waiting. */
function listOf(
  source: Linked,
  { registry, timeoutMs }: TagContext,
  list: (api: DataSourceApi) => Promise<unknown> | undefined
): Observable<Tags> {
  if (source.unknown) {
    return of({ names: [], failure: failure('leg.source-unknown', 'forbidden') });
  }
  return defer(() => from(registry.get({ uid: source.uid, type: source.type }))).pipe(
    switchMap((api) => from(list(api) ?? Promise.resolve([]))),
    map((answer) => ({ names: namesIn(answer), failure: undefined })),
    timeout({
      first: timeoutMs,
      with: () => of({ ...NO_TAGS, failure: failure('leg.timed-out', 'timed-out', { seconds: timeoutMs / 1000 }) }),
    }),
    catchError((error: unknown) => of({ ...NO_TAGS, failure: failureOf(error) }))
  );
}

/** A list of `{ text, value? }`, or an object that holds one under `data`. */
function namesIn(answer: unknown): readonly string[] {
  const list: unknown = isRecord(answer) && !Array.isArray(answer) ? answer.data : answer;
  return Array.isArray(list)
    ? list.flatMap((item: unknown) => {
        const name = isRecord(item) ? (item.value ?? item.text) : item;
        return typeof name === 'string' && name !== '' ? [name] : [];
      })
    : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
