import { CATEGORIES, type Evidence, GAP } from './categories';
import { type Episode, MOST_OF_ONE, ratios } from './episode';
import type { Stretch } from './stretch';

/** Rows that may be the first affected one, and the likeliest. */
export interface FirstRows {
  readonly low: number;
  readonly at: number;
  readonly high: number;
  /** Share of the episode's samples that are not as usual. */
  readonly affected: number;
}

/** Samples that the assumed distribution of affected ones is worth, next to those seen. */
const ASSUMED = 2;
/** How much less likely than the likeliest row another may be: e^-2, about one in seven. */
const TOLERANCE = 2;
const LEAST_SHARE = 1e-9;
/** A sample must be so much likelier when affected, as a logarithm, to show anything. */
const SHOWS = 0.2;
/** Before most samples are affected some are. */
const SOME = 0.1;
const MOST = 0.9;
const CERTAIN = 60;

/**
 * Which row was the first: the profile of the likelihood over all rows at which the change may have come, with the affected
 * distribution as the episode has it. Rows whose likelihood is near that of the best are a confidence set (Siegmund 1988);
 * a row that looks more like the usual than like the affected shows nothing and cannot be the first that does. Of what
 * grows the set begins where the first requests may have been hit, before most are, and ends with the first sample beyond
 * all usual ones, which needs no statistics. O(n).
 *
 * @param beyond - whether a row is beyond all that was usual before another one
 */
export function firstRows(
  evidence: Evidence,
  episode: Episode,
  within: Stretch,
  weight: number,
  beyond: (row: number, before: number) => boolean
): FirstRows {
  const begin = Math.max(within.first, episode.first - (episode.last - episode.first + 1));
  const most = mostAffected(evidence, episode, begin, weight);
  const some = evidence.single ? someAffected(evidence, { first: begin, last: most.low }, weight) : {};
  const at = some.at ?? most.at;
  const certain = certainFrom(evidence, { first: at, last: episode.last + 1 }, weight);
  const low = some.low ?? most.low;
  const undeniable = firstWhere({ first: at, last: certain }, (row) => beyond(row, low)) ?? certain;
  return {
    low,
    at,
    high: Math.max(most.high, Math.min(undeniable, episode.last)),
    affected: affectedShare(evidence, { first: most.at, last: episode.last + 1 }),
  };
}

/** The row after which so much speaks for a change that one more wild sample among the usual ones does not matter. */
function certainFrom(evidence: Evidence, { first, last }: Stretch, weight: number): number {
  const table = ratios(evidence, MOST, weight);
  let sum = 0;
  return (
    firstWhere({ first, last }, (row) => {
      const met = evidence.category[row] ?? GAP;
      sum = Math.max(0, sum + (met === GAP ? 0 : (table[met] ?? 0)));
      return sum >= CERTAIN;
    }) ?? last
  );
}

function firstWhere({ first, last }: Stretch, holds: (row: number) => boolean): number | undefined {
  for (let row = first; row < last; row += 1) {
    if (holds(row)) {
      return row;
    }
  }
  return undefined;
}

type Rows = Pick<FirstRows, 'low' | 'at' | 'high'>;

function mostAffected(evidence: Evidence, episode: Episode, begin: number, weight: number): Rows {
  const tables = fitted(evidence, episode, weight);
  const { category, operation } = evidence;
  const likelihood = new Float64Array(episode.last - begin + 1).fill(-Infinity);
  let sum = 0;
  let at = episode.first;
  let best = -Infinity;
  for (let row = episode.last; row >= begin; row -= 1) {
    const met = category[row] ?? GAP;
    const ratio = met === GAP ? 0 : (tables.get(operation?.[row] ?? 0)?.[met] ?? 0);
    sum += ratio;
    likelihood[row - begin] = ratio > SHOWS ? sum : -Infinity;
    if (ratio > SHOWS && sum >= best) {
      best = sum;
      at = row;
    }
  }
  const near = (row: number): boolean => (likelihood[row - begin] ?? -Infinity) >= best - TOLERANCE;
  const rows = Array.from(likelihood.keys(), (row) => row + begin).filter(near);
  return { low: rows[0] ?? at, at, high: rows[rows.length - 1] ?? at };
}

/** Backwards from where most are affected, as long as it is likelier that some were than that none was. */
function someAffected(
  evidence: Evidence,
  { first, last }: Stretch,
  weight: number
): { readonly low?: number | undefined; readonly at?: number | undefined } {
  const table = ratios(evidence, SOME, weight);
  const rows: Array<{ readonly row: number; readonly sum: number }> = [];
  let sum = 0;
  let best = 0;
  for (let row = last - 1; row >= first && sum > best - ENOUGH; row -= 1) {
    const met = evidence.category[row] ?? GAP;
    const ratio = met === GAP ? 0 : (table[met] ?? 0);
    sum += ratio;
    if (ratio > 0 && sum > 0) {
      rows.push({ row, sum });
      best = Math.max(best, sum);
    }
  }
  const near = rows.filter((one) => one.sum >= best - TOLERANCE);
  // One wild request some time before is possible, so that the interval holds it, but not likely.
  const likeliest = best > MOST_OF_ONE * weight ? rows.find((one) => one.sum === best) : undefined;
  return { low: near[near.length - 1]?.row, at: likeliest?.row };
}

/** Evidence against by which nothing further back can matter. */
const ENOUGH = 10;

/**
 * What a sample of each category says, by how often it was met in the episode. Kinds of requests are told apart: those that
 * were not affected say nothing, wherever they stand between those that were.
 */
function fitted(
  { category, usual, affected, operation }: Evidence,
  episode: Episode,
  weight: number
): ReadonlyMap<number, Float64Array> {
  const met = new Map<number, Float64Array>();
  for (let row = episode.first; row <= episode.last; row += 1) {
    const kind = operation?.[row] ?? 0;
    const counts = met.get(kind) ?? new Float64Array(CATEGORIES);
    met.set(kind, counts);
    const own = category[row] ?? GAP;
    if (own !== GAP) {
      counts[own] = (counts[own] ?? 0) + 1;
    }
  }
  return new Map([...met].map(([kind, counts]) => [kind, ratiosOf(counts, usual, affected, weight)]));
}

function ratiosOf(
  counts: Float64Array,
  usual: Float64Array,
  affected: readonly number[],
  weight: number
): Float64Array {
  const size = counts.reduce((sum, count) => sum + count, 0);
  return counts.map((count, met) => {
    const seen = (count + ASSUMED * (affected[met] ?? 0)) / (size + ASSUMED);
    return weight * Math.min(MOST_OF_ONE, Math.log(Math.max(LEAST_SHARE, seen) / (usual[met] ?? 1)));
  });
}

/** Least category that counts as not usual: beyond three standard deviations. */
const UNUSUAL = 3;

function affectedShare({ category }: Evidence, { first, last }: Stretch): number {
  let unusual = 0;
  let size = 0;
  for (let row = first; row < last; row += 1) {
    const met = category[row] ?? GAP;
    size += met === GAP ? 0 : 1;
    unusual += met !== GAP && met >= UNUSUAL ? 1 : 0;
  }
  return size === 0 ? 0 : unusual / size;
}
