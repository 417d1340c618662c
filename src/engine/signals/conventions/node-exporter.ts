import { type Citation, type Convention, equals, type Matcher, PER_INSTANCE } from '../convention';

const REAL: readonly Matcher[] = [{ label: 'device', operator: '!=', value: 'lo' }];

export const nodeExporterSources: readonly Citation[] = [
  { url: 'https://github.com/prometheus/node_exporter/tree/v1.9.1/collector', version: '1.9.1' },
];

/** The host below the services: processor, memory, disks, filesystems, lost packets. */
export const nodeExporter: Convention = {
  name: 'node',
  labels: { service: ['nodename', 'node', 'instance'], instance: ['instance'] },
  attachedOnly: true,
  requests: [],
  resources: [
    {
      kind: 'cpu',
      name: 'node',
      used: { metric: 'node_cpu_seconds_total', as: 'rate', matchers: [equals('mode', 'idle')] },
      capacity: { metric: 'node_cpu_seconds_total', as: 'rate' },
      free: true,
      unit: 'percentunit',
    },
    {
      kind: 'memory',
      name: 'node',
      used: { metric: 'node_memory_MemAvailable_bytes', as: 'value' },
      capacity: { metric: 'node_memory_MemTotal_bytes', as: 'value' },
      free: true,
      unit: 'percentunit',
    },
    {
      kind: 'disk',
      name: 'io-time',
      used: { metric: 'node_disk_io_time_seconds_total', as: 'rate' },
      per: [...PER_INSTANCE, 'device'],
      unit: 'percentunit',
    },
    {
      kind: 'disk',
      name: 'filesystem',
      used: { metric: 'node_filesystem_avail_bytes', as: 'value' },
      capacity: { metric: 'node_filesystem_size_bytes', as: 'value' },
      free: true,
      per: [...PER_INSTANCE, 'device', 'mountpoint'],
      unit: 'percentunit',
    },
    {
      kind: 'packet-loss',
      name: 'received',
      used: { metric: 'node_network_receive_drop_total', as: 'rate', matchers: REAL },
      capacity: { metric: 'node_network_receive_packets_total', as: 'rate', matchers: REAL },
      per: [...PER_INSTANCE, 'device'],
      unit: 'percentunit',
    },
  ],
};
