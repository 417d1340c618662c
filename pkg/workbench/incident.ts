import { type LabIncident, runScenario, scenarioNames } from '../lab';
import type { DemoOptions } from './options';

/** A staged incident, and the range of time in which it lies. */
export interface Staged {
  readonly incident: LabIncident;
  readonly fromMs: number;
  readonly toMs: number;
  /** The failing request that tells the story best. */
  readonly id: string;
}

const NS_PER_MS = 1_000_000n;
const MARGIN_MS = 30_000;
const TRIAL_SCALE = 0.02;

/**
 * Lays an incident down in memory, so that it ended shortly before `nowMs`.
 *
 * @throws Error with a sentence for the user, when the lab has no such scenario.
 */
export function stage({ scenario, seed }: DemoOptions, nowMs: number): Staged {
  const name = scenarioNames.find((known) => known === scenario);
  if (name === undefined) {
    throw new Error(`the lab has no scenario "${scenario}"; it has ${scenarioNames.join(', ')}`);
  }
  // When the incident ends is known only when it has run, but does not depend on the load: a small one tells it soon.
  const trial = runScenario(name, { seed, startNs: 0n, scale: TRIAL_SCALE });
  const startNs = BigInt(Math.floor((nowMs - MARGIN_MS) / 60_000)) * 60_000n * NS_PER_MS - endOf(trial);
  const incident = runScenario(name, { seed, startNs, dialects: ['house', 'clocks'] });
  const [id = ''] = incident.truth.ids;
  return { incident, id, fromMs: Number(startNs / NS_PER_MS), toMs: Number((startNs + endOf(trial)) / NS_PER_MS) };
}

/** The last scrape comes after the last request has ended. */
function endOf({ metrics }: LabIncident): bigint {
  const samples = metrics.flatMap(({ data }) => data.result.map(({ values }) => values.at(-1)?.[0] ?? 0));
  return BigInt(Math.ceil(samples.reduce((last, each) => Math.max(last, each), 0))) * 1000n * NS_PER_MS;
}
