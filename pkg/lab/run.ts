import { Collector, Gauges, labLogs, otlpTraces, Registry } from './emit';
import { Effects } from './faults';
import type { LabIncident, Truth } from './incident';
import { Random } from './random';
import { type Plan, type ScenarioName, scenarios, type Told } from './scenarios';
import {
  makeInstances,
  makeNodes,
  type Node,
  NS_PER_MS,
  NS_PER_S,
  runSteps,
  Scheduler,
  startLoad,
  type World,
} from './simulation';
import { vocabularyFor } from './topology';

interface RunOptions {
  readonly seed: number;
  /** True time of the start, epoch nanoseconds; shifts the whole incident exactly. Default 2026-11-21T10:00:00Z. */
  readonly startNs?: bigint;
  /** Multiplies the rate of users; 1 is a few thousand requests in twelve minutes. */
  readonly scale?: number;
}

export const DEFAULT_START_NS = BigInt(Date.UTC(2026, 10, 21, 10)) * BigInt(NS_PER_MS);
const SCRAPE_INTERVAL_S = 5;
/** After the last request: longer than any timeout, so that every span ends and is scraped. */
const DRAIN_MS = 30_000;

/**
 * Simulates one scenario and lays the finished incident down in memory. The same name and options give the same bytes.
 * Spans and log lines are in the clock of their node, metrics and the truth in true time.
 */
export function runScenario(name: ScenarioName, options: RunOptions): LabIncident {
  const scenario = scenarios[name];
  const { seed, startNs = DEFAULT_START_NS, scale = 1 } = options;
  const random = new Random(seed).fork(name);
  const words = vocabularyFor(seed, random.fork('vocabulary'));
  const plan = scenario.plan(random.fork('plan'), scale);
  const nodes = makeNodes(startNs, random.fork('clocks'), plan.skew ?? {});
  const scheduler = new Scheduler();
  const registry = new Registry();
  const secondsAt = (time: number): number => Math.round((Number(startNs) + time) / NS_PER_MS) / 1000;
  const collector = new Collector(registry, scheduler, words, secondsAt);
  const world: World = {
    scheduler,
    topology: plan.topology,
    words,
    instances: makeInstances(plan.topology, nodes, words, random.fork('instances')),
    effects: new Effects(plan.faults, random.fork('effects')),
    telemetry: collector,
    runSteps,
    random: { latency: random.fork('latency'), ids: random.fork('ids'), routing: random.fork('routing') },
  };
  startLoad(world, plan.load, random.fork('load'));
  simulate(world, plan, new Gauges(registry, words, random.fork('gauges')), (time) => registry.scrape(secondsAt(time)));
  const { spans, lines } = collector;
  const told = scenario.tell({ plan, spans, lines, words });
  return {
    traces: otlpTraces(spans),
    logs: labLogs(lines, words),
    metrics: registry.answers(),
    exemplars: registry.exemplars(),
    truth: truthOf(name, seed, told, plan, nodes, (time) => String(startNs + BigInt(Math.round(time)))),
  };
}

function simulate(world: World, plan: Plan, gauges: Gauges, scrape: (time: number) => void): void {
  const horizon = (plan.load.untilMs + DRAIN_MS) * NS_PER_MS;
  for (let time = 0; time <= horizon; time += SCRAPE_INTERVAL_S * NS_PER_S) {
    world.scheduler.runUntil(time);
    gauges.read(world.instances, SCRAPE_INTERVAL_S);
    scrape(time);
  }
}

function truthOf(
  scenario: string,
  seed: number,
  told: Told,
  plan: Plan,
  nodes: readonly Node[],
  at: (time: number) => string
): Truth {
  return {
    scenario,
    seed,
    cause: told.cause,
    kind: told.kind,
    firstService: told.firstService,
    onsetNs: at(plan.onsetMs * NS_PER_MS),
    onsets: Object.fromEntries(Object.entries(told.onsets).map(([service, time]) => [service, at(time)])),
    blastRadius: told.blastRadius,
    ids: told.ids,
    clocks: Object.fromEntries(nodes.map(({ name, clock }) => [name, clock.truth])),
  };
}
