import { forkJoin, map, of, switchMap, type MonoTypeOperatorFunction, type Observable } from 'rxjs';
import type { DataFrame } from '@grafana/data';
import type { TimeWindow } from '../../engine/correlation';
import type { Labels } from '../../engine/model';
import { serviceName } from '../../engine/signals';
import { addNanos, epochMsFromNs, nanosFromMs } from '../../engine/units';
import { classifyFrames, readSearchHits, readSeries } from '../../frames';
import { askOnce, type Told } from '../delegate/ask';
import type { ChildTarget } from '../delegate/child';
import type { Failure } from '../delegate/failure';
import type { Narrowing } from '../filters/narrowing';
import { logqlStages, narrowedSelection, traceqlCondition } from '../language/conditions';
import { ERROR_STAGE } from '../language/logql';
import { versionQuery } from '../language/promql-versions';
import { spansOf } from '../language/traceql-metrics';
import type { LegContext } from '../legs/leg';
import type { Linked, LinkedSources } from '../linked';
import type { EventsPlan } from '../plan';
import type { VersionSeen } from './deploys';
import type { ErrorSeen } from './errors';

/** Traces with errors that one search names. */
const MOST_TRACES = 200;
const SPANS_PER_TRACE = 3;
/** Steps of a window: what versions and counted lines are told apart by. */
const STEPS = 120;
const LEAST_STEP_MS = 15_000;
/** Steps before the window that tell which version was running when it began. */
const STEPS_BEFORE = 10;

/** A query that was sent, for the inspector. */
export interface Sent {
  readonly source: Linked;
  readonly query: string;
}

/** A source that could not be asked, and why. */
export interface FailedSource {
  readonly source: Linked;
  readonly failure: Pick<Failure, 'state' | 'params'> & { readonly key: string };
}

/** What was found, what failed, and what was asked. */
export interface Found<T> {
  readonly items: readonly T[];
  readonly failures: readonly FailedSource[];
  readonly sent: readonly Sent[];
  /** An answer was cut at its limit. */
  readonly cut: boolean;
}

/** Width of a step in milliseconds. */
export function stepOf(window: TimeWindow): number {
  const length = epochMsFromNs(window.to) - epochMsFromNs(window.from);
  return Math.max(LEAST_STEP_MS, Math.ceil(length / STEPS / 1000) * 1000);
}

/**
 * Errors of the service: failed spans as TraceQL metrics count them; where the source counts none or cannot, the newest of
 * them by a search; where no span failed, counted lines of level error. Never errors.
 */
export function errorsSeen(
  plan: EventsPlan,
  sources: LinkedSources,
  context: LegContext
): Observable<Found<ErrorSeen>> {
  return countedSpans(plan, sources, context).pipe(
    orElse(sources.traces, () => searchedSpans(plan, sources, context)),
    orElse(sources.logs, () => errorLines(plan, sources, context))
  );
}

/** Asks on where nothing was found. A failure that another way has made good is not told. */
function orElse<T>(others: readonly Linked[], ask: () => Observable<Found<T>>): MonoTypeOperatorFunction<Found<T>> {
  return switchMap((found) =>
    found.items.length > 0 || others.length === 0
      ? of(found)
      : ask().pipe(map((more) => (more.items.length > 0 ? more : joined([found, more]))))
  );
}

function failedSpans({ narrowing, service }: EventsPlan): string {
  return `{ ${ofService(narrowing, 'resource.service.name', service, traceqlCondition)} && status = error }`;
}

function countedSpans(plan: EventsPlan, { traces }: LinkedSources, context: LegContext): Observable<Found<ErrorSeen>> {
  const query = `${failedSpans(plan)} | count_over_time() by (name)`;
  const step = `${stepOf(plan.window) / 1000}s`;
  const target = { queryType: 'traceql', query, metricsQueryType: 'range', step, filters: [] };
  return together(
    traces.map((source) => asked('error-spans', source, target, query, plan.window, readCounts, context))
  );
}

function searchedSpans(plan: EventsPlan, { traces }: LinkedSources, context: LegContext): Observable<Found<ErrorSeen>> {
  const query = `${failedSpans(plan)} | select(name)`;
  const target = { queryType: 'traceql', query, tableType: 'spans', limit: MOST_TRACES, spss: SPANS_PER_TRACE };
  return together(
    traces.map((source) => asked('errors', source, { ...target, filters: [] }, query, plan.window, readErrors, context))
  );
}

function errorLines(plan: EventsPlan, { logs }: LinkedSources, context: LegContext): Observable<Found<ErrorSeen>> {
  const step = `${Math.round(stepOf(plan.window) / 1000)}s`;
  const stages = ofService(plan.narrowing, 'service_name', plan.service, logqlStages);
  return together(
    logs.map((source) => {
      const expr = `sum(count_over_time(${source.selector}${stages}${ERROR_STAGE} [${step}]))`;
      return asked('error-lines', source, { expr, queryType: 'range', step }, expr, plan.window, readCounts, context);
    })
  );
}

/** Whose versions are looked for, and when. */
export interface VersionsSought {
  readonly window: TimeWindow;
  readonly narrowing: Narrowing;
  /** Names; empty for all. */
  readonly services: readonly string[];
}

/** When each version of the services ran: by metrics, else by TraceQL metrics. Never errors. */
export function versionsSeen(
  plan: VersionsSought,
  sources: LinkedSources,
  context: LegContext
): Observable<Found<VersionSeen>> {
  const stepMs = stepOf(plan.window);
  const window = { ...plan.window, from: addNanos(plan.window.from, nanosFromMs(-STEPS_BEFORE * stepMs)) };
  const expr = versionQuery(plan.services);
  const metrics = together(
    sources.metrics.map((source) => {
      const target = { expr, range: true, instant: false, format: 'time_series', interval: `${stepMs / 1000}s` };
      return asked('versions', source, target, expr, window, readVersions, context, stepMs);
    })
  );
  return metrics.pipe(orElse(sources.traces, () => versionsOfSpans(plan, window, sources, context)));
}

function versionsOfSpans(
  plan: VersionsSought,
  window: TimeWindow,
  { traces }: LinkedSources,
  context: LegContext
): Observable<Found<VersionSeen>> {
  const spans = narrowedSelection(spansOf(plan.services), plan.narrowing);
  const query = `${spans} | count_over_time() by (resource.service.name, resource.service.version)`;
  const step = `${stepOf(plan.window) / 1000}s`;
  const target = { queryType: 'traceql', query, metricsQueryType: 'range', step, filters: [] };
  return together(traces.map((source) => asked('span-versions', source, target, query, window, readVersions, context)));
}

/** What a narrowing writes, within one service. */
function ofService<T>(narrowing: Narrowing, key: string, service: string, write: (narrowing: Narrowing) => T): T {
  return write({ ...narrowing, filters: [{ key, operator: '=', value: service }, ...narrowing.filters] });
}

function readErrors(frames: readonly DataFrame[]): readonly ErrorSeen[] {
  return readSearchHits(classifyFrames(frames).search).result.flatMap(({ traceId, startMs, spans }): ErrorSeen[] =>
    spans.flatMap((span) => {
      const at = span.startMs ?? startMs;
      return at === undefined ? [] : [{ at, count: 1, operation: span.name, traceId }];
    })
  );
}

function readCounts(frames: readonly DataFrame[], { rules }: LegContext): readonly ErrorSeen[] {
  return readSeries(classifyFrames(frames).series, rules).result.flatMap(({ times, values, labels }) =>
    times.flatMap((at, index): ErrorSeen[] => {
      const count = values[index] ?? 0;
      return count > 0 ? [{ at, count, operation: labels.name, traceId: undefined }] : [];
    })
  );
}

function readVersions(frames: readonly DataFrame[], { rules }: LegContext): readonly VersionSeen[] {
  return readSeries(classifyFrames(frames).series, rules).result.flatMap(({ labels, times, values }) => {
    const version = labels['resource.service.version'] ?? labels.service_version ?? labels.version ?? '';
    // Exporters write nil for spans without the attribute.
    return version === '' || version === 'nil' || version === '<nil>'
      ? []
      : [{ service: serviceOf(labels), version, times: times.filter((_, index) => (values[index] ?? 0) > 0) }];
  });
}

function serviceOf(labels: Labels): string {
  const { service_name: name, service, job } = labels;
  return labels['resource.service.name'] ?? name ?? service ?? serviceName('job', job);
}

function asked<T>(
  name: string,
  source: Linked,
  target: Omit<ChildTarget, 'refId'>,
  query: string,
  window: TimeWindow,
  read: (frames: readonly DataFrame[], context: LegContext) => readonly T[],
  context: LegContext,
  minIntervalMs?: number
): Observable<Found<T>> {
  const leg = `${context.refId}-${name}:${source.uid}`;
  const question = { source, name: leg, targets: [{ ...target, refId: leg }], window, minIntervalMs };
  return askOnce(question, context).pipe(map((told) => foundIn(told, source, query, read, context)));
}

function foundIn<T>(
  { frames, failures }: Told,
  source: Linked,
  query: string,
  read: (frames: readonly DataFrame[], context: LegContext) => readonly T[],
  context: LegContext
): Found<T> {
  const items = read(frames, context);
  return {
    items,
    failures: failures.map((failure) => ({ source, failure })),
    sent: [{ source, query }],
    cut: readSearchHits(classifyFrames(frames).search).result.length >= MOST_TRACES,
  };
}

/** The answers of several sources as one. */
export function together<T>(parts: ReadonlyArray<Observable<Found<T>>>): Observable<Found<T>> {
  return parts.length === 0 ? of(joined<T>([])) : forkJoin(parts).pipe(map(joined));
}

function joined<T>(parts: ReadonlyArray<Found<T>>): Found<T> {
  return {
    items: parts.flatMap(({ items }) => items),
    failures: parts.flatMap(({ failures }) => failures),
    sent: parts.flatMap(({ sent }) => sent),
    cut: parts.some(({ cut }) => cut),
  };
}
