import type { Series } from '../model';

/** What a node's own time daemon says of its clock. */
export interface NtpReading {
  /** Node as the metric names it: `node`, `nodename`, `host`, else the instance without its port. */
  readonly node: string;
  /** How far the node's clock is from its time source, nanoseconds, positive when it is ahead; the newest sample. */
  readonly offset: number;
  readonly source: 'timex' | 'ntp' | 'chrony';
  /** The kernel says that nothing disciplines the clock. */
  readonly unsynchronised: boolean;
}

const NS_PER_S = 1e9;
const NODE_LABELS = ['node', 'nodename', 'host', 'hostname'];

/**
 * Metrics of time daemons, by the names their exporters document: node_exporter's timex and ntp collectors
 * (https://github.com/prometheus/node_exporter, collector/timex.go, collector/ntp.go) and chrony_exporter
 * (https://github.com/SuperQ/chrony_exporter). `sign`: of the metric, so that a clock that is ahead is positive. timex tells
 * what is still to be added to the clock, chrony how far the system clock is ahead of NTP time.
 */
const METRICS: Readonly<Record<string, { readonly source: NtpReading['source']; readonly sign: 1 | -1 }>> = {
  node_timex_offset_seconds: { source: 'timex', sign: -1 },
  node_ntp_offset_seconds: { source: 'ntp', sign: -1 },
  chrony_tracking_system_time_seconds: { source: 'chrony', sign: 1 },
};
const SYNC_STATUS = 'node_timex_sync_status';

/** Names of the metrics that {@link readNtp} understands, to ask a source for. */
export const ntpMetrics: readonly string[] = [...Object.keys(METRICS), SYNC_STATUS];

/** Reads the daemons' own opinion from series; one reading a node and source, by node. Other series are passed over. */
export function readNtp(series: readonly Series[]): readonly NtpReading[] {
  const unsynchronised = new Set(
    series.filter((one) => metricOf(one) === SYNC_STATUS && newest(one) === 0).map((one) => nodeName(one))
  );
  return series
    .flatMap((one) => {
      const known = METRICS[metricOf(one)];
      const value = newest(one);
      if (known === undefined || value === undefined) {
        return [];
      }
      const node = nodeName(one);
      const offset = known.sign * value * NS_PER_S;
      return [{ node, offset, source: known.source, unsynchronised: unsynchronised.has(node) }];
    })
    .sort((a, b) => (a.node < b.node ? -1 : a.node > b.node ? 1 : 0));
}

function metricOf({ name, labels }: Series): string {
  return labels.__name__ ?? name;
}

function nodeName({ labels }: Series): string {
  const named = NODE_LABELS.map((key) => labels[key]).find((value) => value !== undefined && value !== '');
  return named ?? (labels.instance ?? '').replace(/:\d+$/, '');
}

function newest({ values }: Series): number | undefined {
  for (let at = values.length - 1; at >= 0; at -= 1) {
    const value = values[at];
    if (typeof value === 'number' && Number.isFinite(value)) {
      return value;
    }
  }
  return undefined;
}
