import type { BreakerConvention } from './convention';
import { dapr } from './dapr';
import { envoy } from './envoy';
import { gofr } from './gofr';
import { hystrix } from './hystrix';
import { istio } from './istio';
import { opossum } from './opossum';
import { polly } from './polly';
import { resilience4j } from './resilience4j';

/** Every convention that ships. No two name the same metric. */
export const BREAKER_CONVENTIONS: readonly BreakerConvention[] = [
  resilience4j,
  envoy,
  istio,
  polly,
  opossum,
  dapr,
  gofr,
  hystrix,
];
