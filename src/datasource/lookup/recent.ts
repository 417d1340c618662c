import { filter, forkJoin, map, of, take, type Observable } from 'rxjs';
import { logValues, matchId, TRACE_KEY, type CorrelationKey } from '../../engine/correlation';
import { epochMsFromNs } from '../../engine/units';
import { classifyFrames, readLogs, readSearchHits } from '../../frames';
import { ask, type Told } from '../delegate/ask';
import type { Narrowing } from '../filters/narrowing';
import { logqlStages, traceqlCondition } from '../language/conditions';
import { anyLabelQuery, anyLineQuery, ERROR_STAGE } from '../language/logql';
import { recentIdsQuery } from '../language/traceql';
import type { Linked } from '../linked';
import type { LookupContext } from './context';

const SPANS_PER_TRACE = 3;
/** Lines read for each ID that is wanted: one request often writes several. */
const LINES_PER_ID = 10;
const NS_PER_MS = 1e6;

/** Which IDs are wanted. */
export interface RecentIds {
  readonly key: CorrelationKey;
  /** Only of requests that failed: a span with an error status, or a line of level error. */
  readonly failedOnly: boolean;
  readonly narrowing: Narrowing;
  readonly most: number;
}

/** An ID and when it was last seen, in epoch milliseconds; 0 when the source gives no time. */
interface Seen {
  readonly id: string;
  readonly at: number;
}

/**
 * IDs of a key that were seen in the window, in traces and in logs, latest first. IDs nested in another one that was seen
 * are left out. Two requests a log source and one a trace source, bounded. Never errors.
 */
export function recentIds(wanted: RecentIds, context: LookupContext): Observable<readonly string[]> {
  const { traces, logs } = context.sources;
  const lists = [
    ...traces.map((source) => fromSpans(wanted, source, context)),
    ...logs.flatMap((source) => fromLines(wanted, source, context)),
  ];
  return lists.length === 0 ? of([]) : forkJoin(lists).pipe(map((seen) => latest(seen.flat(), wanted)));
}

function fromSpans(wanted: RecentIds, source: Linked, context: LookupContext): Observable<readonly Seen[]> {
  const { key, failedOnly, narrowing, most } = wanted;
  if (key.name !== TRACE_KEY && key.spanAttributes.length === 0) {
    return of([]);
  }
  const query = recentIdsQuery(key, { failed: failedOnly, condition: traceqlCondition(narrowing) });
  const target = { queryType: 'traceql', query, tableType: 'spans', limit: most, spss: SPANS_PER_TRACE, filters: [] };
  const names = key.spanAttributes.map((name) => name.slice(name.indexOf('.') + 1));
  return settled(`ids:${source.uid}`, source, { refId: 'ids', ...target }, context).pipe(
    map(({ frames }) =>
      readSearchHits(classifyFrames(frames).search).result.flatMap(({ traceId, startMs, spans }): readonly Seen[] =>
        key.name === TRACE_KEY
          ? [{ id: traceId, at: spans[0]?.startMs ?? startMs ?? 0 }]
          : spans.flatMap((span) =>
              names.flatMap((name) => {
                const id = span.attributes[name];
                return id === undefined ? [] : [{ id, at: span.startMs ?? startMs ?? 0 }];
              })
            )
      )
    )
  );
}

function fromLines(
  wanted: RecentIds,
  source: Linked,
  context: LookupContext
): ReadonlyArray<Observable<readonly Seen[]>> {
  const { key, failedOnly, narrowing, most } = wanted;
  const start = `${source.selector}${logqlStages(narrowing)}${failedOnly ? ERROR_STAGE : ''}`;
  const queries = { line: anyLineQuery(start, key), label: anyLabelQuery(start, key) };
  return Object.entries(queries).flatMap(([verb, expr]) => {
    if (expr === undefined) {
      return [];
    }
    const target = { refId: `ids-${verb}`, expr, queryType: 'range', maxLines: most * LINES_PER_ID };
    return [
      settled(`ids:${verb}:${source.uid}`, source, { ...target, direction: 'backward' }, context).pipe(
        map(({ frames }) => idsIn(frames, key, source, context))
      ),
    ];
  });
}

function idsIn(
  frames: Told['frames'],
  key: CorrelationKey,
  { uid }: Linked,
  { rules }: LookupContext
): readonly Seen[] {
  return readLogs(classifyFrames(frames).logs, { rules, source: uid }).result.flatMap((table) =>
    Array.from({ length: table.size }, (_, row) => {
      const at = epochMsFromNs(table.origin) + table.time[row] / NS_PER_MS;
      return logValues(key, table, row).map((id): Seen => ({ id, at }));
    }).flat()
  );
}

function settled(
  name: string,
  source: Linked,
  target: Parameters<typeof ask>[0]['targets'][number],
  context: LookupContext
): Observable<Told> {
  return ask({ source, name, targets: [target], window: context.window }, context).pipe(
    filter((told) => told.settled),
    take(1)
  );
}

function latest(seen: readonly Seen[], { key, most }: RecentIds): readonly string[] {
  const times = new Map<string, number>();
  for (const { id, at } of seen) {
    times.set(id, Math.max(at, times.get(id) ?? at));
  }
  const ids = [...times].sort(([a, atA], [b, atB]) => atB - atA || (a < b ? -1 : 1)).map(([id]) => id);
  return withoutNested(ids, key).slice(0, most);
}

/** O(length of all IDs): a parent is a prefix that ends where the separator stands. */
function withoutNested(ids: readonly string[], { nesting }: CorrelationKey): readonly string[] {
  if (nesting.kind === 'none' || nesting.separator === '') {
    return ids;
  }
  const all = new Set(ids);
  const { separator } = nesting;
  return ids.filter((id) => {
    for (let at = id.indexOf(separator); at > 0; at = id.indexOf(separator, at + 1)) {
      const parent = id.slice(0, at);
      if (all.has(parent) && matchId(nesting, parent)(id) === 'child') {
        return false;
      }
    }
    return true;
  });
}
