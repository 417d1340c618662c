import { breakerTruthBench } from './breaker-truth';
import { breakersBench } from './breakers';
import { cascadeBench } from './cascade';
import { framesBench, joinBench } from './correlate';
import { labBreakersBench } from './lab-breakers';
import { labCascadeBench } from './lab-cascade';
import { labClocksBench } from './lab-clocks';
import { labPathBench } from './lab-path';
import type { Bench, Measure } from './measure';
import { pathBench } from './path';
import { pushdownBench } from './pushdown';
import { skewBench } from './skew';

const benches: readonly Bench[] = [
  joinBench,
  framesBench,
  pathBench,
  labPathBench,
  pushdownBench,
  skewBench,
  labClocksBench,
  breakerTruthBench,
  labBreakersBench,
  breakersBench,
  cascadeBench,
  labCascadeBench,
];

/** Names of the benchmarks, in the order in which they run. */
export const benchNames: readonly string[] = benches.map(({ name }) => name);

/** Runs the named benchmarks one after the other. */
export async function* runBenches(names: readonly string[]): AsyncGenerator<Measure> {
  for (const bench of benches.filter(({ name }) => names.includes(name))) {
    yield* bench.run();
  }
}
