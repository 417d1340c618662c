export type { CorrelationKey, LogPlace, Nesting } from './key';
export { TRACE_KEY } from './key';
export type {
  Arrival,
  Coverage,
  CoverageGap,
  Join,
  JoinedService,
  LegState,
  LogAnchor,
  ReportLine,
  Signal,
} from './join-types';
export { presetKeys, traceKey, withPresets } from './presets';
export { type IdMatch, matchId, nestedPattern, quotePattern } from './matching';
export { logValues } from './log-values';
export { checkPattern } from './patterns';
export { logSpanId, logTraceId } from './log-trace';
export { spanValues } from './span-values';
export {
  defaultIdentityRules,
  identifyService,
  type IdentityFields,
  type IdentityOverride,
  type IdentityRules,
  serviceIdentity,
} from './identity';
export { type IdentityReader, identityReader } from './identity-reader';
export { joinSignals, type JoinInput } from './join';
export {
  defaultRoundLimits,
  type Lookup,
  type LookupAnswer,
  type RoundLimits,
  type RoundState,
  type TimeWindow,
} from './lookup';
export { idProblem, leftOut, planRound } from './rounds';
export { type Findings, learn } from './learnt';
