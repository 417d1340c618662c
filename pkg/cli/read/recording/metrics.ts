import { identifyService, type IdentityRules } from '../../../../src/engine/correlation';
import type { Series } from '../../../../src/engine/model';
import { epochMs, type EpochMs } from '../../../../src/engine/units';
import { serviceOfPod } from './pod';
import type { CsvTable } from './table';

export const METRIC_COLUMNS = ['TimeStamp', 'PodName'] as const;

const NOT_VALUES: ReadonlySet<string> = new Set(['Time', 'TimeStamp', 'PodName']);
const MS_PER_SECOND = 1000;
/** A share of successes of 0 is written where there were no requests. */
const SUCCESS = /success.*rate/i;
const UNITS: Readonly<Record<string, string>> = { '%': 'percent', s: 's', ms: 'ms', Mi: 'mbytes', Ops: 'reqps' };
const UNIT = /\(([^)]*)\)$/;

/** A recording's metrics: one row a pod and minute, one column a metric with its unit in brackets. One series a pod and metric. */
export function readRecordedMetrics(table: CsvTable, rules: IdentityRules): readonly Series[] {
  const byPod = new Map<string, Array<{ readonly time: EpochMs; readonly cells: CsvTable['rows'][number] }>>();
  for (const cells of table.rows) {
    const pod = cells.PodName ?? '';
    const seconds = Number(cells.TimeStamp ?? NaN);
    if (pod !== '' && Number.isFinite(seconds)) {
      const rows = byPod.get(pod) ?? [];
      byPod.set(pod, rows);
      rows.push({ time: epochMs(seconds * MS_PER_SECOND), cells });
    }
  }
  const columns = table.columns.filter((column) => !NOT_VALUES.has(column));
  return [...byPod].flatMap(([pod, unsorted]) => {
    const rows = unsorted.sort((a, b) => a.time - b.time);
    const labels = { service_name: serviceOfPod(pod), k8s_pod_name: pod };
    const times = rows.map(({ time }) => time);
    const [first, second] = times;
    return columns.map((column): Series => ({
      name: column.replace(UNIT, ''),
      labels,
      times,
      values: rows.map(({ cells }) => valueOf(column, cells[column])),
      unit: UNITS[UNIT.exec(column)?.[1] ?? ''] ?? '',
      intervalMs: first === undefined || second === undefined ? undefined : second - first,
      service: identifyService({ labels }, rules),
      signal: undefined,
      quantile: undefined,
    }));
  });
}

function valueOf(column: string, text: string | undefined): number | null {
  const value = text === undefined || text === '' ? NaN : Number(text);
  return Number.isNaN(value) || (value === 0 && SUCCESS.test(column)) ? null : value;
}
