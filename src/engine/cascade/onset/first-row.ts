import { CATEGORIES, type Evidence, GAP } from './categories';
import type { Episode } from './episode';
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
const MOST_OF_ONE = 6;
const LEAST_SHARE = 1e-9;

/**
 * Which row was the first: the profile of the likelihood over all rows at which the change may have come, with the affected
 * distribution as the episode has it. Rows whose likelihood is within e^-2 of the best are a confidence set (Siegmund
 * 1988); a row that looks more like the usual than like the affected shows nothing and cannot be the first that does.
 * O(n).
 */
export function firstRows(evidence: Evidence, episode: Episode, within: Stretch, weight: number): FirstRows {
  const tables = fitted(evidence, episode, weight);
  const { category, operation } = evidence;
  const begin = Math.max(within.first, episode.first - (episode.last - episode.first + 1));
  let sum = 0;
  let best = -Infinity;
  let at = episode.first;
  const likelihood = new Float64Array(episode.last - begin + 1);
  for (let row = episode.last; row >= begin; row -= 1) {
    const met = category[row] ?? GAP;
    const ratio = met === GAP ? 0 : (tables.get(operation?.[row] ?? 0)?.[met] ?? 0);
    sum += ratio;
    likelihood[row - begin] = ratio > 0 ? sum : -Infinity;
    if (ratio > 0 && sum >= best) {
      best = sum;
      at = row;
    }
  }
  const near = (row: number): boolean => (likelihood[row - begin] ?? -Infinity) >= best - TOLERANCE;
  let low = at;
  let high = at;
  for (let row = begin; row <= episode.last; row += 1) {
    low = near(row) ? Math.min(low, row) : low;
    high = near(row) ? Math.max(high, row) : high;
  }
  return { low, at, high, affected: affectedShare(evidence, { first: at, last: episode.last + 1 }) };
}

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
