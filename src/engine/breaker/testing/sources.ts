import type { Citation } from '../../signals';
import { daprSources } from '../conventions/dapr';
import { envoySources } from '../conventions/envoy';
import { gofrSources } from '../conventions/gofr';
import { hystrixSources } from '../conventions/hystrix';
import { istioSources } from '../conventions/istio';
import { opossumSources } from '../conventions/opossum';
import { pollySources } from '../conventions/polly';
import { resilience4jSources } from '../conventions/resilience4j';

/** The document that each convention follows, by its name. */
export const conventionSources: Readonly<Record<string, readonly Citation[]>> = {
  dapr: daprSources,
  envoy: envoySources,
  gofr: gofrSources,
  hystrix: hystrixSources,
  istio: istioSources,
  opossum: opossumSources,
  polly: pollySources,
  resilience4j: resilience4jSources,
};
