export { compareLogical, type Causality, type LogicalTime } from './times';
export { type LogicalFields, readLogical, readProcess } from './read';
export { readShiviz, type ShivizEvent } from './shiviz';
export { type HappensBefore, type OrderBasis, type OrderedEvent, orderEvents } from './order';
