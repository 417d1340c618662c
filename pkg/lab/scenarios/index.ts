import { amexSlow } from './amexSlow';
import { breakerFlap } from './breakerFlap';
import { breakerMissing } from './breakerMissing';
import { brokenPropagation } from './brokenPropagation';
import { cacheStampede } from './cacheStampede';
import { dbDomino } from './dbDomino';
import { duplicateOrders } from './duplicateOrders';
import { expiredTokens } from './expiredTokens';
import { healthy } from './healthy';
import { latencySpike } from './latencySpike';
import { mysteriousTimeout } from './mysteriousTimeout';
import { memoryLeakCascade, paymentCascade } from './paymentCascade';
import { noisyNeighbour } from './noisyNeighbour';
import { oneDatacentre } from './oneDatacentre';
import { poolExhaustion } from './poolExhaustion';
import { retryStorm } from './retryStorm';
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
  'breaker-flap': breakerFlap,
  'breaker-missing': breakerMissing,
  'payment-cascade': paymentCascade,
  'memory-leak-cascade': memoryLeakCascade,
  'pool-exhaustion': poolExhaustion,
  'db-domino': dbDomino,
  'retry-storm': retryStorm,
  'cache-stampede': cacheStampede,
  'one-datacentre': oneDatacentre,
  'noisy-neighbour': noisyNeighbour,
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
  'breaker-flap',
  'breaker-missing',
  'payment-cascade',
  'memory-leak-cascade',
  'pool-exhaustion',
  'db-domino',
  'retry-storm',
  'cache-stampede',
  'one-datacentre',
  'noisy-neighbour',
];
