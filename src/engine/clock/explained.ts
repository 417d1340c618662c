import type { Interval } from './bounds';
import type { PairOffset } from './nodes';
import { offsetAbout, type OffsetEstimate } from './offset';
import { type Explained, explanation, type Violation } from './violations';

/**
 * Answers for violations whether the estimated clocks are the reason of them, from the exchanges of the two nodes, in
 * either direction.
 */
export function explainer(pairs: readonly PairOffset[]): (violation: Violation) => Explained {
  const estimates = new Map(pairs.map(({ from, to, estimate }) => [nameOf(from, to), estimate]));
  return (violation) => {
    const { parentNode, childNode, time } = violation;
    if (parentNode === undefined || childNode === undefined) {
      return 'unknown';
    }
    const there = estimates.get(nameOf(parentNode, childNode));
    const back = estimates.get(nameOf(childNode, parentNode));
    const offset = there === undefined ? reversed(back, time) : offsetAbout(there, time);
    return explanation(violation, offset);
  };
}

function nameOf(from: string, to: string): string {
  return [from, to].join('\n');
}

/** The offset the other way round, at a moment of the clock that is not the pair's own. */
function reversed(estimate: OffsetEstimate | undefined, time: number): Interval | undefined {
  if (estimate === undefined) {
    return undefined;
  }
  const near = offsetAbout(estimate, time);
  const { low, high } = offsetAbout(estimate, time - (near.low + near.high) / 2);
  return { low: -high, high: -low };
}
