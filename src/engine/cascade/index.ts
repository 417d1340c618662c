export { analyseCascade, analysingCascade } from './analyse';
export { usualTimeOf } from './baseline';
export { correlationMessages } from './messages';
export { unifyNames } from './names';
export { relate, type Relation } from './order';
export { type Annotation, changesOfAnnotations } from './read/annotations';
export { type ChangeOptions, changesOfTraces } from './read/changes';
export { changesOfLogs } from './read/log-changes';
export { signalsOfLogs } from './read/logs';
export { type MeasuredSignals, type MeasureOptions, signalsOfMeasures } from './read/measures';
export { type SeriesOptions, type SeriesSignals, signalsOfSeries } from './read/series';
export { signalsOfTraces, type TracedSignals } from './read/traces';
export type {
  Baseline,
  BlastRadius,
  BrokenTie,
  CallEdge,
  Cascade,
  CascadeInput,
  ChangeEvent,
  ChangeKind,
  Correlation,
  CorrelationMeaning,
  Estimate,
  Onset,
  OnsetOrder,
  OrderBasis,
  PrecedingChange,
  Propagation,
  PropagationKind,
  ServiceCascade,
  ServiceClock,
  ServiceSignal,
  Severity,
  SignalAnomaly,
  SignalKind,
  SignalName,
  SignalOperation,
  SignalSamples,
  SignalSource,
  TimeSpan,
} from './types';
