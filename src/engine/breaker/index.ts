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
export type { BreakerConvention, Citation, IdentityLabels, MetricPick, StateSource } from './conventions/convention';
export type { TransitionPattern } from './logs/pattern';
