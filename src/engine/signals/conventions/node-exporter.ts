import { type Citation, type Convention, equals, gauge, type Matcher, PER_INSTANCE, rate, share } from '../convention';

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
    share('cpu', 'node', rate('node_cpu_seconds_total', [equals('mode', 'idle')]), {
      capacity: rate('node_cpu_seconds_total'),
      free: true,
    }),
    share('memory', 'node', gauge('node_memory_MemAvailable_bytes'), {
      capacity: gauge('node_memory_MemTotal_bytes'),
      free: true,
    }),
    share('disk', 'io-time', rate('node_disk_io_time_seconds_total'), { per: [...PER_INSTANCE, 'device'] }),
    share('disk', 'filesystem', gauge('node_filesystem_avail_bytes'), {
      capacity: gauge('node_filesystem_size_bytes'),
      free: true,
      per: [...PER_INSTANCE, 'device', 'mountpoint'],
    }),
    share('packet-loss', 'received', rate('node_network_receive_drop_total', REAL), {
      capacity: rate('node_network_receive_packets_total', REAL),
      per: [...PER_INSTANCE, 'device'],
    }),
  ],
};
