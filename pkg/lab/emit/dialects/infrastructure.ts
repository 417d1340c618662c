import type { Instance } from '../../simulation';
import type { MetricLabels } from '../registry';
import { CORES, type Dialect, namespaceOf } from './happenings';

/** The kernel grants processor time in periods of 100 ms. */
const PERIODS_PER_S = 10;

/** cAdvisor and kube-state-metrics. */
export const kubernetes: Dialect = {
  instance: (instance, { cpuSeconds, intervalSeconds, memoryBytes, memoryLimitBytes, restarts }, { registry }) => {
    const pod = { namespace: namespaceOf(instance), pod: instance.pod, container: instance.service };
    const container = { ...pod, node: instance.node.name };
    const share = Math.min(1, cpuSeconds / intervalSeconds / CORES);
    const periods = intervalSeconds * PERIODS_PER_S;
    registry.count('container_cpu_usage_seconds_total', container, cpuSeconds);
    registry.count('container_cpu_cfs_periods_total', container, periods);
    // A container is throttled in the busier of its periods before it is busy on the whole.
    registry.count(
      'container_cpu_cfs_throttled_periods_total',
      container,
      Math.round(periods * Math.max(0, share - 0.5) * 2)
    );
    registry.set('container_memory_working_set_bytes', container, memoryBytes);
    registry.set('container_spec_memory_limit_bytes', container, memoryLimitBytes);
    registry.set('kube_pod_container_resource_limits', { ...pod, resource: 'cpu', unit: 'core' }, CORES);
    registry.set('kube_pod_container_resource_limits', { ...pod, resource: 'memory', unit: 'byte' }, memoryLimitBytes);
    registry.set('kube_pod_container_status_restarts_total', pod, restarts);
  },
};

const MAX_CONNECTIONS = 100;
const MIB = 1024 * 1024;

/** Exporters of PostgreSQL, MySQL and Redis; the house's relational stores are told as both of the first two. */
export const stores: Dialect = {
  store: (store, { running, waiting }, { registry, random }) => {
    const { system } = store.spec;
    if (system === 'redis') {
      const redis = exporter(store, 9121);
      registry.set('redis_config_maxclients', redis, MAX_CONNECTIONS);
      registry.set('redis_connected_clients', { ...redis, role: 'master' }, 18 + running);
      registry.set('redis_memory_used_bytes', redis, 40 * MIB + random.int(0, MIB));
      registry.set('redis_memory_max_bytes', redis, 256 * MIB);
      registry.set('redis_blocked_clients', redis, waiting);
      return;
    }
    if (system !== 'postgresql') {
      return;
    }
    const postgres = exporter(store, 9187);
    const database = { ...postgres, datname: store.service.replace(/-/g, '_') };
    const state = (name: string, wait: string): MetricLabels => ({ ...database, state: name, wait_event_type: wait });
    registry.set('pg_settings_max_connections', postgres, MAX_CONNECTIONS);
    registry.set('pg_stat_activity_count', state('active', ''), running);
    registry.set('pg_stat_activity_count', state('idle', 'Client'), 6);
    // A queue before the pool means that what is in the pool holds what the others want.
    registry.set('pg_stat_activity_count', state('active', 'Lock'), Math.min(running, waiting));
    registry.set(
      'pg_stat_activity_max_tx_duration',
      { ...database, state: 'active' },
      0.02 + 0.05 * waiting + 0.004 * running
    );
    const mysql = exporter(store, 9104);
    registry.set('mysql_global_variables_max_connections', mysql, MAX_CONNECTIONS);
    registry.set('mysql_global_status_threads_connected', mysql, 6 + running);
    registry.count('mysql_global_status_innodb_row_lock_time', mysql, waiting * random.int(40, 60));
  },
};

function exporter({ service }: Instance, port: number): MetricLabels {
  return { service, instance: `${service}:${port}`, job: 'exporters' };
}

const GIB = 1024 * MIB;
const NODE_CORES = 8;
/** What packets, disk time and lost packets there are for each processor second. */
const PACKETS_PER_CPU_S = 4000;
const DISK_S_PER_CPU_S = 0.05;

/** node_exporter, of the nodes that instances run on: what an instance uses, its node has spent. */
export const node: Dialect = {
  instance: ({ node: { name }, threads }, { cpuSeconds, intervalSeconds, memoryBytes }, { registry }) => {
    const labels = { instance: `${name}:9100`, nodename: name, job: 'node' };
    const idle = intervalSeconds * NODE_CORES;
    registry.count('node_cpu_seconds_total', { ...labels, cpu: '0', mode: 'idle' }, Math.max(0, idle - cpuSeconds));
    registry.count('node_cpu_seconds_total', { ...labels, cpu: '0', mode: 'user' }, cpuSeconds);
    registry.set('node_memory_MemTotal_bytes', labels, 16 * GIB);
    registry.set('node_memory_MemAvailable_bytes', labels, 12 * GIB - memoryBytes * 4);
    registry.count('node_disk_io_time_seconds_total', { ...labels, device: 'nvme0n1' }, cpuSeconds * DISK_S_PER_CPU_S);
    const volume = { ...labels, device: '/dev/nvme0n1p1', mountpoint: '/', fstype: 'ext4' };
    registry.set('node_filesystem_size_bytes', volume, 100 * GIB);
    registry.set('node_filesystem_avail_bytes', volume, 41 * GIB);
    for (const device of ['eth0', 'lo']) {
      const packets = Math.round(cpuSeconds * PACKETS_PER_CPU_S);
      registry.count('node_network_receive_packets_total', { ...labels, device }, packets);
      // A queue of requests is a queue of packets too, and that one is short.
      registry.count(
        'node_network_receive_drop_total',
        { ...labels, device },
        threads.queued > 0 ? packets * 0.002 : 0
      );
    }
  },
};
