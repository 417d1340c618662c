import { breakerTruths } from './breaker-truth';
import { Collector, type DialectName, Dialects, Gauges, labLogs, otlpTraces, Registry } from './emit';
import { Effects } from './faults';
import type { ChangeTruth, LabIncident, Truth } from './incident';
import { Random } from './random';
import { type Plan, type Scenario, type ScenarioName, scenarios } from './scenarios';
import {
  makeInstances,
  makeNodes,
  memoryMib,
  type Node,
  NS_PER_MS,
  NS_PER_S,
  type Faster,
  type Instance,
  Levels,
  ownStreams,
  paceOf,
  runSteps,
  Scheduler,
  sharedStreams,
  startHealthChecks,
  startLoad,
  startMemoryWatch,
  startRollouts,
  type World,
} from './simulation';
import { type Installed, type Vocabulary, vocabularyFor, withInstalled } from './topology';

export interface StageOptions {
  readonly seed: number;
  /** True time of the start, epoch nanoseconds; shifts the whole incident exactly. */
  readonly startNs: bigint;
  /** Multiplies the rate of users; 1 is a few thousand requests in twelve minutes. */
  readonly scale: number;
  /**
   * Tells the same story again with other requests: names stay the seed's, everything else is drawn anew, so that no trace
   * or request ID comes twice. 0 is the run of the seed itself.
   */
  readonly round: number;
  /** Makes one operation faster in the whole run; in a scenario with draws of its own for every request, nothing else changes. */
  readonly faster?: Faster;
  /** Puts a breaker where the scenario has none; in a scenario with draws of its own, nothing else changes but what follows. */
  readonly breaker?: Installed;
  /** How metrics are named; the house's own way when absent. Nothing else of a run depends on it. */
  readonly dialects?: readonly DialectName[];
}

const HOUSE: readonly DialectName[] = ['house'];

const SCRAPE_INTERVAL_S = 5;
const SCRAPE_INTERVAL_NS = SCRAPE_INTERVAL_S * NS_PER_S;
/** After the last request, unless the plan asks for more: longer than any timeout, so that every span ends and is scraped. */
const DRAIN_MS = 30_000;

/**
 * One run of a scenario, as far as it has been let go. Times are true time, nanoseconds since the start. However it is cut
 * into steps, the same options tell the same story.
 */
export class Stage {
  /** Nothing happens after this. */
  readonly horizonNs: number;
  readonly words: Vocabulary;
  readonly collector: Collector;
  readonly registry = new Registry();
  private readonly scenario: Scenario;
  private readonly plan: Plan;
  private readonly nodes: readonly Node[];
  private readonly scheduler = new Scheduler();
  private readonly world: World;
  private readonly gauges: Gauges;
  private readonly levels = new Levels();
  private readonly dialects: Dialects;
  private nextScrapeNs = 0;

  constructor(
    private readonly name: ScenarioName,
    private readonly options: StageOptions
  ) {
    const { seed, startNs, scale, round } = options;
    const base = new Random(seed).fork(name);
    const random = round === 0 ? base : base.fork(`round ${round}`);
    this.scenario = scenarios[name];
    this.words = vocabularyFor(seed, base.fork('vocabulary'));
    const plan = this.scenario.plan(random.fork('plan'), scale);
    const { breaker } = options;
    this.plan = breaker === undefined ? plan : { ...plan, topology: withInstalled(plan.topology, this.words, breaker) };
    this.nodes = makeNodes(startNs, random.fork('clocks'), this.plan.skew ?? {}, this.plan.nodes);
    const spoken = options.dialects ?? HOUSE;
    // What is not to be told goes into a registry that nobody scrapes.
    const house = spoken.includes('house') ? this.registry : new Registry();
    const { registry, words } = this;
    const memory = (instance: Instance): number => memoryMib(this.world, instance);
    this.dialects = new Dialects({ registry, words, random: random.fork('dialects') }, spoken, memory);
    this.collector = new Collector(house, this.scheduler, this.words, (time) => this.secondsAt(time));
    this.gauges = new Gauges(house, this.words, random.fork('gauges'), memory);
    this.horizonNs = (this.plan.load.untilMs + (this.plan.drainMs ?? DRAIN_MS)) * NS_PER_MS;
    this.world = {
      scheduler: this.scheduler,
      topology: this.plan.topology,
      words: this.words,
      instances: makeInstances(this.plan.topology, this.nodes, this.words, random.fork('instances')),
      leaving: new Set(),
      filled: new Map(),
      effects: new Effects(this.plan.faults, random.fork('effects')),
      telemetry: this.dialects.besides(this.collector),
      runSteps,
      random: this.plan.ownDraws === true ? ownStreams(random) : sharedStreams(random),
      pace: paceOf(options.faster),
    };
    const { world } = this;
    startLoad(world, plan.load, random.fork('load'));
    startHealthChecks(world, plan.load.untilMs);
    startMemoryWatch(world, plan.load.untilMs);
    startRollouts(world, world.effects.rollouts, random.fork('rollouts'));
  }

  /** Lets everything happen up to and including a time, scrapes in between; at most to the horizon. */
  advance(time: number): void {
    const until = Math.min(time, this.horizonNs);
    while (this.nextScrapeNs <= until) {
      this.scheduler.runUntil(this.nextScrapeNs);
      this.bury();
      this.gauges.read(this.world.instances, SCRAPE_INTERVAL_S);
      this.dialects.read(this.world.instances, SCRAPE_INTERVAL_S);
      this.levels.read(this.world, SCRAPE_INTERVAL_S);
      this.registry.scrape(this.secondsAt(this.nextScrapeNs));
      this.forget();
      this.nextScrapeNs += SCRAPE_INTERVAL_NS;
    }
    this.scheduler.runUntil(until);
  }

  /** What has been told so far, in full. */
  incident(): LabIncident {
    const { spans, lines } = this.told();
    return {
      traces: otlpTraces(spans),
      logs: labLogs(lines, this.words),
      metrics: this.registry.answers(),
      exemplars: this.scenario.metricsOnly === true ? [] : this.registry.exemplars(),
      truth: this.truth(),
    };
  }

  /** The spans and lines that are kept: none in a run that is known by its metrics alone. */
  told(): Pick<Collector, 'spans' | 'lines'> {
    return this.scenario.metricsOnly === true ? { spans: [], lines: [] } : this.collector;
  }

  /** Marks the instances of services that are down. */
  private bury(): void {
    const { instances, effects } = this.world;
    for (const [role, all] of instances) {
      all.forEach((instance) => {
        instance.alive = !effects.dead(role, this.nextScrapeNs);
      });
    }
  }

  /** Ends the series of replaced instances that have answered all they had. */
  private forget(): void {
    for (const instance of this.world.leaving) {
      const { address, pod, threads } = instance;
      if (threads.active + threads.queued === 0) {
        this.registry.end((labels) => labels.instance === address || labels.pod === pod || labels.instance === pod);
        this.world.leaving.delete(instance);
      }
    }
  }

  /** When the fault begins; 0 where there is none. */
  get onsetNs(): number {
    return this.plan.onsetMs * NS_PER_MS;
  }

  /** What really happened, as far as it has. */
  truth(): Truth {
    const { plan, words } = this;
    const { spans, lines } = this.collector;
    const { onsets, signals, change, cause, kind, firstService, blastRadius, ids, ...more } = this.scenario.tell({
      plan,
      spans,
      lines,
      words,
      levels: this.levels.samples,
    });
    const at = (time: number): string => String(this.options.startNs + BigInt(Math.round(time)));
    const breakers = breakerTruths(this.world.instances, words, at);
    const dated = (times: Readonly<Record<string, number>>): Record<string, string> =>
      Object.fromEntries(Object.entries(times).map(([key, time]) => [key, at(time)]));
    return {
      scenario: this.name,
      seed: this.options.seed,
      cause,
      kind,
      firstService,
      onsetNs: at(this.onsetNs),
      onsets: dated(onsets),
      blastRadius,
      ids,
      clocks: Object.fromEntries(this.nodes.map(({ name, clock }) => [name, clock.truth])),
      ...more,
      ...(breakers.length === 0 ? {} : { breakers }),
      ...(signals === undefined
        ? {}
        : {
            signals: Object.fromEntries(Object.entries(signals).map(([service, times]) => [service, dated(times)])),
          }),
      ...(change === undefined ? {} : { change: changeAt(change, at(change.at)) }),
    };
  }

  private secondsAt(time: number): number {
    return Math.round((Number(this.options.startNs) + time) / NS_PER_MS) / 1000;
  }
}

function changeAt({ service, kind, before, after }: Omit<ChangeTruth, 'atNs'>, atNs: string): ChangeTruth {
  return { service, kind, atNs, before, after };
}
