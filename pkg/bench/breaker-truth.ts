import { compareRuns, type Told } from './breakers/truth';
import { type LibraryName, libraryNames } from './breakers/libraries';
import { INSTRUMENTATIONS } from './breakers/spans';
import type { Bench, Measure } from './measure';

const SEEDS = Array.from({ length: 50 }, (_, at) => at + 1);
const LEAST_RIGHT = 0.95;
const LEAST_FOUND = 0.95;
const MOST_WRONG = 0.05;

/** Fifty seeds of each library, read from the spans of three ways of instrumenting, and our machine beside them. */
export const breakerTruthBench: Bench = {
  name: 'breaker-truth',
  async *run() {
    for (const name of libraryNames) {
      const told = await compareRuns(name, SEEDS);
      yield* inferenceMeasures(name, told);
      yield* machineMeasures(name, told);
    }
  },
};

function* inferenceMeasures(name: LibraryName, told: Told): Generator<Measure> {
  for (const way of INSTRUMENTATIONS) {
    const score = told.read[way];
    const at = (measure: string): string => `${name}, ${way}: ${measure}`;
    yield share(at('time in the right state'), score.rightTime / score.length, LEAST_RIGHT, 'least');
    yield share(at('worst seed'), score.worst, 0, 'least');
    yield share(at('time not closed in the right state'), score.troubledRight / score.troubledLength, 0, 'least');
    yield share(at('changes within one call'), score.found / score.visible, LEAST_FOUND, 'least');
    yield share(at('reported changes that are none'), score.wrong / score.reported, MOST_WRONG, 'most');
    yield count(at('changes in episodes without a refused call'), score.all - score.visible);
  }
}

function* machineMeasures(name: LibraryName, { machine }: Told): Generator<Measure> {
  for (const [kind, { same, runs }] of [...machine].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const exact = kind === 'consecutive';
    const measure = `${name}, our machine set likewise (${kind}): runs with the same changes`;
    yield share(measure, same / runs, exact ? 1 : 0, 'least');
  }
}

function share(measure: string, value: number, bound: number, side: 'least' | 'most'): Measure {
  return {
    bench: 'breaker-truth',
    measure,
    value: Number(value.toPrecision(4)),
    unit: 'share',
    yardstick: null,
    ratio: null,
    bound,
    holds: side === 'least' ? value >= bound : value <= bound,
  };
}

function count(measure: string, value: number): Measure {
  return {
    bench: 'breaker-truth',
    measure,
    value,
    unit: 'changes',
    yardstick: null,
    ratio: null,
    bound: Number.MAX_SAFE_INTEGER,
    holds: true,
  };
}
