export { defaultNodeRules, nodeOf, type NodeRules } from './node';
export {
  type NodePairOffset,
  type ServicePairOffset,
  SkewCollector,
  type SkewOptions,
  type SkewReport,
} from './collect';
export type { NodeOffset, NodeOffsets, PairOffset } from './nodes';
export type { NodeStep } from './node-steps';
export { type ClockStep, type OffsetEstimate, type OffsetReading, readOffset } from './offset';
export type { Interval } from './bounds';
export { explainer } from './explained';
export type { Explained, Violation, ViolationKind } from './violations';
export { linesBeforeCause } from './line-order';
export { logClocks, type LogClock, type LogClocks } from './log-clock';
export { type NtpReading, readNtp } from './ntp';
export {
  defaultThresholds,
  judgeLogClock,
  judgeNode,
  judgePair,
  type SkewAdvice,
  type SkewLevel,
  type SkewThresholds,
  type SkewVerdict,
} from './verdict';
export { clockAt, type CorrectedTrace } from './correct';
export { type ClockCorrection, type CorrectionState, correctTraces } from './correction';
export { type CorrectedLines, correctLines } from './correct-lines';
