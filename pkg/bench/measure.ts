import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** One measure as printed. Without a yardstick the bound is on the value itself. */
export interface Measure {
  readonly bench: string;
  readonly measure: string;
  readonly value: number;
  readonly unit: string;
  readonly yardstick: number | null;
  readonly ratio: number | null;
  readonly bound: number;
  readonly holds: boolean;
}

/** A benchmark: its name, and what it measures. */
export interface Bench {
  readonly name: string;
  /** Measures one after the other: each is printed when it is known. */
  readonly run: () => Iterable<Measure> | AsyncIterable<Measure>;
}

const WARM_UP = 2;
const ROUNDS = 7;

/** One round: it runs its steps through `time`, which may be nested. */
export type Round = (time: <T>(step: string, run: () => T) => T) => void;

/**
 * Times the steps of several rounds and gives the median of each, in milliseconds. The steps of a round run one after the
 * other, as an answer is parsed, read and joined, so that a yardstick among them meets the same machine. Garbage is
 * collected before each round, so that none pays for the one before.
 *
 * @param rounds - fewer where one takes long
 */
export function medians(round: Round, rounds: number = ROUNDS): ReadonlyMap<string, number> {
  const collect = garbageCollector();
  const times = new Map<string, number[]>();
  for (let i = 0; i < WARM_UP + rounds; i += 1) {
    collect();
    round((step, run) => {
      const start = process.hrtime.bigint();
      const result = run();
      const ms = Number(process.hrtime.bigint() - start) / 1e6;
      if (i >= WARM_UP) {
        times.set(step, [...(times.get(step) ?? []), ms]);
      }
      return result;
    });
  }
  return new Map([...times].map(([step, all]) => [step, median(all)]));
}

/** A measure against a yardstick of the same unit. */
export function against(
  names: Pick<Measure, 'bench' | 'measure'>,
  value: number,
  yardstick: number,
  bound: number
): Measure {
  const ratio = value / yardstick;
  return {
    ...names,
    value: rounded(value),
    unit: 'ms',
    yardstick: rounded(yardstick),
    ratio: rounded(ratio),
    bound,
    holds: ratio <= bound,
  };
}

/** A measure whose bound is on the value itself, in milliseconds. */
export function within(names: Pick<Measure, 'bench' | 'measure'>, value: number, bound: number): Measure {
  return { ...names, value: rounded(value), unit: 'ms', yardstick: null, ratio: null, bound, holds: value <= bound };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}

function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  // A forced collection counts as age, and after a few the code about to be measured would be thrown away, or its
  // compilation with the last object of a shape it was compiled for. Neither happens while a dashboard is open.
  setFlagsFromString('--no-flush-bytecode');
  setFlagsFromString('--retain-maps-for-n-gc=1000');
  const collect: unknown = runInNewContext('gc');
  return () => {
    if (typeof collect === 'function') {
      collect();
    }
  };
}
