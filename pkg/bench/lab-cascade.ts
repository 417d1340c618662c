import type { ScenarioName } from '../lab';
import { judge, type Judged, STEP_NS } from './cascade/judge';
import { stage } from './cascade/staged';
import type { Bench, Measure } from './measure';

/** Cascades of the lab; of one of them metrics are all that is read. */
export const CASCADE_SCENARIOS = [
  'payment-cascade',
  'memory-leak-cascade',
  'db-domino',
  'retry-storm',
  'mysterious-timeout',
  'noisy-neighbour',
  'cache-stampede',
  'pool-exhaustion',
  'one-datacentre',
] as const satisfies readonly ScenarioName[];
export type CascadeScenario = (typeof CASCADE_SCENARIOS)[number] | 'healthy';

const METRICS_ONLY: ReadonlySet<CascadeScenario> = new Set(['memory-leak-cascade']);

/** Stages a run, analyses what it told, and compares with its truth. */
export function findCascade(name: CascadeScenario, seed: number, scale = 1): Judged {
  return judge(stage(name, seed, scale, METRICS_ONLY.has(name)));
}

const SEEDS = seedsUpTo(20);
const HEALTHY_SEEDS = seedsUpTo(100);
/** Eleven minutes of about one request a second are healthy too. */
const HEALTHY_SCALE = 0.5;

/** What must hold: shares at least, widths at most. */
interface Bars {
  readonly firstRight: number;
  readonly orderRight: number;
  readonly inside: number;
  readonly widest: number;
  readonly ordered: number;
  readonly alike: number;
}

/** Of all runs together. */
const POOLED: Bars = { firstRight: 0.95, orderRight: 0.95, inside: 0.9, widest: 2, ordered: 0.5, alike: 0.9 };
/** Of each scenario. The rest is shown, not judged: twenty runs of one hold as few as six pairs that are a step apart. */
const EACH: Bars = {
  firstRight: 0.9,
  orderRight: 0,
  inside: 0,
  widest: Number.MAX_SAFE_INTEGER,
  ordered: 0,
  alike: 0,
};

/** Twenty seeds of each cascade, a hundred without one. */
export const labCascadeBench: Bench = { name: 'lab-cascade', run: measures };

function* measures(): Generator<Measure> {
  const pooled: Judged[] = [];
  for (const name of CASCADE_SCENARIOS) {
    const runs = SEEDS.map((seed) => findCascade(name, seed));
    pooled.push(...runs);
    yield* measuresOf(name, runs, EACH);
  }
  yield* measuresOf('all', pooled, POOLED);
  const calm = HEALTHY_SEEDS.map((seed) => findCascade('healthy', seed, HEALTHY_SCALE));
  yield atLeast(
    'healthy: nothing above info',
    share(calm, ({ severity }) => severity === 'info'),
    1
  );
}

function measuresOf(name: string, runs: readonly Judged[], bars: Bars): readonly Measure[] {
  const pairs = runs.flatMap((run) => run.pairs);
  const ordered = pairs.filter((pair) => pair.ordered);
  const distinct = pairs.filter(({ apart }) => apart > STEP_NS);
  const found = runs.reduce((sum, run) => sum + run.found, 0);
  const inside = runs.reduce((sum, run) => sum + run.inside, 0);
  return [
    atLeast(
      `${name}: first service right`,
      share(runs, (run) => run.firstRight),
      bars.firstRight
    ),
    atLeast(
      `${name}: order of pairs right`,
      share(ordered, ({ right }) => right),
      bars.orderRight
    ),
    atLeast(`${name}: true onset inside`, inside / found, bars.inside),
    atMost(`${name}: median width in steps`, median(runs.flatMap((run) => run.widths)), bars.widest),
    atLeast(
      `${name}: pairs more than a step apart ordered`,
      share(distinct, (pair) => pair.ordered),
      bars.ordered
    ),
    atLeast(
      `${name}: of these by intervals alone`,
      share(distinct, (pair) => pair.byIntervals),
      bars.ordered
    ),
    atLeast(
      `${name}: all pairs ordered`,
      share(pairs, (pair) => pair.ordered),
      0
    ),
    atLeast(
      `${name}: blast radius, mean Jaccard`,
      runs.reduce((sum, run) => sum + run.jaccard, 0) / runs.length,
      bars.alike
    ),
  ];
}

function seedsUpTo(last: number): readonly number[] {
  return Array.from({ length: last }, (_, at) => at + 1);
}

/** 1 of none: nothing was wrong. */
function share<T>(of: readonly T[], holds: (one: T) => boolean): number {
  return of.length === 0 ? 1 : of.filter(holds).length / of.length;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function atLeast(measure: string, value: number, bound: number): Measure {
  const shown = Number(value.toPrecision(4));
  return {
    bench: 'lab-cascade',
    measure,
    value: shown,
    unit: 'share',
    yardstick: null,
    ratio: null,
    bound,
    holds: value >= bound,
  };
}

function atMost(measure: string, value: number, bound: number): Measure {
  const shown = Number(value.toPrecision(4));
  return {
    bench: 'lab-cascade',
    measure,
    value: shown,
    unit: 'steps',
    yardstick: null,
    ratio: null,
    bound,
    holds: value <= bound,
  };
}
