export { collectingEdges, edgeOutcomes } from './edges';
export { inferBreakers, inferringBreakers } from './infer';
export type { AnalysisWindow, CallOutcome, EdgeCall, EdgeOutcomes } from './outcomes';
export type { InferredReason } from './messages';
