export type {
  Basis,
  Breaker,
  BreakerConfiguration,
  BreakerFinding,
  BreakerFindingKind,
  BreakerIdentity,
  BreakerInput,
  BreakerOptions,
  BreakerRule,
  Breakers,
  BreakerState,
  BreakerWindow,
  CallCounts,
  Disagreement,
  InstanceLane,
  RateWindow,
  ShadowOutcome,
  StateInterval,
  Transition,
} from './types';
export type { BreakerConvention, BreakerLabels, LabelPick, LaneMetrics, StateSource } from './conventions/convention';
export { BREAKER_CONVENTIONS } from './conventions';
export { type CustomBreakerMetric, customBreakerConvention } from './conventions/custom';
export { breakerSelections, detectConventions } from './measured/groups';
export { measuredBreakers } from './measured/measured';
export { analyseBreakers, analysingBreakers } from './analysis/analyse';
export { customPattern } from './logs/custom';
export { SHIPPED_WORDS, TRANSITION_PATTERNS } from './logs/patterns';
export type { BreakerReason, OpenMessage } from './messages';
export type { TransitionPattern } from './logs/pattern';
