import { catchError, defaultIfEmpty, defer, EMPTY, forkJoin, from, map, mergeMap, of, type Observable } from 'rxjs';
import {
  hasSupplementaryQuerySupport,
  LoadingState,
  SupplementaryQueryType,
  type DataFrame,
  type DataQueryResponse,
} from '@grafana/data';
import { askOnce } from '../delegate/ask';
import type { ChildTarget } from '../delegate/child';
import { anywhereQuery } from '../language/logql';
import { logqlStages } from '../language/conditions';
import type { LegContext } from '../legs/leg';
import type { Linked, LinkedSources } from '../linked';
import type { CorrelatePlan } from '../plan';

/** Log sources whose plugin makes volume queries of its own. */
const WITH_VOLUME = new Set(['loki']);

/** Whether some linked log source may give a volume. */
export function hasVolume(logs: readonly Linked[]): boolean {
  return logs.some(({ type, unknown }) => !unknown && WITH_VOLUME.has(type));
}

/**
 * How many lines carry the ID, by level, as the log source itself counts them: it turns the query for the lines into one
 * for their volume, and answers it. A source that cannot, or that fails, has no volume; Explore then counts the lines that
 * it shows. Lines that only name a trace of the ID are not counted.
 */
export function logVolume(
  plan: CorrelatePlan,
  { logs }: LinkedSources,
  context: LegContext
): Observable<DataQueryResponse> {
  const frames = logs.filter((source) => hasVolume([source])).map((source) => volumeOf(plan, source, context));
  return (frames.length === 0 ? of([]) : forkJoin(frames)).pipe(
    map((all) => ({ key: `clew-volume-${plan.refId}`, data: all.flat(), state: LoadingState.Done }))
  );
}

function volumeOf(plan: CorrelatePlan, source: Linked, context: LegContext): Observable<readonly DataFrame[]> {
  const selector = `${source.selector}${logqlStages(plan.narrowing)}`;
  const expr = anywhereQuery(selector, plan.key, plan.id);
  if (expr === undefined) {
    return of([]);
  }
  const lines: ChildTarget = { refId: plan.refId, expr, queryType: 'range' };
  return volumeTarget(source, lines, context).pipe(
    mergeMap((target) =>
      askOnce({ source, name: `volume:${source.uid}`, targets: [target], window: plan.window }, context)
    ),
    map((told) => told.frames.map((frame) => ({ ...frame, refId: plan.refId }))),
    defaultIfEmpty([])
  );
}

/** The source's own query for the volume of a query's lines. Nothing when it makes none. */
function volumeTarget(source: Linked, lines: ChildTarget, { registry }: LegContext): Observable<ChildTarget> {
  const type = SupplementaryQueryType.LogsVolume;
  return defer(() => from(registry.get({ uid: source.uid, type: source.type }))).pipe(
    mergeMap((api) => {
      const made = hasSupplementaryQuerySupport(api, type) ? api.getSupplementaryQuery({ type }, lines) : undefined;
      return made === undefined ? EMPTY : of({ ...made });
    }),
    // Without a volume nothing is missing.
    catchError(() => EMPTY)
  );
}
