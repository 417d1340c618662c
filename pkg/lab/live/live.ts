import { type DialectName, labLogs, otlpTraces } from '../emit';
import type { ScenarioName } from '../scenarios';
import type { Exposed, Sink } from '../sinks';
import { Stage } from '../stage';
import type { Clock } from './clock';

export interface LiveOptions {
  readonly scenario: ScenarioName;
  readonly seed: number;
  readonly scale: number;
  /** How many times faster than the wall clock; 1 unless a run is to catch up with now. */
  readonly speed: number;
  readonly loop: boolean;
}

interface Surroundings {
  readonly clock: Clock;
  readonly sinks: readonly Sink[];
  readonly report: (line: string) => void;
  readonly signal: AbortSignal;
}

/** What the lab is doing, for its health page. */
export interface LiveState {
  readonly scenario: string;
  readonly seed: number;
  readonly round: number;
  /** ISO 8601. */
  readonly started: string;
  readonly virtualSeconds: number;
  readonly untilSeconds: number;
}

const TICK_MS = 250;
/** The shop's own metrics, and what a time daemon on each node says of its clock. */
const SPOKEN: readonly DialectName[] = ['house', 'clocks'];
/** Span metrics and service graphs are made by the trace backend, from the spans it receives: two makers would add up. */
const MADE_FROM_SPANS = 'traces_';
const NS_PER_MS = BigInt(1_000_000);
const NS_PER_S = 1e9;
const MS_PER_S = 1000;
const MS_PER_MINUTE = 60_000;

/**
 * A scenario that happens now: virtual time goes with the wall clock, and what has happened is handed to the sinks as it
 * happens. The telemetry is that of a batch run with the same seed, round and start.
 *
 * At another speed than 1 the run is put so far back that it ends now: nothing lies in the future, and a millisecond stays
 * one. With `loop` one run follows the other; a run is then numbered by the minute in which it starts, so that no ID comes
 * back, not even after a restart.
 */
export class Live {
  private stage: Stage | undefined;
  private round = 0;
  private startNs = BigInt(0);
  private virtualNs = 0;

  constructor(
    private readonly options: LiveOptions,
    private readonly around: Surroundings
  ) {}

  /** Runs until the scenario is over, or the signal comes; then waits for nothing: the sinks are their owner's to close. */
  async run(): Promise<void> {
    const { signal } = this.around;
    do {
      await this.oneRound();
    } while (this.options.loop && !signal.aborted);
  }

  /** What a scrape sees now; undefined before the start. */
  scraped(): Exposed | undefined {
    const registry = this.stage?.registry;
    return registry === undefined
      ? undefined
      : {
          samples: registry.current().filter(({ name }) => !name.startsWith(MADE_FROM_SPANS)),
          exemplars: registry.exemplars(),
          at: this.options.speed === 1 ? undefined : secondsOf(this.startNs) + this.virtualNs / NS_PER_S,
        };
  }

  state(): LiveState {
    const { scenario, seed } = this.options;
    return {
      scenario,
      seed,
      round: this.round,
      started: isoTime(this.startNs),
      virtualSeconds: this.virtualNs / NS_PER_S,
      untilSeconds: (this.stage?.horizonNs ?? 0) / NS_PER_S,
    };
  }

  private async oneRound(): Promise<void> {
    const { clock, signal } = this.around;
    const began = clock.nowNs();
    const stage = this.begin(began);
    let spans = 0;
    let lines = 0;
    while (!signal.aborted) {
      this.virtualNs = Math.min(stage.horizonNs, Number(clock.nowNs() - began) * this.options.speed);
      stage.advance(this.virtualNs);
      const told = stage.told();
      this.tell(stage, spans, lines);
      spans = told.spans.length;
      lines = told.lines.length;
      if (this.virtualNs >= stage.horizonNs) {
        const [id] = stage.truth().ids;
        this.around.report(
          `round ${this.round} is over: ${spans} spans, ${lines} lines; start from ${id ?? 'any request'}`
        );
        return;
      }
      await clock.wait(TICK_MS, signal);
    }
  }

  private begin(nowNs: bigint): Stage {
    const { scenario, seed, scale, speed, loop } = this.options;
    this.round = loop ? Number(nowNs / NS_PER_MS / BigInt(MS_PER_MINUTE)) : 0;
    // How long a run takes does not depend on when it starts.
    const { horizonNs } = new Stage(scenario, { seed, scale, round: this.round, startNs: BigInt(0) });
    const back = BigInt(Math.round(horizonNs * Math.max(0, 1 - 1 / speed)));
    // Whole milliseconds, so that what is reported tells a batch run all it needs.
    this.startNs = ((nowNs - back) / NS_PER_MS) * NS_PER_MS;
    const stage = new Stage(scenario, { seed, scale, round: this.round, startNs: this.startNs, dialects: SPOKEN });
    this.stage = stage;
    const onset = isoTime(this.startNs + BigInt(stage.onsetNs));
    this.around.report(
      `${scenario}, seed ${seed}, round ${this.round}: from ${isoTime(this.startNs)}, ` +
        (stage.onsetNs > 0 ? `the fault begins at ${onset}` : 'nothing goes wrong')
    );
    return stage;
  }

  /** Hands over what the collector has gained since so many spans and lines. */
  private tell(stage: Stage, spans: number, lines: number): void {
    const { words } = stage;
    const had = stage.told();
    const newSpans = had.spans.slice(spans);
    const newLines = had.lines.slice(lines);
    if (newSpans.length === 0 && newLines.length === 0) {
      return;
    }
    const told = { spans: otlpTraces(newSpans).resourceSpans, lines: labLogs(newLines, words) };
    this.around.sinks.forEach((sink) => sink.take(told));
  }
}

function secondsOf(ns: bigint): number {
  return Number(ns / NS_PER_MS) / MS_PER_S;
}

function isoTime(ns: bigint): string {
  return new Date(Number(ns / NS_PER_MS)).toISOString();
}
