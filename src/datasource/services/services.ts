import { concat, defer, map, merge, of, tap, type Observable } from 'rxjs';
import type { DataQueryResponse } from '@grafana/data';
import { CONVENTIONS, type Breakdown } from '../../engine/signals';
import { answerOf, type Part } from '../answer/parts';
import { ofSignal } from '../filters/narrowing';
import type { LegContext } from '../legs/leg';
import type { LinkedSources } from '../linked';
import type { ServicesPlan } from '../plan';
import { logSignals } from '../signals/log-source';
import { metricSignals } from '../signals/metric-source';
import { spanSignals } from '../signals/span-source';
import type { SignalUpdate, Sought } from '../signals/sought';
import { signalFrames } from './frames';
import { signalReport } from './report';

/** Legs that answer together are written once. */
const COALESCE_MS = 50;

/** What all legs have brought so far. Each replaces the one before. */
export interface SignalProgress {
  readonly legs: readonly SignalUpdate[];
  readonly finished: boolean;
}

/** What is asked of the linked sources. */
export type SignalsAsked = Pick<ServicesPlan, 'window' | 'baseline' | 'services' | 'signals' | 'narrowing'>;

/**
 * Golden signals of services, instances or edges over all linked sources: metric sources first, then trace sources for
 * services that no metrics know, and error lines from log sources.
 */
export function services(
  plan: ServicesPlan,
  sources: LinkedSources,
  context: LegContext
): Observable<DataQueryResponse> {
  const { refId, breakdown } = plan;
  const part = signalLegs(plan, breakdown, sources, context).pipe(
    map((progress): Part => signalPart(refId, sources, progress))
  );
  return answerOf(refId, [part], COALESCE_MS);
}

/** What the legs have brought, as a part of an answer. */
export function signalPart(refId: string, sources: LinkedSources, { legs, finished }: SignalProgress): Part {
  return {
    lines: signalReport(sources, legs),
    settled: finished,
    hasRows: legs.some(({ measures }) => measures.length > 0),
    frames: () => signalFrames(refId, legs),
  };
}

/** Asks every linked source that can tell. Never errors; the last emission is finished. */
export function signalLegs(
  { window, baseline, services: names, signals, narrowing }: SignalsAsked,
  breakdown: Breakdown,
  sources: LinkedSources,
  context: LegContext
): Observable<SignalProgress> {
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
    const progress = (finished: boolean): SignalProgress => ({ legs: [...legs.values()], finished });
    const verb = breakdown === 'edge' ? 'edges' : 'signals';
    const metrics = sources.metrics.map((source) =>
      metricSignals(source, `metrics:${verb}:${source.uid}`, ofMetrics, context)
    );
    // What metrics do not know can only be told once they have answered, or failed.
    const spans = defer(() =>
      merge(
        ...(signals.every((signal) => signal === 'saturation') ? [] : sources.traces).map((source) =>
          spanSignals(source, `traces:${verb}:${source.uid}`, sought, knownServices(legs), context)
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
