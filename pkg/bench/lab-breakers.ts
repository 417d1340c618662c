import { type FlapFound, findFlapping, findMissing, type MissingFound } from './breakers/staged';
import type { Bench, Measure } from './measure';

const SEEDS = Array.from({ length: 20 }, (_, at) => at + 1);
const SCALE = 0.6;
const LEAST_RIGHT = 0.95;
const LARGEST_ERROR = 0.1;

/** Twenty seeds with breakers that flap, and twenty without, foretold and staged again with one. */
export const labBreakersBench: Bench = {
  name: 'lab-breakers',
  *run() {
    yield* flapMeasures(SEEDS.map((seed) => findFlapping(seed, SCALE)));
    yield* missingMeasures(SEEDS.map((seed) => findMissing(seed, SCALE)));
  },
};

function flapMeasures(runs: readonly FlapFound[]): readonly Measure[] {
  const mean = (of: (run: FlapFound) => number): number => runs.reduce((sum, run) => sum + of(run), 0) / runs.length;
  const least = (of: (run: FlapFound) => number): number => Math.min(...runs.map(of));
  const measured = (run: FlapFound): number => run.measured;
  const inferred = (run: FlapFound): number => run.inferred;
  return [
    atLeast('breaker-flap: time in the right state, metrics, lines and spans', mean(measured), LEAST_RIGHT),
    atLeast('breaker-flap: worst seed', least(measured), 0),
    atLeast('breaker-flap: time in the right state, spans alone', mean(inferred), LEAST_RIGHT),
    atLeast('breaker-flap: worst seed, spans alone', least(inferred), LEAST_RIGHT),
    atLeast(
      'breaker-flap: changes within one call, spans alone',
      mean(({ changes }) => changes),
      LEAST_RIGHT
    ),
    atLeast(
      'breaker-flap: the breaker that flaps is named, and no other',
      mean(({ named }) => Number(named)),
      1
    ),
  ];
}

function missingMeasures(runs: readonly MissingFound[]): readonly Measure[] {
  const worst = (of: (run: MissingFound) => number): number => Math.max(...runs.map((run) => Math.abs(of(run))));
  const named = runs.filter((run) => run.named).length / runs.length;
  return [
    atLeast('breaker-missing: the edge that wants a breaker is named, and no other', named, 1),
    atMost(
      'breaker-missing: largest error of the waiting saved',
      worst(({ waitingError }) => waitingError)
    ),
    atMost(
      'breaker-missing: largest error of the calls saved',
      worst(({ callsError }) => callsError)
    ),
  ];
}

function atLeast(measure: string, value: number, bound: number): Measure {
  return { ...plain(measure, value), bound, holds: value >= bound };
}

function atMost(measure: string, value: number): Measure {
  return { ...plain(measure, value), bound: LARGEST_ERROR, holds: value <= LARGEST_ERROR };
}

function plain(measure: string, value: number): Omit<Measure, 'bound' | 'holds'> {
  const shown = Number(value.toPrecision(4));
  return { bench: 'lab-breakers', measure, value: shown, unit: 'share', yardstick: null, ratio: null };
}
