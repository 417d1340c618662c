export type {
  ClockTruth,
  LabIncident,
  LabLog,
  OtlpAttribute,
  OtlpEvent,
  OtlpLink,
  OtlpResourceSpans,
  OtlpScopeSpans,
  OtlpSpan,
  OtlpStatus,
  OtlpTraces,
  OtlpValue,
  PromExemplarAnswer,
  PromRangeAnswer,
  PromSample,
  PromSeries,
  Truth,
} from './incident';
export { DEFAULT_START_NS, runScenario, type RunOptions } from './run';
export { scenarioNames, type ScenarioName } from './scenarios';
