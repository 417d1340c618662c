import type { Interval } from './bounds';
import type { LogClock } from './log-clock';
import type { NodeOffset } from './nodes';
import type { OffsetReading } from './offset';

/** Lengths beyond which a clock is worth a word, nanoseconds. */
export interface SkewThresholds {
  /** A node against its group's reference. */
  readonly node: number;
  /** Two nodes that speak to one another. */
  readonly pair: number;
  /** Beyond it, what checks times (tokens, leases, certificates) fails. */
  readonly alarm: number;
}

const MS = 1e6;

/** A node above 100 ms, a pair above 200 ms, alarm above 5 min (Kerberos' and most token checkers' tolerance). */
export const defaultThresholds: SkewThresholds = { node: 100 * MS, pair: 200 * MS, alarm: 300_000 * MS };

/**
 * `info`: within the threshold, or not known to be beyond it. `warning`: the whole range is beyond the threshold.
 * `alarm`: the whole range is beyond the alarm's.
 */
export type SkewLevel = 'info' | 'warning' | 'alarm';

/**
 * What to do about a clock: `none`; `sync` (time synchronisation is off or failing on this node); `step` (it was set while
 * running: let it slew, and look for two daemons that fight); `drift` (it runs at another rate: synchronisation is off);
 * `zone` (its logs are stamped in local time).
 */
export type SkewAdvice = 'none' | 'sync' | 'step' | 'drift' | 'zone';

/** One clock, judged. */
export interface SkewVerdict {
  readonly level: SkewLevel;
  readonly advice: SkewAdvice;
  /** The least that the offset can be in size, nanoseconds; 0 when its range holds 0. */
  readonly atLeast: number;
}

/** A clock that drifts by more will pass 100 ms within an hour. Nanoseconds per nanosecond. */
const NOTABLE_DRIFT = 25e-6;

/** Judges a node's clock. It is beyond a threshold only when its whole range is. */
export function judgeNode(node: NodeOffset, thresholds: SkewThresholds = defaultThresholds): SkewVerdict {
  const largestStep = Math.max(0, ...node.steps.map(({ by }) => Math.abs(by)));
  const atLeast = Math.max(sizeOf(node), largestStep);
  const level = levelOf(atLeast, thresholds.node, thresholds.alarm);
  return { level, atLeast, advice: adviceFor(level, largestStep >= thresholds.node, node.drift) };
}

/** Judges two nodes that speak to one another. */
export function judgePair(reading: OffsetReading, thresholds: SkewThresholds = defaultThresholds): SkewVerdict {
  const atLeast = sizeOf(reading);
  const level = levelOf(atLeast, thresholds.pair, thresholds.alarm);
  return { level, atLeast, advice: adviceFor(level, false, reading.drift) };
}

/** Judges the clock of a service's log lines. A zone slip is a warning, however many hours it has. */
export function judgeLogClock(clock: LogClock, thresholds: SkewThresholds = defaultThresholds): SkewVerdict {
  const atLeast = sizeOf(clock);
  if (clock.hours !== undefined) {
    return { level: 'warning', advice: 'zone', atLeast };
  }
  const level = levelOf(atLeast, thresholds.node, thresholds.alarm);
  return { level, atLeast, advice: level === 'info' ? 'none' : 'sync' };
}

function adviceFor(level: SkewLevel, stepped: boolean, drift: number): SkewAdvice {
  if (level === 'info') {
    return 'none';
  }
  return stepped ? 'step' : Math.abs(drift) >= NOTABLE_DRIFT ? 'drift' : 'sync';
}

function levelOf(atLeast: number, threshold: number, alarm: number): SkewLevel {
  return atLeast > alarm ? 'alarm' : atLeast > threshold ? 'warning' : 'info';
}

/** Distance of a range from 0. */
function sizeOf({ low, high }: Interval): number {
  return low > 0 ? low : high < 0 ? -high : 0;
}
