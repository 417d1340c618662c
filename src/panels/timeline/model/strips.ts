import { median } from 'd3';
import type { Series } from '../../../engine/model';
import { diffEpoch, type EpochNs, epochNsFromMs } from '../../../engine/units';
import type { TimeSpan } from '../../../ui';
import type { Strip } from './types';

const SIGNAL_RANK: Readonly<Record<string, number>> = { latency: 0, errors: 1, traffic: 2, saturation: 3 };
const UNKNOWN_RANK = 4;

/**
 * Chooses what to draw under a lane: one strip for latency (the highest quantile), errors, traffic and saturation each,
 * in this order, quiet error series last; series whose signal is unknown come after those.
 *
 * @param limit - how many strips at most.
 */
export function chooseStrips(
  series: readonly Series[],
  limit: number,
  origin: EpochNs,
  request: TimeSpan | undefined
): readonly Strip[] {
  const ranked = [...series].sort((a, b) => rank(a) - rank(b) || (b.quantile ?? 0) - (a.quantile ?? 0));
  const groups = new Map<string, Series[]>();
  for (const one of ranked) {
    const group = one.signal ?? `name:${one.name}`;
    groups.set(group, [...(groups.get(group) ?? []), one]);
  }
  return [...groups.values()].slice(0, limit).flatMap((group) => {
    const [first] = group;
    return first === undefined ? [] : [makeStrip(first, group.length - 1, origin, request)];
  });
}

function rank(series: Series): number {
  const quiet = series.signal === 'errors' && !series.values.some((value) => value !== null && value > 0);
  return quiet ? UNKNOWN_RANK - 1 : (SIGNAL_RANK[series.signal ?? ''] ?? UNKNOWN_RANK);
}

function makeStrip(series: Series, more: number, origin: EpochNs, request: TimeSpan | undefined): Strip {
  const times = Float64Array.from(series.times, (time) => diffEpoch(epochNsFromMs(time), origin));
  const known = series.values.filter((value): value is number => value !== null && Number.isFinite(value));
  return {
    series,
    times,
    more,
    max: known.reduce((most, value) => Math.max(most, value), 0),
    before: request && median(sampled(series, times, (time) => time < request.from)),
    during: duringRequest(series, times, request),
  };
}

/**
 * A rate or quantile sample speaks of the time before it, so the first one that can know of the request is the first at
 * or after its end.
 */
function duringRequest(series: Series, times: Float64Array, request: TimeSpan | undefined): number | undefined {
  const [after] = request ? sampled(series, times, (time) => time >= request.to) : [];
  return after ?? sampled(series, times, () => true).at(-1);
}

function sampled(series: Series, times: Float64Array, wanted: (time: number) => boolean): number[] {
  return series.values.filter(
    (value, at): value is number => value !== null && Number.isFinite(value) && wanted(times[at] ?? NaN)
  );
}
