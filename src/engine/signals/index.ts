export type {
  Breakdown,
  Citation,
  Convention,
  Failures,
  HistogramMetric,
  Matcher,
  MatchOperator,
  RequestMetrics,
  ResourceSignal,
  SaturationKind,
  Selection,
  SubjectLabels,
  Templates,
  Term,
} from './convention';
export { PER_INSTANCE } from './convention';
export { CONVENTIONS } from './conventions';
export { type CustomConvention, customConvention, type DurationUnit } from './custom';
export type {
  Counted,
  Detection,
  DetectOptions,
  Latency,
  Presence,
  RequestGroup,
  ResourceGroup,
  ScopeNames,
} from './detection';
export { detect, keepServices, scopeMatchers } from './detect';
export { type LabelNames, serviceName, type Subject, subjectKey } from './subject';
export { type Measure, QUANTILES, type ResourceName, SIGNAL_ROLES, type SignalRole } from './measure';
export { meanOf, medianOf, peakOf, ratioOf, shareOf, sumOf, worstOf } from './compare';
export { type CellRole, type Compared, fullest, NOT_MEASURED, type SignalRow, signalRows } from './rows';
export { WHOLE_MEASURES, type WholeMeasure } from './whole';
export { REQUEST_LIKE, unknownMetrics } from './hint';
