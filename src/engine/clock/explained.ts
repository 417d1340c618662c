import type { Interval } from './bounds';
import type { LogClock } from './log-clock';
import type { PairOffset } from './nodes';
import { offsetAbout, type OffsetEstimate } from './offset';
import { type Explained, explanation, type Violation } from './violations';

/**
 * Answers for violations whether the estimated clocks are the reason of them, from the exchanges of the two nodes, in
 * either direction.
 *
 * @param logs - clocks of log lines, by their services: without them a line outside its span has an unknown reason
 */
export function explainer(
  pairs: readonly PairOffset[],
  logs: readonly LogClock[] = []
): (violation: Violation) => Explained {
  const estimates = new Map(pairs.map(({ from, to, estimate }) => [nameOf(from, to), estimate]));
  const logClocks = new Map(logs.map((clock) => [clock.service, clock]));
  return (violation) => {
    const { kind, parentNode, childNode, childService, time } = violation;
    if (kind === 'log-outside-span') {
      return explainedLine(violation, logClocks.get(childService));
    }
    if (parentNode === undefined || childNode === undefined) {
      return 'unknown';
    }
    const there = estimates.get(nameOf(parentNode, childNode));
    const back = estimates.get(nameOf(childNode, parentNode));
    const offset = there === undefined ? reversed(back, time) : offsetAbout(there, time);
    return explanation(violation, offset);
  };
}

const CERTAINTY: readonly Explained[] = ['unknown', 'no', 'possible', 'yes'];

/** A line may be too early or too late: either way its clock is off by at least as much as the line is outside. */
function explainedLine(violation: Violation, clock: LogClock | undefined): Explained {
  const early = explanation(violation, clock);
  const late = explanation({ ...violation, kind: 'child-after-parent' }, clock);
  return CERTAINTY.indexOf(early) >= CERTAINTY.indexOf(late) ? early : late;
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
