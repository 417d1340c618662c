import { map, type Observable } from 'rxjs';
import type { TimeWindow } from '../../engine/correlation';
import { classifyFrames, readSearchHits, type SearchHit } from '../../frames';
import { askOnce } from '../delegate/ask';
import type { ChildTarget } from '../delegate/child';
import { malformed, type Failure } from '../delegate/failure';
import type { LegContext } from '../legs/leg';
import type { Linked } from '../linked';

/** One search for traces. */
export interface TraceSearch {
  readonly source: Linked;
  /** Unique within the refresh. */
  readonly name: string;
  /** TraceQL spansets. */
  readonly selection: string;
  /** Only traces of so many milliseconds and more. */
  readonly slowerThanMs?: number;
  readonly window: TimeWindow;
  readonly limit: number;
}

/** What a search has found. A source answers the newest first, and stops at the limit. */
export interface SearchAnswer {
  readonly hits: readonly SearchHit[];
  /** Every trace that fits was named: fewer than the limit, and nothing failed. */
  readonly complete: boolean;
  readonly failures: readonly Failure[];
  readonly target: ChildTarget;
}

/** Searches one source, and answers once, when it has. Never errors. */
export function searchTraces(search: TraceSearch, context: LegContext): Observable<SearchAnswer> {
  const { source, name, window, limit } = search;
  const target: ChildTarget = {
    refId: `${context.refId}-${name}`,
    queryType: 'traceql',
    query: searchQuery(search),
    tableType: 'traces',
    limit,
    // The spans that matched are not looked at: the whole trace is fetched anyway.
    spss: 1,
    filters: [],
  };
  return askOnce({ source, name, targets: [target], window }, context).pipe(
    map(({ frames, failures }): SearchAnswer => {
      const { search: tables, ignored } = classifyFrames(frames);
      const { result, problems } = readSearchHits(tables);
      const isStray = tables.length === 0 && ignored.length < frames.length;
      const reason = isStray ? 'unexpected frames' : result.length === 0 ? problems[0]?.code : undefined;
      const unread = reason === undefined ? [] : [malformed(reason)];
      const all = [...failures, ...unread];
      return { hits: result, complete: all.length === 0 && result.length < limit, failures: all, target };
    })
  );
}

function searchQuery({ selection, slowerThanMs }: TraceSearch): string {
  return slowerThanMs === undefined ? selection : `(${selection}) && { traceDuration >= ${slowerThanMs}ms }`;
}
