import { defer, map, of, switchMap, type Observable } from 'rxjs';
import type { DataFrame } from '@grafana/data';
import type { IdentityRules, ReportLine, TimeWindow } from '../../engine/correlation';
import type { Series } from '../../engine/model';
import { addNanos, diffEpoch, nanos } from '../../engine/units';
import { classifyFrames, readSeries, type HistoryRow } from '../../frames';
import { askOnce, type Told } from '../delegate/ask';
import type { ChildTarget } from '../delegate/child';
import type { Narrowing } from '../filters/narrowing';
import { traceqlCondition } from '../language/conditions';
import { anyOf } from '../language/promql';
import { NOTHING_LEARNT, NOTHING_READ, stopwatch, type LegContext } from '../legs/leg';
import { verdict } from '../legs/verdict';
import type { Linked, LinkedSources } from '../linked';
import { said } from './sampling';

const NS_PER_S = 1e9;
const NS_PER_MS = 1e6;
const S_PER_HOUR = 3600;
/** What is usual is told by at least an hour; Tempo's metrics reach over three, by default. */
const SHORTEST_S = S_PER_HOUR;
const LONGEST_S = 3 * S_PER_HOUR;
/** Tempo answers so many series at most, by default. */
const MOST_SERIES = 1000;

/** Names that span metrics go by: Tempo's generator, and the OpenTelemetry collector's connector in both units. */
const SPAN_METRICS = [
  { metric: 'traces_spanmetrics_latency', service: 'service', unitNs: NS_PER_S },
  { metric: 'traces_span_metrics_duration_milliseconds', service: 'service_name', unitNs: NS_PER_MS },
  { metric: 'traces_span_metrics_duration_seconds', service: 'service_name', unitNs: NS_PER_S },
] as const;
const ROLES = ['p50', 'p99', 'count'] as const;
type Role = (typeof ROLES)[number];

/** How long operations usually take, as far as it was asked. */
export interface HistoryState {
  readonly rows: readonly HistoryRow[];
  readonly lines: readonly ReportLine[];
  readonly settled: boolean;
}

export interface HistoryTask {
  readonly services: readonly string[];
  /** The panel's; what is usual is asked of the time before it. */
  readonly window: TimeWindow;
  readonly narrowing: Narrowing;
}

interface Asking {
  readonly leg: string;
  readonly source: Linked;
  readonly targets: readonly ChildTarget[];
  readonly read: (frames: readonly DataFrame[]) => ReadonlyArray<Omit<HistoryRow, 'source'>>;
}

/**
 * The usual durations of the operations of some services, from a backend that keeps them: span metrics where a metric
 * source has them, else TraceQL metrics. No trace is downloaded for it. Sources are asked one after the other until one
 * knows. Span metrics know no scope, so a narrowed query asks the traces first.
 */
export function askHistory(task: HistoryTask, linked: LinkedSources, context: LegContext): Observable<HistoryState> {
  const window = usualWindow(task.window);
  const services = [...new Set(task.services)].slice(0, context.limits.services);
  if (services.length === 0) {
    return of({ rows: [], lines: [], settled: true });
  }
  const { scope, filters } = task.narrowing;
  const metrics = linked.metrics.map((source) => spanMetrics(source, services, window, context));
  const traces = linked.traces
    .filter(({ type }) => type !== 'jaeger' && type !== 'zipkin')
    .map((source) => traceMetrics(source, services, window, task.narrowing, context));
  const isNarrowed = scope.length > 0 || filters.length > 0;
  return askInTurn(isNarrowed ? [...traces, ...metrics] : [...metrics, ...traces], window, [], context);
}

/** As long as the panel's window, within bounds, and before it. */
function usualWindow({ from, to }: TimeWindow): TimeWindow {
  const seconds = Math.min(LONGEST_S, Math.max(SHORTEST_S, diffEpoch(to, from) / NS_PER_S));
  return { from: addNanos(from, nanos(-seconds * NS_PER_S)), to: from };
}

function secondsOf({ from, to }: TimeWindow): number {
  return Math.round(diffEpoch(to, from) / NS_PER_S);
}

function askInTurn(
  [first, ...others]: readonly Asking[],
  window: TimeWindow,
  lines: readonly ReportLine[],
  context: LegContext
): Observable<HistoryState> {
  if (first === undefined) {
    return of({ rows: [], lines, settled: true });
  }
  return askOne(first, window, context).pipe(
    switchMap(({ rows, line }) => {
      const all = [...lines, line];
      return rows.length > 0 || others.length === 0
        ? of({ rows, lines: all, settled: true })
        : askInTurn(others, window, all, context);
    })
  );
}

function askOne(
  { leg, source, targets, read }: Asking,
  window: TimeWindow,
  context: LegContext
): Observable<{ readonly rows: readonly HistoryRow[]; readonly line: ReportLine }> {
  return defer(() => {
    const elapsed = stopwatch();
    return askOnce({ source, name: leg, targets, window, minIntervalMs: secondsOf(window) * 1000 }, context).pipe(
      map((told) => {
        const rows = read(told.frames).map((row) => ({ ...row, source: source.name }));
        return { rows, line: lineOf(leg, source, told, rows.length, secondsOf(window) / S_PER_HOUR, elapsed()) };
      })
    );
  });
}

function lineOf(
  leg: string,
  { signal, name }: Linked,
  told: Told,
  rows: number,
  hours: number,
  elapsedMs: number
): ReportLine {
  const limitReached = told.frames.length >= MOST_SERIES ? MOST_SERIES : undefined;
  const judged = verdict(told, { ...NOTHING_READ, learnt: { ...NOTHING_LEARNT, rows }, limitReached });
  const base = { leg, signal, source: name, state: judged.state, rows, elapsedMs };
  return judged.state === 'done'
    ? { ...base, ...said('history.asked', { count: rows, hours: Number(hours.toPrecision(2)) }) }
    : { ...base, message: judged.key, params: judged.params };
}

function spanMetrics(
  source: Linked,
  services: readonly string[],
  window: TimeWindow,
  { refId, rules }: LegContext
): Asking {
  const leg = `metrics:history:${source.uid}`;
  const range = `${secondsOf(window)}s`;
  const targets = SPAN_METRICS.flatMap(({ metric, service }, number) =>
    ROLES.map((role) => ({
      refId: `${refId}-${leg}-${number}-${role}`,
      expr: spanMetricsExpr(role, metric, `${service}=~${anyOf(services)}`, service, range),
      range: false,
      instant: true,
      format: 'time_series',
    }))
  );
  const read: Asking['read'] = (frames) =>
    SPAN_METRICS.flatMap(({ service, unitNs }, number) => {
      const valuesOf = (role: Role): ReadonlyMap<string, number> =>
        lastValues(
          readSeries(
            classifyFrames(frames.filter((frame) => frame.refId?.endsWith(`-${number}-${role}`))).series,
            rules
          ).result,
          ({ labels }) => [labels[service] ?? '', labels.span_name ?? '']
        );
      const counts = valuesOf('count');
      const p99 = valuesOf('p99');
      return [...valuesOf('p50')].flatMap(([key, p50]) => {
        const high = p99.get(key);
        return high === undefined ? [] : [rowOf(key, p50 * unitNs, high * unitNs, counts.get(key))];
      });
    });
  return { leg, source, targets, read: (frames) => distinct(read(frames), services) };
}

function spanMetricsExpr(role: Role, metric: string, matcher: string, service: string, range: string): string {
  return role === 'count'
    ? `sum by (${service}, span_name) (increase(${metric}_count{${matcher}}[${range}]))`
    : `histogram_quantile(${role === 'p50' ? 0.5 : 0.99}, sum by (le, ${service}, span_name) (increase(${metric}_bucket{${matcher}}[${range}])))`;
}

function traceMetrics(
  source: Linked,
  services: readonly string[],
  window: TimeWindow,
  narrowing: Narrowing,
  { refId, rules }: LegContext
): Asking {
  const leg = `traces:history:${source.uid}`;
  const condition = traceqlCondition(narrowing);
  const spans = `{ resource.service.name =~ ${anyOf(services)}${condition === undefined ? '' : ` && ${condition}`} }`;
  const target = (name: string, metrics: string): ChildTarget => ({
    refId: `${refId}-${leg}-${name}`,
    queryType: 'traceql',
    query: `${spans} | ${metrics} by (resource.service.name, name)`,
    metricsQueryType: 'range',
    // One interval as long as the window: the answer is one or two points, not a curve.
    step: `${secondsOf(window)}s`,
    filters: [],
  });
  return {
    leg,
    source,
    targets: [target('quantiles', 'quantile_over_time(duration, .5, .99)'), target('counts', 'count_over_time()')],
    read: (frames) => distinct(readTraceMetrics(frames, rules), services),
  };
}

/**
 * Quantiles come with a label `p`, counts without. The window may fall into two intervals; each weighs by its spans. Tempo
 * answers 0 where there were none.
 */
function readTraceMetrics(
  frames: readonly DataFrame[],
  rules: IdentityRules
): ReadonlyArray<Omit<HistoryRow, 'source'>> {
  const { result } = readSeries(classifyFrames(frames).series, rules);
  const keyOf = ({ labels }: Series): string => keyText(labels['resource.service.name'] ?? '', labels.name ?? '');
  const counts = new Map(
    result.filter(({ labels }) => labels.p === undefined).map((series) => [keyOf(series), series])
  );
  const quantile = (share: number): ReadonlyMap<string, Series> =>
    new Map(result.filter(({ labels }) => Number(labels.p) === share).map((series) => [keyOf(series), series]));
  const high = quantile(0.99);
  return [...quantile(0.5)].flatMap(([key, low]) => {
    const count = counts.get(key);
    const p50 = weighted(low, count);
    const p99 = weighted(high.get(key), count);
    const total = count?.values.reduce((sum: number, value) => sum + (value ?? 0), 0);
    return p50 === undefined || p99 === undefined ? [] : [rowOf(key, p50 * NS_PER_S, p99 * NS_PER_S, total)];
  });
}

function weighted(series: Series | undefined, count: Series | undefined): number | undefined {
  let sum = 0;
  let weights = 0;
  series?.times.forEach((time, at) => {
    const value = series.values[at] ?? 0;
    const place = count?.times.indexOf(time) ?? -1;
    const weight = place < 0 ? 1 : (count?.values[place] ?? 0);
    if (value > 0) {
      sum += value * weight;
      weights += weight;
    }
  });
  return weights > 0 ? sum / weights : undefined;
}

function lastValues(
  series: readonly Series[],
  nameOf: (series: Series) => readonly [string, string]
): ReadonlyMap<string, number> {
  return new Map(
    series.flatMap((one): Array<[string, number]> => {
      const value = one.values[one.values.length - 1];
      return typeof value === 'number' ? [[keyText(...nameOf(one)), value]] : [];
    })
  );
}

function keyText(service: string, operation: string): string {
  return JSON.stringify([service, operation]);
}

function rowOf(key: string, p50: number, p99: number, count: number | undefined): Omit<HistoryRow, 'source'> {
  const names: unknown = JSON.parse(key);
  const [service, operation] = Array.isArray(names) ? names.map(String) : ['', ''];
  return { service, operation, p50, p99, count: count === undefined ? undefined : Math.round(count) };
}

/** Each operation once, of the services that were asked for: a pattern may match more in old versions of Tempo. */
function distinct(
  rows: ReadonlyArray<Omit<HistoryRow, 'source'>>,
  services: readonly string[]
): ReadonlyArray<Omit<HistoryRow, 'source'>> {
  const wanted = new Set(services);
  const known = new Set<string>();
  return rows.filter(({ service, operation }) => {
    const key = keyText(service, operation);
    const keep = wanted.has(service) && !known.has(key);
    known.add(key);
    return keep;
  });
}
