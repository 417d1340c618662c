import { asyncScheduler, concat, defer, filter, map, merge, of, tap, throttleTime, type Observable } from 'rxjs';
import { LoadingState, type DataQueryResponse } from '@grafana/data';
import { CONVENTIONS } from '../../engine/signals';
import { warningText } from '../correlate/frames';
import { ofSignal } from '../filters/narrowing';
import type { LegContext } from '../legs/leg';
import type { LinkedSources } from '../linked';
import type { ServicesPlan } from '../plan';
import { logSignals } from '../signals/log-source';
import { metricSignals } from '../signals/metric-source';
import { spanSignals } from '../signals/span-source';
import type { SignalUpdate, Sought } from '../signals/sought';
import { signalFrames } from './frames';
import { allFailed, signalReport, toTell } from './report';

/** Legs that answer together are written once. */
const COALESCE_MS = 50;

/** What all legs have brought so far. Each replaces the one before. */
interface Progress {
  readonly legs: readonly SignalUpdate[];
  readonly finished: boolean;
}

/**
 * Golden signals of services, instances or edges over all linked sources: metric sources first, then trace sources for
 * services that no metrics know, and error lines from log sources. Every emission is a whole answer with the same key; the
 * last is `Done`, or `Error` when every leg has failed. Unsubscribing reaches every source.
 */
export function services(
  plan: ServicesPlan,
  sources: LinkedSources,
  context: LegContext
): Observable<DataQueryResponse> {
  return ask(plan, sources, context).pipe(
    filter(worthShowing),
    throttleTime(COALESCE_MS, asyncScheduler, { leading: true, trailing: true }),
    map((progress) => response(plan, sources, progress))
  );
}

function ask(plan: ServicesPlan, sources: LinkedSources, context: LegContext): Observable<Progress> {
  const { window, baseline, breakdown, services: names, signals, narrowing } = plan;
  const sought: Sought = {
    window,
    baseline,
    breakdown,
    services: names,
    signals,
    conventions: context.conventions ?? CONVENTIONS,
    narrowing,
    // Everything together is of everything: a part of it is another question.
    whole: breakdown === 'service' && names.length === 0 && narrowing.scope.length + narrowing.filters.length === 0,
  };
  const ofMetrics: Sought = { ...sought, narrowing: ofSignal('metrics', narrowing) };
  return defer(() => {
    const legs = new Map<string, SignalUpdate>();
    const progress = (finished: boolean): Progress => ({ legs: [...legs.values()], finished });
    const metrics = sources.metrics.map((source) =>
      metricSignals(source, `metrics:signals:${source.uid}`, ofMetrics, context)
    );
    // What metrics do not know can only be told once they have answered, or failed.
    const spans = defer(() =>
      merge(
        ...(signals.every((signal) => signal === 'saturation') ? [] : sources.traces).map((source) =>
          spanSignals(source, `traces:signals:${source.uid}`, sought, knownServices(legs), context)
        )
      )
    );
    const logs =
      breakdown === 'service' && signals.includes('errors')
        ? sources.logs.map((source) => logSignals(source, `logs:errors:${source.uid}`, sought, context))
        : [];
    const heard = (one: SignalUpdate): void => {
      legs.set(one.leg, one);
    };
    const metricsThenSpans = concat(merge(...metrics).pipe(tap(heard)), spans.pipe(tap(heard)));
    return concat(
      merge(metricsThenSpans, ...logs.map((leg) => leg.pipe(tap(heard)))).pipe(map(() => progress(false))),
      defer(() => of(progress(true)))
    );
  });
}

/** Services whose requests are measured. */
function knownServices(legs: ReadonlyMap<string, SignalUpdate>): ReadonlySet<string> {
  const measures = [...legs.values()].flatMap((leg) => leg.measures);
  return new Set(
    measures
      .filter(({ role, subject }) => role !== 'saturation' && role !== 'log-errors' && subject.kind !== 'whole')
      .map(({ subject }) => subject.service)
  );
}

/** Measures, or news that a leg has failed: a refresh must not blank the panel. */
function worthShowing({ legs, finished }: Progress): boolean {
  return (
    finished ||
    legs.some(
      ({ measures, settled, verdict: { state } }) =>
        measures.length > 0 || (settled && !['done', 'empty', 'skipped'].includes(state))
    )
  );
}

function response(plan: ServicesPlan, sources: LinkedSources, { legs, finished }: Progress): DataQueryResponse {
  const report = signalReport(sources, legs);
  const answer = { key: `clew-${plan.refId}`, data: signalFrames(plan, legs, report) };
  if (finished && allFailed(report)) {
    const errors = toTell(report).map((line) => ({ refId: plan.refId, message: warningText(line) }));
    return { ...answer, state: LoadingState.Error, errors };
  }
  return { ...answer, state: finished ? LoadingState.Done : LoadingState.Streaming };
}
