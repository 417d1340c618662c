import { amexSlow } from './amexSlow';
import { brokenPropagation } from './brokenPropagation';
import { duplicateOrders } from './duplicateOrders';
import { expiredTokens } from './expiredTokens';
import { healthy } from './healthy';
import { latencySpike } from './latencySpike';
import { mysteriousTimeout } from './mysteriousTimeout';
import { memoryLeakCascade, paymentCascade } from './paymentCascade';
import type { Scenario } from './scenario';
import { timeTraveller } from './timeTraveller';
import { vanishingLogs } from './vanishingLogs';

export type { Plan, Scenario } from './scenario';

/** Every scenario, by name. */
export const scenarios = {
  healthy,
  'mysterious-timeout': mysteriousTimeout,
  'duplicate-orders': duplicateOrders,
  'broken-propagation': brokenPropagation,
  'latency-spike': latencySpike,
  'amex-slow': amexSlow,
  'time-traveller': timeTraveller,
  'expired-tokens': expiredTokens,
  'vanishing-logs': vanishingLogs,
  'payment-cascade': paymentCascade,
  'memory-leak-cascade': memoryLeakCascade,
} as const satisfies Readonly<Record<string, Scenario>>;

export type ScenarioName = keyof typeof scenarios;

export const scenarioNames: readonly ScenarioName[] = [
  'healthy',
  'mysterious-timeout',
  'duplicate-orders',
  'broken-propagation',
  'latency-spike',
  'amex-slow',
  'time-traveller',
  'expired-tokens',
  'vanishing-logs',
  'payment-cascade',
  'memory-leak-cascade',
];
