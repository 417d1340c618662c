import type { Fault } from '../faults';
import type { ChangeTruth, ClockTruth, Truth } from '../incident';
import type { Random } from '../random';
import type { LevelSample, LineRecord, Load, SpanRecord } from '../simulation';
import type { Topology, Vocabulary } from '../topology';

/** What is simulated, made from the seed. */
export interface Plan {
  readonly topology: Topology;
  readonly load: Load;
  readonly faults: readonly Fault[];
  /**
   * Every request draws for itself, so that a run with one operation made faster differs from the run without by that
   * alone. Otherwise all draw from one stream in the order in which things happen.
   */
  readonly ownDraws?: boolean;
  /** Names of the nodes; the usual four when absent. */
  readonly nodes?: readonly string[];
  /** Clocks that are off by more than a few milliseconds. */
  readonly skew?: Readonly<Record<string, ClockTruth>>;
  /** How long the run goes on after the last request, where waiting ones need more than half a minute. */
  readonly drainMs?: number;
  /** When the fault begins, milliseconds after the start. */
  readonly onsetMs: number;
}

/** What happened, for a scenario to tell its truth from. */
export interface Run {
  readonly plan: Plan;
  readonly spans: readonly SpanRecord[];
  readonly lines: readonly LineRecord[];
  /** How full the instances of each service were at each scrape. */
  readonly levels: readonly LevelSample[];
  readonly words: Vocabulary;
}

/** The part of the truth that only the scenario knows; onsets are nanoseconds after the start. */
export interface Told extends Pick<
  Truth,
  | 'cause'
  | 'kind'
  | 'firstService'
  | 'blastRadius'
  | 'ids'
  | 'operation'
  | 'attribute'
  | 'slip'
  | 'fault'
  | 'spread'
  | 'edge'
> {
  readonly onsets: Readonly<Record<string, number>>;
  /** Service -> name of a signal -> time. */
  readonly signals?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly change?: Omit<ChangeTruth, 'atNs'> & { readonly at: number };
}

export interface Scenario {
  readonly name: string;
  /** One line for the list of the command line. */
  readonly summary: string;
  /** Nothing but metrics is kept of its runs: no span, no line, no exemplar. */
  readonly metricsOnly?: boolean;
  plan(random: Random, scale: number): Plan;
  tell(run: Run): Told;
}
