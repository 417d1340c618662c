/** Below this nothing is wrong: chance among thousands of streams and dozens of moments gets this far. */
const LEAST_SCORE = 3.3;

/**
 * Who brings a baseline compares because something seems wrong, and is better served by a faint suspect than by none. Three
 * to one that there is one takes off as much as {@link TEMPER} makes of the odds: root of 3.3 squared less 2 ln 3 / 0.6.
 */
const LEAST_COMPARED = 2.7;

/** How many deviations a suspect must be off. */
export function leastScore(compared: boolean): number {
  return compared ? LEAST_COMPARED : LEAST_SCORE;
}

/**
 * Evidence of one incident is less independent than a sum of squares takes it to be. Fitted on faults that were put into
 * recorded minutes (ADR 0026): of answers given with 0.5 to 0.8, at 0.65 on average, 0.7 were right, and all above.
 */
const TEMPER = 0.6;

/** How likely each suspect is the one, against the others and against nothing being wrong (a softmax of half the squares). */
export function confidences(scores: readonly number[]): readonly number[] {
  const weight = (score: number): number => (TEMPER * score * score) / 2;
  const all = [LEAST_SCORE, ...scores].map(weight);
  const most = Math.max(...all);
  const sum = all.reduce((total, one) => total + Math.exp(one - most), 0);
  return scores.map((score) => Math.exp(weight(score) - most) / sum);
}
