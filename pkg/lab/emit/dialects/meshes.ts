import type { Instance } from '../../simulation';
import type { MetricLabels, Registry } from '../registry';
import { type Dialect, REQUEST_MILLISECONDS, namespaceOf } from './happenings';

const MS = 1000;
const FAILING = 500;

/** Istio's standard metrics: the proxy of who was called, and the proxy of who called. */
export const istio: Dialect = {
  served: ({ instance, client, status, seconds }, { registry }) => {
    const labels = {
      ...ends(client === '' ? 'unknown' : client, instance.service),
      pod: instance.pod,
      reporter: 'destination',
      response_code: String(status),
    };
    registry.count('istio_requests_total', labels);
    registry.observe('istio_request_duration_milliseconds', labels, REQUEST_MILLISECONDS, seconds * MS);
  },
  called: ({ instance, server, status, seconds, store }, { registry }) => {
    if (store === undefined) {
      const labels = {
        ...ends(instance.service, server),
        pod: instance.pod,
        reporter: 'source',
        response_code: String(status),
      };
      registry.count('istio_requests_total', labels);
      registry.observe('istio_request_duration_milliseconds', labels, REQUEST_MILLISECONDS, seconds * MS);
    }
  },
};

function ends(source: string, destination: string): Readonly<Record<string, string>> {
  return {
    source_workload: source,
    source_canonical_service: source,
    source_app: source,
    destination_workload: destination,
    destination_service_name: destination,
    destination_canonical_service: destination,
    destination_app: destination,
    request_protocol: 'http',
  };
}

/** Envoy's statistics of the clusters that it sends to. */
export const envoy: Dialect = {
  called: ({ instance, server, status, seconds }, { registry }) => {
    const labels = { ...sidecar(instance), envoy_cluster_name: server };
    registry.count('envoy_cluster_upstream_rq_total', labels);
    if (status > 0) {
      registry.count('envoy_cluster_upstream_rq_xx', {
        ...labels,
        envoy_response_code_class: String(Math.floor(status / 100)),
      });
    }
    registry.observe('envoy_cluster_upstream_rq_time', labels, REQUEST_MILLISECONDS, seconds * MS);
  },
  instance: (instance, _, { registry, words }) => {
    for (const [role, calls] of instance.calls) {
      const labels = { ...sidecar(instance), envoy_cluster_name: words.name(role) };
      registry.set('envoy_cluster_upstream_rq_pending_active', labels, Math.max(0, calls - POOL));
      registry.count('envoy_cluster_upstream_cx_overflow', labels, calls > POOL ? 1 : 0);
    }
  },
};

/** Connections that a proxy keeps to a cluster before requests wait. */
const POOL = 8;

function sidecar({ service, pod }: Instance): Readonly<Record<string, string>> {
  return { app: service, pod, job: 'envoy-stats' };
}

/** Linkerd's proxy: inbound of who was called, outbound of who called. */
export const linkerd: Dialect = {
  served: ({ instance, status, seconds }, { registry }) =>
    answer(registry, { ...workload(instance), direction: 'inbound' }, status, seconds),
  called: ({ instance, server, status, seconds, store }, { registry }) => {
    if (store === undefined) {
      answer(registry, { ...workload(instance), direction: 'outbound', dst_deployment: server }, status, seconds);
    }
  },
};

function answer(registry: Registry, labels: MetricLabels, status: number, seconds: number): void {
  const code = { status_code: String(status) };
  registry.count('response_total', { ...labels, classification: classification(status), ...code });
  registry.observe('response_latency_ms', { ...labels, ...code }, REQUEST_MILLISECONDS, seconds * MS);
}

function workload(instance: Instance): Readonly<Record<string, string>> {
  return { deployment: instance.service, pod: instance.pod, namespace: namespaceOf(instance) };
}

/** What never came back has failed. */
function classification(status: number): string {
  return status === 0 || status >= FAILING ? 'failure' : 'success';
}
