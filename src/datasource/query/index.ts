export { migrateQuery } from './migrate';
export { replaceVariables, type Replace } from './replace';
export { queryObstacle } from './obstacle';
export { selectionObstacle } from './selection';
export { queryText } from './text';
export {
  DEFAULT_QUERIES,
  DEFAULT_QUERY,
  EVENT_KINDS,
  GOLDEN_SIGNALS,
  MOST_SAMPLED_TRACES,
  SIGNALS,
  VIEWS,
} from './types';
export type {
  AttributeFilter,
  BaselineChoice,
  Breakdown,
  BreakersQuery,
  CascadeQuery,
  ClewQuery,
  CorrelateQuery,
  EventKind,
  EventsQuery,
  FilterOperator,
  Scope,
  ServicesQuery,
  TraceSample,
  TracesQuery,
  View,
} from './types';
