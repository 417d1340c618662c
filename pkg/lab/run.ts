import type { LabIncident } from './incident';
import type { ScenarioName } from './scenarios';
import { NS_PER_MS } from './simulation';
import { Stage, type StageOptions } from './stage';

type RunOptions = Pick<StageOptions, 'seed'> & Partial<StageOptions>;

export const DEFAULT_START_NS = BigInt(Date.UTC(2026, 10, 21, 10)) * BigInt(NS_PER_MS);

/**
 * Simulates one scenario and lays the finished incident down in memory. The same name and options give the same bytes.
 * Spans and log lines are in the clock of their node, metrics and the truth in true time.
 */
export function runScenario(name: ScenarioName, options: RunOptions): LabIncident {
  const { startNs = DEFAULT_START_NS, scale = 1, round = 0 } = options;
  const stage = new Stage(name, { ...options, startNs, scale, round });
  stage.advance(stage.horizonNs);
  return stage.incident();
}
