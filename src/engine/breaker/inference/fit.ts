import type { LaneEvent } from './lane-events';
import { type Hypothesis, type Replayed, replay } from './replay';

/** Kinds of breakers, plainest first: the first of those that explain most is taken. */
const TRIALS = [1, 2, 3, 4, 5, 6, 8, 10, 15, 20];

const HYPOTHESES: readonly Hypothesis[] = TRIALS.flatMap((trials): readonly Hypothesis[] => {
  const judges = trials === 1 ? (['first-failure'] as const) : (['first-failure', 'share'] as const);
  return judges.flatMap((judge) => [false, true].map((stale) => ({ trials, judge, stale })));
});

/** Taken where nothing was refused. */
const PLAINEST: Hypothesis = { trials: 1, judge: 'first-failure', stale: false };

/** The kind of breaker that explains best which calls were refused, and what it did in each process. */
export interface Fit {
  readonly hypothesis: Hypothesis;
  /** One for each lane given. */
  readonly lanes: readonly Replayed[];
  /** Share of changes and refusals that it explains, 0 to 1. */
  readonly quality: number;
}

/**
 * Finds how a breaker judges its trials from which calls were refused: each kind lives through the calls of all processes,
 * and the one that would have treated the fewest otherwise is it. O(kinds x events).
 */
export function fitBreaker(lanes: ReadonlyArray<readonly LaneEvent[]>): Fit {
  let best: { readonly hypothesis: Hypothesis; readonly lanes: readonly Replayed[]; readonly odd: number } | undefined;
  for (const hypothesis of HYPOTHESES) {
    const replayed = lanes.map((events) => replay(events, hypothesis));
    const odd = replayed.reduce((sum, { unexplained }) => sum + unexplained, 0);
    if (best === undefined || odd < best.odd) {
      best = { hypothesis, lanes: replayed, odd };
    }
    if (odd === 0) {
      break;
    }
  }
  const { hypothesis, lanes: replayed, odd } = best ?? { hypothesis: PLAINEST, lanes: [], odd: 0 };
  const changes = replayed.reduce((sum, lane) => sum + lane.changes.length, 0);
  return {
    hypothesis,
    lanes: replayed,
    quality: changes === 0 ? 1 : changes / (changes + odd),
  };
}
