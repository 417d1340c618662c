export { edgeOutcomes } from './edges';
export { inferBreakers } from './infer';
export type { AnalysisWindow, CallOutcome, EdgeCall, EdgeOutcomes } from './outcomes';
export type { InferredReason } from './messages';
