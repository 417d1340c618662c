import { defaultIdentityRules } from '../../src/engine/correlation';
import type { Trace } from '../../src/engine/model';
import {
  aggregate,
  criticalPath,
  inferDependencies,
  prepareWhatIf,
  type Quantiles,
  quantilesOf,
} from '../../src/engine/path';
import { readOtlp } from '../cli/read/otlp';
import { runScenario } from '../lab';
import type { Bench, Measure } from './measure';

/** Scenarios about one slow operation, whose truth names it. */
export const SLOW_SCENARIOS = ['latency-spike', 'amex-slow'] as const;
type SlowScenario = (typeof SLOW_SCENARIOS)[number];

const QUANTILES = ['p50', 'p95', 'p99'] as const;
/** The bar: what the what-if says of each quantile, against the lab with the call really made faster. */
const BOUND = 0.1;
const RULE = { rule: 'last-finishing' } as const;

/** How well the path names the slow operation of a run, and how well it foretells what making it faster does. */
export interface Foretold {
  /** Of the requests that the fault made slow: those whose path spends most of its time in the operation. */
  readonly namedInOne: number;
  /** The operation that the traces at P99 spend most of their time in is the one. */
  readonly namedInMany: boolean;
  /** The operation that 20 % faster saves most is the one. */
  readonly namedByWhatIf: boolean;
  readonly predicted: Quantiles;
  /** Of the root spans of the run with the operation really made faster. */
  readonly real: Quantiles;
  /** Largest `|predicted / real - 1|` of P50, P95 and P99. */
  readonly error: number;
}

/** Stages a run twice, once with its slow operation made faster and all other draws the same, and foretells the second from the first. */
export function foretell(name: SlowScenario, seed: number, factor: number, scale: number): Foretold {
  const usual = runScenario(name, { seed, scale });
  const { operation, onsetNs } = usual.truth;
  if (operation === undefined) {
    throw new Error(`${name} names no operation`);
  }
  const traces = readOtlp({ ...usual.traces }, defaultIdentityRules).result;
  const isIt = (found: { readonly serviceName: string; readonly operation: string } | undefined): boolean =>
    found?.serviceName === operation.service && found.operation === operation.name;
  const slow = traces.filter((trace) => trace.origin >= BigInt(onsetNs) && Math.max(...trace.duration) > 1e9);
  const { operations, groups } = aggregated(traces);
  const inference = inferDependencies();
  traces.forEach(inference.add);
  const retiming = prepareWhatIf(traces, { dependencies: inference.finish() });
  const change = { service: operation.service, operation: operation.name, factor };
  const predicted = retiming.whatIf(change).after;
  const faster = runScenario(name, {
    seed,
    scale,
    faster: { service: operation.service, operation: operation.name, factor },
  });
  const real = quantilesOf(readOtlp({ ...faster.traces }, defaultIdentityRules).result.map(rootLength));
  const p99 = groups[0]?.cohorts.find(({ quantile }) => quantile === 0.99);
  return {
    namedInOne: slow.filter((trace) => isIt(topOf(trace))).length / slow.length,
    namedInMany: isIt(operations[topRow(p99?.share ?? new Float64Array(0))]),
    namedByWhatIf: isIt(retiming.savings(0.8)[0]),
    predicted,
    real,
    error: Math.max(...QUANTILES.map((at) => Math.abs(predicted[at] / real[at] - 1))),
  };
}

function aggregated(traces: readonly Trace[]): ReturnType<ReturnType<typeof aggregate>['finish']> {
  const aggregator = aggregate({ path: RULE });
  traces.forEach((trace) => aggregator.add(trace));
  return aggregator.finish();
}

function topOf(trace: Trace): { readonly serviceName: string; readonly operation: string } | undefined {
  const { result } = criticalPath(trace, RULE);
  const row = topRow(result.exclusive);
  const service = trace.services[trace.service[row] ?? -1];
  return { serviceName: service?.name ?? '', operation: trace.operation[row] ?? '' };
}

function topRow(values: Float64Array): number {
  let top = 0;
  for (let row = 1; row < values.length; row += 1) {
    top = (values[row] ?? 0) > (values[top] ?? 0) ? row : top;
  }
  return top;
}

function rootLength(trace: Trace): number {
  const root = trace.parent.findIndex((up) => up < 0);
  return trace.duration[root] ?? NaN;
}

/** Both scenarios, ten seeds each, the call made twice and ten times as fast. */
export const labPathBench: Bench = {
  name: 'lab-path',
  run: () => SLOW_SCENARIOS.flatMap((name) => [0.5, 0.1].flatMap((factor) => measures(name, factor))),
};

const SEEDS = [1, 2, 3, 4, 5, 11, 12, 13, 14, 15];

function measures(name: SlowScenario, factor: number): readonly Measure[] {
  const runs = SEEDS.map((seed) => foretell(name, seed, factor, 1));
  const bench = 'lab-path';
  const percent = Math.round(100 * (1 - factor));
  const share = (measure: string, value: number): Measure => ({
    bench,
    measure: `${name}: ${measure}`,
    value,
    unit: 'share',
    yardstick: null,
    ratio: null,
    bound: 1,
    holds: value === 1,
  });
  const worst = Math.max(...runs.map(({ error }) => error));
  return [
    share('named in one trace', Math.min(...runs.map(({ namedInOne }) => namedInOne))),
    share('named over many', runs.filter(({ namedInMany }) => namedInMany).length / runs.length),
    {
      bench,
      measure: `${name}: largest error of P50, P95, P99, ${percent} % faster`,
      value: Number(worst.toPrecision(3)),
      unit: 'share',
      yardstick: null,
      ratio: null,
      bound: BOUND,
      holds: worst <= BOUND,
    },
  ];
}
