import { frame, type FrameJson } from '../answer';
import { sortByLabels } from '../labels';
import type { StoredLog } from '../memory';
import { aggregate } from '../prometheus/aggregate';
import { binary } from '../prometheus/binary';
import { eachWindow, type Scene } from '../prometheus/selection';
import {
  emptySeries,
  type Labels,
  labelsKey,
  put,
  type Steps,
  type StepSeries,
  type Value,
  type Vector,
} from '../prometheus/vector';
import { rowOf } from './lines';
import type { MetricQuery } from './metricQuery';
import { stats } from './stats';

/** What a target asked. */
export interface Asked {
  readonly refId: string;
  readonly expr: string;
  readonly steps: Steps;
}

const NS_PER_MS = 1e6;
const MS_PER_S = 1000;
const ALL_LABELS = { kind: 'ignoring', labels: [], many: 'none', include: [] } as const;

interface Lines {
  readonly labels: Labels;
  /** Epoch milliseconds, ascending. */
  readonly times: number[];
  readonly bytes: number[];
}

/**
 * Answers a LogQL metric query: one frame a series, without points where no line was, as Grafana 12.4 shows what Loki
 * answers. A window holds what is younger than its range and not younger than its step: `(t - range, t]`.
 */
export function metricFrames(logs: readonly StoredLog[], query: MetricQuery, asked: Asked): readonly FrameJson[] {
  const value = compute(logs, query, asked.steps);
  const series =
    value.kind === 'vector'
      ? value.series
      : [{ labels: {}, values: value.values, present: new Uint8Array(asked.steps.count).fill(1) }];
  return sortByLabels(series.filter(({ present }) => present.includes(1))).map((one, index) =>
    seriesFrame(one, asked, index)
  );
}

function compute(logs: readonly StoredLog[], query: MetricQuery, steps: Steps): Value {
  switch (query.kind) {
    case 'number':
      return { kind: 'scalar', values: new Float64Array(steps.count).fill(query.value) };
    case 'range':
      return { kind: 'vector', series: overRange(logs, query, steps) };
    case 'aggregate': {
      const of = compute(logs, query.of, steps);
      const parameters =
        query.parameter === undefined ? undefined : new Float64Array(steps.count).fill(query.parameter);
      return { kind: 'vector', series: aggregate(query, parameters, of.kind === 'vector' ? of.series : [], steps) };
    }
    case 'binary': {
      const [left, right] = [compute(logs, query.left, steps), compute(logs, query.right, steps)];
      return binary({ operator: query.operator, bool: false, matching: ALL_LABELS }, left, right, steps);
    }
  }
}

function overRange(logs: readonly StoredLog[], query: Extract<MetricQuery, { kind: 'range' }>, steps: Steps): Vector {
  const { rangeMs, offsetMs, operator, log } = query;
  const scene: Scene = { series: new Map(), steps, version: 3 };
  const earliest = BigInt(Math.floor(steps.startMs - offsetMs - rangeMs)) * BigInt(NS_PER_MS);
  const latest = BigInt(Math.ceil(steps.startMs + steps.count * steps.stepMs - offsetMs)) * BigInt(NS_PER_MS);
  const inRange = logs.filter(({ timeNs, labels }) => timeNs >= earliest && timeNs <= latest && log.selects(labels));
  const perStep = operator === 'rate' || operator === 'bytes_rate' ? rangeMs / MS_PER_S : 1;
  return grouped(inRange, log.stages).map(({ labels, times, bytes }) => {
    const weights = operator.startsWith('bytes') ? bytes : bytes.map(() => 1);
    const stored = { labels, times: Float64Array.from(times), values: Float64Array.from(weights) };
    const series = emptySeries(labels, steps);
    eachWindow(scene, stored, rangeMs, offsetMs, (step, { first, end }) => {
      const sum = weights.slice(first, end).reduce((total, weight) => total + weight, 0);
      put(series, step, sum / perStep);
    });
    return series;
  });
}

/** Lines that come through the pipeline, by all of their labels. */
function grouped(
  logs: readonly StoredLog[],
  stages: Extract<MetricQuery, { kind: 'range' }>['log']['stages']
): readonly Lines[] {
  const encoder = new TextEncoder();
  const groups = new Map<string, Lines>();
  for (const log of logs) {
    const row = rowOf(log);
    if (stages.every((stage) => stage(row))) {
      const labels = Object.fromEntries([...row.labels].map(([name, { value }]) => [name, value]));
      const key = labelsKey(labels);
      const group = groups.get(key) ?? { labels, times: [], bytes: [] };
      groups.set(key, group);
      group.times.push(Number(log.timeNs) / NS_PER_MS);
      group.bytes.push(encoder.encode(row.line).length);
    }
  }
  return [...groups.values()];
}

function seriesFrame({ labels, values, present }: StepSeries, { refId, expr, steps }: Asked, index: number): FrameJson {
  const rows = [...present.keys()].filter((step) => present[step] === 1);
  const pairs = Object.entries(labels)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}="${value}"`);
  return frame({
    fields: [
      {
        name: 'Time',
        type: 'time',
        config: { interval: steps.stepMs },
        values: rows.map((step) => steps.startMs + step * steps.stepMs),
      },
      {
        name: 'Value',
        type: 'number',
        config: { displayNameFromDS: `{${pairs.join(', ')}}` },
        values: rows.map((step) => values[step]),
        labels,
      },
    ],
    refId,
    meta: {
      type: 'timeseries-multi',
      typeVersion: [0, 1],
      ...(index === 0 ? { stats: stats({ linesRead: 0, bytesRead: 0 }) } : {}),
      executedQueryString: `Expr: ${expr}\nStep: ${steps.stepMs / MS_PER_S}s`,
      preferredVisualisationType: 'graph',
    },
  });
}
