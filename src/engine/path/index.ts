export type {
  CriticalPath,
  DragAndSlack,
  Operation,
  PathNote,
  PathNoteKind,
  PathOptions,
  PathRule,
  PathSections,
} from './types';
export { criticalPath } from './critical-path';
export { dragAndSlack } from './drag-slack';
export { selfTimes } from './self-time';
export { type GroupTimes, timesByOperation, timesByService } from './times';
export { type TimeShare, whereTimeWent } from './where-time-went';
export { type Anomaly, anomalies, type Bottleneck, bottlenecks, type OperationHistory } from './findings';
export { type OperationCost, type OperationCostOptions, operationCosts } from './operation-costs';
export { type ErrorRoot, errorRoots } from './error-roots';
export { type KnownOrder, type SequentialSiblings, sequentialSiblings } from './sequential-siblings';
export { aggregate } from './aggregate';
export type {
  Aggregate,
  AggregateOptions,
  Aggregator,
  CallPath,
  Change,
  Cohort,
  OperationName,
  OperationSummary,
  PathExemplar,
  PathHeatmap,
  Quantiles,
  TraceGroup,
  WhatIf,
} from './aggregate-types';
export {
  type Dependencies,
  type DependencyOptions,
  inferDependencies,
  knownOrder,
  type PathDependencies,
} from './dependencies';
export { quantilesOf } from './quantiles';
export { prepareWhatIf, type Retiming, type Saving, whatIf, type WhatIfOptions } from './what-if';
export type { Delay } from './delays';
export type { Relation } from './sibling-pairs';
