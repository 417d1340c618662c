export { compareLogical, type Causality, type LogicalTime } from './times';
export { defaultLogicalFields, type LogicalFields, readLogical, readProcess } from './read';
export { DEFAULT_SHIVIZ, readShiviz, type ShivizEvent } from './shiviz';
export { type HappensBefore, type OrderBasis, type OrderedEvent, orderEvents } from './order';
