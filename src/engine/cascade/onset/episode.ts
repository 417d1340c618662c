import { CATEGORIES, type Evidence, GAP } from './categories';
import type { Stretch } from './stretch';

/** Rows during which a signal was not usual. */
export interface Episode {
  /** The first row since which there is more evidence for a change than against it. */
  readonly first: number;
  /** The last row of it. */
  readonly last: number;
  /** The last row of what followed it so soon that it had not been over. */
  readonly over: number;
  /** The samples ended before that did. */
  readonly open: boolean;
  /** Log likelihood ratio over the usual. */
  readonly evidence: number;
}

/** Shares of samples that may be affected: nearly all, some, few. */
const SHARES = [0.9, 0.3, 0.06] as const;
/** Evidence for which one false alarm is expected in e^16, about nine million, samples. */
const ALARM = 16;
/** Evidence against by which an episode is over. */
const OVER = 10;
/** One sample says no more than this, whatever it is. */
export const MOST_OF_ONE = 6;
/** An earlier episode with less than this share of the strongest one's evidence is another matter. */
const WORTH_NAMING = 0.1;

/**
 * Finds when a signal was not usual: a cumulative sum of log likelihood ratios (Page 1954) for each of three shares of
 * affected samples, which is a generalised likelihood ratio over them. Of several episodes the first one that is worth
 * naming next to the strongest. O(n).
 *
 * @param weight - of one sample: less than 1 where neighbours look back on the same time
 */
export function findEpisode(evidence: Evidence, within: Stretch, weight: number): Episode | undefined {
  const tables = SHARES.map((share) => ratios(evidence, share, weight));
  const episodes: Episode[] = [];
  let from = within.first;
  while (from < within.last) {
    const alarm = firstAlarm(evidence.category, tables, { first: from, last: within.last });
    if (alarm === undefined) {
      break;
    }
    const episode = followed(evidence.category, alarm, within.last);
    episodes.push(episode);
    from = episode.last + 1;
  }
  const strongest = episodes.reduce((most, { evidence: own }) => Math.max(most, own), 0);
  const at = episodes.findIndex(({ evidence: own }) => own >= strongest * WORTH_NAMING);
  const named = episodes[at];
  return named === undefined ? undefined : { ...named, ...overAt(named, episodes.slice(at + 1)) };
}

/** A pause that is shorter than the trouble before it is a part of it: a share that falls is told as one episode after another. */
function overAt({ first, last, open }: Episode, later: readonly Episode[]): Pick<Episode, 'over' | 'open'> {
  let end = { over: last, open };
  for (const next of later) {
    if (next.first - end.over > end.over - first + 1) {
      break;
    }
    end = { over: next.last, open: next.open };
  }
  return end;
}

/** What a sample of each category adds to the evidence when this share of samples is affected. */
export function ratios({ usual, affected }: Evidence, share: number, weight: number): Float64Array {
  return Float64Array.from({ length: CATEGORIES }, (_, category) => {
    const ratio = (affected[category] ?? 0) / (usual[category] ?? 1);
    return weight * Math.min(MOST_OF_ONE, Math.log(1 - share + share * ratio));
  });
}

interface Alarm {
  readonly table: Float64Array;
  readonly first: number;
  readonly at: number;
}

function firstAlarm(
  category: Uint8Array,
  tables: readonly Float64Array[],
  { first, last }: Stretch
): Alarm | undefined {
  const sums = new Float64Array(tables.length);
  const starts = new Int32Array(tables.length).fill(first);
  for (let row = first; row < last; row += 1) {
    const met = category[row] ?? GAP;
    if (met === GAP) {
      continue;
    }
    for (let share = 0; share < tables.length; share += 1) {
      const sum = (sums[share] ?? 0) + (tables[share]?.[met] ?? 0);
      sums[share] = sum > 0 ? sum : 0;
      if (sum <= 0) {
        starts[share] = row + 1;
      } else if (sum >= ALARM) {
        return { table: tables[share] ?? new Float64Array(CATEGORIES), first: starts[share] ?? row, at: row };
      }
    }
  }
  return undefined;
}

/** From an alarm to the last sample that adds to the evidence. */
function followed(category: Uint8Array, { table, first }: Alarm, end: number): Episode {
  let sum = 0;
  let most = 0;
  let last = first;
  for (let row = first; row < end; row += 1) {
    const met = category[row] ?? GAP;
    sum += met === GAP ? 0 : (table[met] ?? 0);
    if (sum > most) {
      most = sum;
      last = row;
    } else if (sum < most - OVER) {
      return { first, last, over: last, open: false, evidence: most };
    }
  }
  return { first, last, over: last, open: true, evidence: most };
}
