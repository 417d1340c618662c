import { map, type Observable } from 'rxjs';
import type { Lookup } from '../../engine/correlation';
import type { GoldenSignal, Series } from '../../engine/model';
import { CONVENTIONS, fullest, type Measure } from '../../engine/signals';
import { epochNsFromMs } from '../../engine/units';
import { ofSignal } from '../filters/narrowing';
import type { Linked } from '../linked';
import { metricSignals } from '../signals/metric-source';
import type { SignalUpdate } from '../signals/sought';
import { legName, legUpdate, type LegContext, type LegUpdate, type Reading } from './leg';
import { refusedLeg } from './refused';
import { spanning } from './window';

const SIGNALS: readonly GoldenSignal[] = ['traffic', 'errors', 'latency', 'saturation'];

/** Fullest resources that are shown of each service: a lane is narrow. */
const RESOURCES_PER_SERVICE = 2;

/**
 * Asks one metric source for the golden signals of services, in two requests: which conventions they follow, then every
 * signal of theirs. Of saturation only the fullest resources are kept.
 */
export function metricLeg(
  lookup: Extract<Lookup, { kind: 'metrics' }>,
  source: Linked,
  context: LegContext
): Observable<LegUpdate> {
  const leg = legName('metrics:golden', source, lookup);
  const named = lookup.services.map(({ name }) => name).filter((name) => name !== '');
  const distinct = [...new Set(named)];
  const limit = context.limits.services;
  const services = distinct.slice(0, limit);
  if (services.length === 0) {
    return refusedLeg({ lookup, leg, source }, 'leg.empty', {});
  }
  const cut = distinct.length > limit ? { limit, services: distinct.length } : undefined;
  const sought = {
    window: lookup.window,
    baseline: undefined,
    breakdown: 'service' as const,
    services,
    signals: SIGNALS,
    conventions: context.conventions ?? CONVENTIONS,
    narrowing: ofSignal('metrics', context.narrowing),
    whole: false,
  };
  return metricSignals(source, leg, sought, context).pipe(map((update) => asLeg(update, lookup, cut)));
}

function asLeg(
  update: SignalUpdate,
  lookup: Lookup,
  cut: { readonly limit: number; readonly services: number } | undefined
): LegUpdate {
  const { leg, source, targets, settled, elapsedMs, exemplars, problems } = update;
  const series = [...lanes(update.measures)];
  const reading: Reading = {
    found: { series, exemplars },
    learnt: {
      // Exemplars are of any request: they illustrate what was found and are no lead to follow.
      traceIds: [],
      ids: [],
      services: series.map(({ service }) => service),
      window: spanning(series.map(windowOf)),
      rows: series.length,
    },
    problems,
  };
  const whole = update.verdict.state === 'done' && cut !== undefined;
  const judged: SignalUpdate['verdict'] = whole
    ? { state: 'partial', key: 'leg.services-cut', params: cut }
    : update.verdict;
  return legUpdate({ lookup, leg, source, targets }, judged, reading, settled, elapsedMs);
}

/** Requests as they are; of each service's resources the fullest, so that a lane shows what ran short. */
function lanes(measures: readonly Measure[]): readonly Series[] {
  const shown = new Map<string, number>();
  const full = fullest(measures).filter(({ subject }) => {
    const count = (shown.get(subject.service) ?? 0) + 1;
    shown.set(subject.service, count);
    return count <= RESOURCES_PER_SERVICE;
  });
  return [...measures.filter(({ role }) => role !== 'saturation'), ...full].map(({ series }) => series);
}

function windowOf({ times }: Series): Reading['learnt']['window'] {
  return times.length === 0 ? undefined : { from: epochNsFromMs(times[0]), to: epochNsFromMs(times[times.length - 1]) };
}
