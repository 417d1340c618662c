import { nanos, type Nanos } from '../../units';
import type { Onset, SignalKind, SignalSamples, TimeSpan } from '../types';
import { evidenceOf } from './categories';
import type { Deviation, Reference } from './deviation';
import { type Episode, findEpisode } from './episode';
import { firstRows, type FirstRows } from './first-row';
import { effectOf } from './effect';
import { severityOf } from './severity';
import { quantileAmong } from './robust';
import { NOTICED, shapeOf, STEP } from './shape';
import { type Stretch, stretchOf } from './stretch';

/** What an onset is looked for with, besides the signal. */
export interface OnsetContext {
  readonly window: TimeSpan;
  readonly reference: Reference;
  /** How well the clock is known that the signal's times are by: half of an interval's width. */
  readonly clock: Nanos;
  readonly seenBy: Onset['seenBy'];
  /** Single requests are a sample of all: one that is not in it may have been the first. */
  readonly sampled: boolean;
}

/** Clocks of different machines, and of those that scrape them, agree no better than this, whoever keeps them. */
const CLOCK_FLOOR = 5e6;
const BOTH: ReadonlyArray<1 | -1> = [1, -1];
const UP: ReadonlyArray<1 | -1> = [1];

/**
 * When a signal left what is usual, within the window: the first sample that shows it, as an interval. Load may grow and
 * fall; of everything else less is no trouble. O(n), and O(b log b) of the baseline.
 *
 * @returns `undefined` when it did not
 */
export function onsetOf(samples: SignalSamples, deviation: Deviation, context: OnsetContext): Onset | undefined {
  const found = directions(samples.signal).flatMap((sign) => onsetIn(samples, deviation, context, sign) ?? []);
  return found.sort((a, b) => b.evidence - a.evidence)[0];
}

function directions(signal: SignalKind): ReadonlyArray<1 | -1> {
  return signal === 'traffic' ? BOTH : UP;
}

function onsetIn(samples: SignalSamples, deviation: Deviation, context: OnsetContext, sign: 1 | -1): Onset | undefined {
  const { resolution, lookback = resolution, signal } = samples;
  const binary = resolution === 0 && signal !== 'latency';
  const within = stretchOf(samples, context.window);
  const evidence = evidenceOf(deviation, samples, sign);
  // Neighbours that look back on the same time are one witness.
  const weight = lookback > resolution ? resolution / lookback : 1;
  const episode = findEpisode(evidence, within, weight);
  if (episode === undefined) {
    return undefined;
  }
  const rows = firstRows(evidence, episode, within, weight, beyondUsual(deviation, within, sign));
  const stretch = { first: rows.at, last: episode.last + 1 };
  const effect = effectOf(samples, context.reference, stretch, rows.affected);
  const { shape, began } = binary ? STEP : shapeOf(samples.times, deviation, stretch, sign);
  return {
    ...intervalOf(samples, rows, reachOf(samples, deviation, stretch, sign), context),
    signal,
    name: samples.name,
    source: samples.source,
    shape,
    ...(began === undefined ? {} : { began: nanos(Math.max(context.window.from, began)) }),
    direction: sign > 0 ? 'up' : 'down',
    ...effect,
    evidence: episode.evidence,
    ...untilOf(samples, episode, within),
    severity: severityOf(samples, effect),
    seenBy: context.seenBy,
  };
}

/** Beyond what all but one in a thousand usual samples are, and all since the window began, by a little more. */
function beyondUsual(
  { z, usual }: Deviation,
  { first }: Stretch,
  sign: 1 | -1
): (row: number, before: number) => boolean {
  const bound = quantileAmong(
    usual.map((value) => value * sign),
    MOST_USUAL
  );
  let known = first;
  let most = bound;
  return (row, before) => {
    for (; known < before; known += 1) {
      most = Math.max(most, (z[known] ?? NaN) * sign || most);
    }
    return (z[row] ?? NaN) * sign > most + BEYOND;
  };
}

const MOST_USUAL = 0.999;
const BEYOND = 0.5;

/**
 * How long before its end a sample that shows a change may have met it. The one a step before did not show it: the part of
 * what that looks back on in which the change had come was too small to be noticed.
 */
function reachOf(
  { resolution, lookback = resolution }: SignalSamples,
  { z }: Deviation,
  { first, last }: Stretch,
  sign: 1 | -1
): number {
  if (lookback <= resolution) {
    return lookback;
  }
  const known = z.subarray(first, last).filter((value) => !Number.isNaN(value));
  const size = quantileAmong(known, 0.5) * sign;
  return Math.min(lookback, resolution + lookback * (size > NOTICED ? NOTICED / size : 1));
}

function intervalOf(
  samples: SignalSamples,
  rows: FirstRows,
  reach: number,
  { clock, window, sampled }: OnsetContext
): Pick<Onset, 'low' | 'at' | 'high'> {
  const { times, resolution, source } = samples;
  const slack = resolution === 0 ? Math.max(clock, CLOCK_FLOOR) : clock;
  const first = sampled && source === 'traces' ? requestBefore(samples, rows.low) : (times[rows.low] ?? 0) - reach;
  const at = (times[rows.at] ?? 0) - resolution / 2;
  const low = Math.max(window.from, first - slack);
  return { low: nanos(low), at: nanos(at), high: nanos((times[rows.high] ?? 0) + slack) };
}

/** When the last request of the same kind before a row ended: of those between, which the sample left out, nothing is known. */
function requestBefore({ times, operation }: SignalSamples, row: number): number {
  for (let before = row - 1; before >= 0; before -= 1) {
    if (operation?.[before] === operation?.[row]) {
      return times[before] ?? 0;
    }
  }
  return -Infinity;
}

function untilOf({ times }: SignalSamples, { over, open }: Episode, { last: end }: Stretch): Pick<Onset, 'until'> {
  return open || over + 1 >= end ? {} : { until: nanos(times[over] ?? 0) };
}
