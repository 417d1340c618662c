import { median, quantile } from 'simple-statistics';

import type { Series } from '../../model';
import { epochMsFromNs, type EpochNs, nanos, nanosFromMs } from '../../units';
import { metricRole } from './metric-role';
import type { Stream } from './stream';

/** A series as numbers over time: gauges as they are, counters as rates a second. */
interface Measured {
  readonly series: Series;
  readonly times: Float64Array;
  readonly values: Float64Array;
}

/** A tenth of a whole resource more or less starves nobody. */
const SHARE_FLOORS: Readonly<Record<string, number>> = { percent: 10, percentunit: 0.1 };
/** Where the whole is not known, what busy services usually use stands for what matters. */
const TYPICAL = 0.9;
const MS_PER_S = 1000;
const DUST = 1e-6;

/**
 * Metrics of resources and requests, one stream a series. They are compared by ratio, above a floor that comes from the
 * same metric of all services: from 0.1 to 0.4 % of a CPU is no change where others use 20 %.
 */
export function metricStreams(
  incident: readonly Series[],
  baseline: readonly Series[],
  origin: EpochNs,
  nameOf: (key: string) => string
): readonly Stream[] {
  const now = incident.filter(isUsed).map((series) => measured(series, origin));
  const usual = new Map(baseline.filter(isUsed).map((series) => [keyOf(series), measured(series, origin)]));
  const floors = floorsOf([...now, ...usual.values()]);
  return now.flatMap(({ series, times, values }): readonly Stream[] => {
    const role = metricRole(series.name);
    if (times.length === 0 || role.kind === 'other') {
      return [];
    }
    const floor = floors.get(series.name) ?? 1;
    const logOf = (value: number): number => Math.log(Math.max(0, value) + floor);
    const valueOf = (log: number): number => shown(Math.exp(log) - floor, floor);
    const instance = series.labels.k8s_pod_name ?? series.labels.pod ?? series.labels.instance;
    return [
      {
        signal: role.kind === 'resource' || role.kind === 'waiting' ? 'resource' : 'symptom',
        place: { service: nameOf(series.service.key), ...(instance === undefined ? {} : { instance }) },
        shape: 'level',
        bothWays: false,
        weight: role.kind === 'resource' ? 1 : SYMPTOM_WEIGHT,
        inheritable: role.kind !== 'resource',
        times,
        values: values.map(logOf),
        baseline: (usual.get(keyOf(series))?.values ?? new Float64Array()).map(logOf),
        tell: (before, after) => ({
          key: role.kind === 'resource' || role.kind === 'waiting' ? 'suspect.resource' : 'suspect.symptom',
          params: { metric: series.name, usual: valueOf(before), now: valueOf(after), unit: series.unit },
        }),
        link: (row) => ({ kind: 'series', at: nanos(times[row] ?? 0), metric: series.name, labels: series.labels }),
      },
    ];
  });
}

/** With the digits that mean something; what is lost beside the floor is nothing. */
function shown(value: number, floor: number): number {
  return Math.abs(value) < DUST * floor ? 0 : Number(value.toPrecision(4));
}

/** Slow requests and full pools are seen in a service that waits for another as much as in the one that is waited for. */
const SYMPTOM_WEIGHT = 0.5;

function isUsed({ name, service }: Series): boolean {
  return service.key !== '' && metricRole(name).kind !== 'other';
}

function keyOf({ name, labels }: Series): string {
  return [
    name,
    ...Object.keys(labels)
      .sort()
      .map((label) => `${label}=${labels[label] ?? ''}`),
  ].join('\n');
}

function measured(series: Series, origin: EpochNs): Measured {
  const times: number[] = [];
  const values: number[] = [];
  const start = epochMsFromNs(origin);
  let before: { readonly time: number; readonly value: number } | undefined;
  series.values.forEach((value, at) => {
    const ms = series.times[at];
    if (value === null || ms === undefined || !Number.isFinite(value)) {
      return;
    }
    const isCounter = metricRole(series.name).isCounter;
    const rate = before === undefined ? undefined : ((value - before.value) / (ms - before.time)) * MS_PER_S;
    before = { time: ms, value };
    // A counter that falls was restarted.
    const shown = isCounter ? (rate !== undefined && rate >= 0 ? rate : undefined) : value;
    if (shown !== undefined) {
      times.push(nanosFromMs(ms - start));
      values.push(shown);
    }
  });
  return { series, times: Float64Array.from(times), values: Float64Array.from(values) };
}

/** Below its floor a metric's values are as good as equal. */
function floorsOf(all: readonly Measured[]): ReadonlyMap<string, number> {
  const medians = new Map<string, number[]>();
  for (const { series, values } of all) {
    const known = medians.get(series.name) ?? [];
    medians.set(series.name, known);
    if (values.length > 0) {
      known.push(median(Array.from(values)));
    }
  }
  const floors = new Map<string, number>();
  for (const { series } of all) {
    const each = medians.get(series.name) ?? [];
    const typical = each.length === 0 ? 0 : quantile(each, TYPICAL);
    floors.set(series.name, SHARE_FLOORS[series.unit] ?? (typical > 0 ? typical : 1));
  }
  return floors;
}
