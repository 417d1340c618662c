import { asyncScheduler, filter, map, throttleTime, type Observable } from 'rxjs';
import { LoadingState, type DataQueryResponse } from '@grafana/data';
import type { LegState, Lookup } from '../../engine/correlation';
import { assertUnreachable } from '../../engine/result';
import type { LegContext, LegUpdate } from '../legs/leg';
import { logsByTraceLegs, logSearchLegs } from '../legs/logs';
import { metricLeg } from '../legs/metrics';
import { spanSearchLeg, traceLeg } from '../legs/traces';
import type { Linked, LinkedSources } from '../linked';
import type { CorrelatePlan } from '../plan';
import { allFailed, warnings, warningText } from '../answer/tell';
import { answerFrames } from './frames';
import { joinReport } from './report';
import { answerRounds, type Progress } from './rounds';

/** Legs that answer together are joined once. Short against what an eye notices, long against a join. */
const COALESCE_MS = 50;

/**
 * Answers one ID over all linked sources. Every emission is a whole, valid answer with the same key, so that it replaces
 * the one before; the last is `Done`, or `Error` when every leg has failed. Nothing is emitted before there is something
 * to see: a refresh must not blank the panel. Unsubscribing reaches every source.
 */
export function correlate(
  plan: CorrelatePlan,
  sources: LinkedSources,
  context: LegContext
): Observable<DataQueryResponse> {
  return answerRounds(plan, (lookup, before) =>
    legsOf(lookup, plan, stillAsked(sources, lookup, before), context)
  ).pipe(
    filter(worthShowing),
    throttleTime(COALESCE_MS, asyncScheduler, { leading: true, trailing: true }),
    map((progress) => response(plan, sources, progress))
  );
}

function legsOf(
  lookup: Lookup,
  plan: CorrelatePlan,
  sources: LinkedSources,
  context: LegContext
): ReadonlyArray<Observable<LegUpdate>> {
  switch (lookup.kind) {
    case 'span-search':
      return sources.traces.map((source) => spanSearchLeg(lookup, source, context));
    case 'traces':
      return sources.traces.map((source) => traceLeg(lookup, plan.key, source, context));
    case 'log-search':
      return sources.logs.map((source) => logSearchLegs(lookup, source, context));
    case 'logs-by-trace':
      return sources.logs.map((source) => logsByTraceLegs(lookup, plan.key, source, context));
    case 'metrics':
      return sources.metrics.map((source) => metricLeg(lookup, source, context));
    default:
      return assertUnreachable(lookup);
  }
}

/**
 * The sources that are worth another request: not those that refused one, and none that failed when the same is asked
 * again in a wider window.
 */
function stillAsked(sources: LinkedSources, lookup: Lookup, before: readonly LegUpdate[]): LinkedSources {
  const given = new Set(
    before
      .filter(({ arrival: { report } }) => report.state === 'forbidden' || (lookup.step > 0 && isFailure(report.state)))
      .map(({ source }) => source.uid)
  );
  const keep = ({ uid }: Linked): boolean => !given.has(uid);
  return {
    traces: sources.traces.filter(keep),
    logs: sources.logs.filter(keep),
    metrics: sources.metrics.filter(keep),
  };
}

function isFailure(state: LegState): boolean {
  return state === 'failed' || state === 'timed-out';
}

/** Rows, or news that a leg has failed; search hits alone have nothing to draw. */
function worthShowing({ legs, finished }: Progress): boolean {
  return (
    finished ||
    legs.some(({ arrival, settled }) => {
      const { state, rows } = arrival.report;
      const drawable = arrival.traces ?? arrival.logs ?? arrival.series;
      return (rows > 0 && drawable !== undefined) || (settled && !['done', 'empty'].includes(state));
    })
  );
}

function response(plan: CorrelatePlan, sources: LinkedSources, progress: Progress): DataQueryResponse {
  const report = joinReport(plan, sources, progress);
  const answer = { key: `clew-${plan.refId}`, data: answerFrames(plan, progress.legs, report) };
  if (progress.finished && allFailed(progress.legs.map(({ arrival }) => arrival.report))) {
    // Grafana takes any error for the failure of the whole panel, so only an answer without any leg is one.
    const errors = warnings(report).map((line) => ({ refId: plan.refId, message: warningText(line) }));
    return { ...answer, state: LoadingState.Error, errors };
  }
  return { ...answer, state: progress.finished ? LoadingState.Done : LoadingState.Streaming };
}
