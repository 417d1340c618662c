export { type DialectName, dialectNames } from './emit';
export type { LabIncident } from './incident';
export { DEFAULT_START_NS, runScenario } from './run';
export { Random } from './random';
export { scenarioNames, type ScenarioName } from './scenarios';
