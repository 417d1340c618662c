import {
  defaultNodeRules,
  judgeNode,
  type LogClock,
  logClocks,
  type NodeOffset,
  type NodePairOffset,
  readOffset,
  SkewCollector,
  type SkewLevel,
  type SkewReport,
} from '../../src/engine/clock';
import { defaultIdentityRules } from '../../src/engine/correlation';
import { readLogLines } from '../cli/read/log-lines';
import { readOtlp } from '../cli/read/otlp';
import { DEFAULT_START_NS, type LabIncident, runScenario } from '../lab';
import type { Bench, Measure } from './measure';

/** Scenarios about clocks, and the one that has nothing to tell. */
export const CLOCK_SCENARIOS = ['time-traveller', 'expired-tokens', 'vanishing-logs', 'healthy'] as const;
type ClockScenario = (typeof CLOCK_SCENARIOS)[number];
type ClockTruth = LabIncident['truth']['clocks'][string];

/** One reported offset against the truth, nanoseconds. */
interface Told {
  readonly held: boolean;
  readonly width: number;
  readonly error: number;
}

interface PairTold extends Told {
  /** Of all exchanges of the pair. */
  readonly leastRoundTrip: number;
  readonly oneWay: number;
}

/** What is reported of one run's clocks, against the truth. */
export interface ClocksFound {
  readonly pairs: readonly PairTold[];
  readonly nodes: readonly Told[];
  /** Rate found by the true one, of the node that drifts by 50 ppm. */
  readonly drift: number | undefined;
  /** Steps found, and those of them that are the node's and the size they were. */
  readonly steps: { readonly found: number; readonly right: number; readonly made: number };
  /** Verdicts by node. */
  readonly levels: Readonly<Record<string, SkewLevel>>;
  /** Services whose lines are told to be in another zone. */
  readonly slips: ReadonlyArray<Pick<LogClock, 'service' | 'hours'>>;
  /** The one that is. */
  readonly slip: LabIncident['truth']['slip'];
}

const NS_PER_US = 1e3;
const NS_PER_MS = 1e6;
const PPM = 1e-6;
const STEP_TOLERANCE = NS_PER_MS;

/** Stages a run, estimates its clocks from its spans and lines alone, and compares with the truth. */
export function findClocks(name: ClockScenario, seed: number, scale: number): ClocksFound {
  const { traces: document, logs, truth } = runScenario(name, { seed, scale });
  const traces = readOtlp({ ...document }, defaultIdentityRules).result;
  const collector = new SkewCollector({ nodes: defaultNodeRules });
  traces.forEach((trace) => collector.add(trace));
  const report = collector.finish().result;
  const lines = readLogLines(logs.map((line) => JSON.stringify(line)).join('\n'), defaultIdentityRules).result;
  const { clocks } = logClocks(traces, [lines], report.origin);
  const made = Object.values(truth.clocks).reduce((sum, { steps = [] }) => sum + steps.length, 0);
  return {
    pairs: report.pairs.map((pair) => pairTold(pair, report, truth.clocks)),
    nodes: report.nodes.filter(({ reference }) => !reference).map((node) => nodeTold(node, report, truth.clocks)),
    drift: driftFound(report, truth.clocks),
    steps: { ...stepsFound(report, truth.clocks), made },
    levels: Object.fromEntries(report.nodes.map((node) => [node.node, judgeNode(node).level])),
    slips: clocks.flatMap(({ service, hours }) => (hours === undefined ? [] : [{ service, hours }])),
    slip: truth.slip,
  };
}

function pairTold({ from, to, estimate, columns }: NodePairOffset, report: SkewReport, clocks: Clocks): PairTold {
  const middle = (estimate.span.low + estimate.span.high) / 2;
  const time = trueTime(clocks[from], report, middle);
  const trips = Array.from(columns.lower.subarray(0, columns.size), (low, row) => (columns.upper[row] ?? 0) - low);
  return {
    ...against(readOffset(estimate, middle), ahead(clocks[to], time) - ahead(clocks[from], time)),
    leastRoundTrip: Math.min(...trips),
    oneWay: median(trips) / 2,
  };
}

type Clocks = Readonly<Record<string, ClockTruth>>;

function nodeTold(node: NodeOffset, report: SkewReport, clocks: Clocks): Told {
  const reference = clocks[referenceOf(node, report)];
  const time = trueTime(reference, report, report.at);
  return against(node, ahead(clocks[node.node], time) - ahead(reference, time));
}

function referenceOf({ group }: NodeOffset, { nodes }: SkewReport): string {
  return nodes.find((node) => node.group === group && node.reference)?.node ?? '';
}

function against({ offset, low, high }: Pick<NodeOffset, 'offset' | 'low' | 'high'>, truth: number): Told {
  return { held: low <= truth && truth <= high, width: high - low, error: Math.abs(offset - truth) };
}

/** Nanoseconds by which a clock is ahead, at a true time after the start of the run. */
function ahead({ offsetUs, driftPpm, steps = [] }: ClockTruth, time: number): number {
  const set = steps.reduce((sum, { atMs, byUs }) => (time >= atMs * NS_PER_MS ? sum + byUs : sum), 0);
  return (offsetUs + set) * NS_PER_US + time * driftPpm * PPM;
}

/** True time after the start, when a clock shows a moment (nanoseconds after the collection's origin). */
function trueTime(clock: ClockTruth, { origin }: SkewReport, shown: number): number {
  const local = Number(origin - DEFAULT_START_NS) + shown;
  const near = local - ahead(clock, local);
  return local - ahead(clock, near);
}

function driftFound(report: SkewReport, clocks: Clocks): number | undefined {
  const node = report.nodes.find(({ node: name }) => Math.abs(clocks[name]?.driftPpm ?? 0) === 50);
  if (node === undefined) {
    return undefined;
  }
  return node.drift / (clocks[node.node].driftPpm * PPM);
}

function stepsFound({ nodes }: SkewReport, clocks: Clocks): { readonly found: number; readonly right: number } {
  const found = nodes.flatMap(({ node, steps }) => steps.map(({ by }) => ({ node, by })));
  const right = found.filter(({ node, by }) =>
    (clocks[node]?.steps ?? []).some(({ byUs }) => Math.abs(by - byUs * NS_PER_US) < STEP_TOLERANCE)
  );
  return { found: found.length, right: right.length };
}

const SEEDS = Array.from({ length: 100 }, (_, at) => at + 1);
/** Half the usual requests: eleven minutes of about one a second. */
const SCALE = 0.5;
const LEAST_HELD = 0.95;
const WIDEST = 2;
const LARGEST_ERROR = 0.1;
const DRIFT_WITHIN = 0.2;

/** A hundred seeds of each scenario. */
export const labClocksBench: Bench = {
  name: 'lab-clocks',
  run: () => CLOCK_SCENARIOS.flatMap(measures),
};

function measures(name: ClockScenario): readonly Measure[] {
  const runs = SEEDS.map((seed) => ({ seed, ...findClocks(name, seed, SCALE) }));
  const pairs = runs.flatMap((run) => run.pairs);
  const nodes = runs.flatMap((run) => run.nodes);
  const held = runs.filter((run) => [...run.pairs, ...run.nodes].every((told) => told.held)).length;
  const oneWay = median(pairs.map((pair) => pair.oneWay));
  const error = median([...pairs, ...nodes].map((told) => told.error));
  const at = (measure: string): Pick<Measure, 'bench' | 'measure'> => ({
    bench: 'lab-clocks',
    measure: `${name}: ${measure}`,
  });
  return [
    atLeast(at('seeds whose true offsets are all inside'), held / runs.length, LEAST_HELD),
    atMost(at('median width / least round trip'), median(pairs.map((p) => p.width / p.leastRoundTrip)), WIDEST),
    atMost(at('median error / median one-way delay'), error / oneWay, LARGEST_ERROR),
    ...storyOf(name, runs, at),
  ];
}

/** What only one of the scenarios tells. */
function storyOf(
  name: ClockScenario,
  runs: ReadonlyArray<ClocksFound & { readonly seed: number }>,
  at: (measure: string) => Pick<Measure, 'bench' | 'measure'>
): readonly Measure[] {
  const share = (holds: (run: (typeof runs)[number]) => boolean): number => runs.filter(holds).length / runs.length;
  switch (name) {
    case 'time-traveller': {
      const off = Math.max(...runs.map(({ drift = NaN }) => Math.abs(drift - 1)));
      return [
        atMost(at('largest error of the drift of 50 ppm'), off, DRIFT_WITHIN),
        atLeast(
          at('steps named, and no others'),
          share(({ steps }) => steps.right === steps.made && steps.found === steps.made),
          LEAST_HELD
        ),
      ];
    }
    case 'expired-tokens':
      return [
        atLeast(
          at('alarm on one node alone'),
          share(({ levels }) => count(levels, 'alarm') === 1),
          1
        ),
      ];
    case 'vanishing-logs':
      return [atLeast(at('one slip in whole hours'), share(isSlipNamed), 1)];
    case 'healthy':
      return [
        atLeast(
          at('no node above its threshold'),
          share(({ levels }) => Object.keys(levels).length === count(levels, 'info')),
          1
        ),
      ];
  }
}

function isSlipNamed({ slips, slip }: ClocksFound): boolean {
  const [one] = slips;
  return slips.length === 1 && one?.service === slip?.service && one?.hours === slip?.hours;
}

function count(levels: ClocksFound['levels'], level: SkewLevel): number {
  return Object.values(levels).filter((one) => one === level).length;
}

function atLeast(names: Pick<Measure, 'bench' | 'measure'>, value: number, bound: number): Measure {
  return { ...names, value, unit: 'share', yardstick: null, ratio: null, bound, holds: value >= bound };
}

function atMost(names: Pick<Measure, 'bench' | 'measure'>, value: number, bound: number): Measure {
  const rounded = Number(value.toPrecision(3));
  return { ...names, value: rounded, unit: 'share', yardstick: null, ratio: null, bound, holds: value <= bound };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}
