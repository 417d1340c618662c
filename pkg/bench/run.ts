import { framesBench, joinBench } from './correlate';
import type { Bench, Measure } from './measure';

const benches: readonly Bench[] = [joinBench, framesBench];

/** Names of the benchmarks, in the order in which they run. */
export const benchNames: readonly string[] = benches.map(({ name }) => name);

/** Runs the named benchmarks one after the other. */
export function* runBenches(names: readonly string[]): Generator<Measure> {
  for (const bench of benches.filter(({ name }) => names.includes(name))) {
    yield* bench.run();
  }
}
