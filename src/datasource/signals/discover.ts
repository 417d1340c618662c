import { map, of, switchMap, takeLast, type Observable } from 'rxjs';
import { addNanos, epochMsFromNs, nanosFromMs } from '../../engine/units';
import { detect, keepServices, unknownMetrics, type Detection, type Presence } from '../../engine/signals';
import type { Problem } from '../../engine/result';
import { readSeries } from '../../frames';
import type { Told } from '../delegate/ask';
import { failure } from '../delegate/failure';
import { busiestQuery, rateWindow } from '../language/promql';
import { discoveryQuery, seenQuery, type DiscoveryScope } from '../language/promql-discovery';
import type { LegContext } from '../legs/leg';
import type { Verdict } from '../legs/verdict';
import type { Linked } from '../linked';
import { askAndRead } from './heard';
import { readPresences } from './read';
import { filterMatchers, scopeLabels, type Sought } from './sought';

/** Prometheus looks back five minutes for a sample: steps of that length miss nothing. */
export const DISCOVERY_STEP_MS = 300_000;

/** What a metric source has of what is sought. */
export interface Discovered {
  readonly told: Told;
  readonly detection: Detection;
  readonly presences: readonly Presence[];
  readonly problems: readonly Problem[];
  readonly stray: boolean;
  /** More services than the limit were found: the busiest are kept. */
  readonly cut: ServicesCut | undefined;
  /** Why nothing was found, where that can be said. */
  readonly hint: Verdict | undefined;
}

/** How many services were kept, and how many there are. */
export interface ServicesCut {
  readonly limit: number;
  readonly services: number;
}

const NOTHING: Detection = { requests: [], also: [], resources: [], services: [] };

/**
 * Finds out, in one cheap request, which conventions the services of a metric source follow. A second request is sent only
 * where there are more services than the limit (which are busiest?) or none (what else is there?). Never errors.
 */
export function discover(source: Linked, leg: string, sought: Sought, context: LegContext): Observable<Discovered> {
  const scope: DiscoveryScope = {
    ...sought,
    scopeLabels: scopeLabels(sought.narrowing),
    filters: filterMatchers(sought.narrowing),
    resources: sought.signals.includes('saturation'),
  };
  const expr = discoveryQuery(scope);
  if (expr === undefined) {
    const told: Told = { frames: [], failures: [failure('leg.no-answer', 'failed')], settled: true };
    return of({ ...nothing(told), hint: undefined });
  }
  // One step further: the last sample of the window must be in reach of some step.
  const window = { from: sought.window.from, to: addNanos(sought.window.to, nanosFromMs(DISCOVERY_STEP_MS)) };
  const target = { ...rangeTarget(`${context.refId}-${leg}-discovery`), expr };
  return askAndRead(
    { source, name: `${leg}+discovery`, targets: [target], window, minIntervalMs: DISCOVERY_STEP_MS },
    context,
    readPresences
  ).pipe(
    switchMap(({ told, read }) => {
      const found = { ...nothing(told), ...read };
      if (!told.settled) {
        return of(found);
      }
      const detection = detect(read.presences, { ...sought, scope: sought.narrowing.scope });
      if (isEmpty(detection) && told.failures.length === 0 && !read.stray && read.problems.length === 0) {
        return hinted(source, leg, scope, sought, context, found);
      }
      const { services } = context.limits;
      return detection.services.length > services
        ? busiest(source, leg, sought, context, {
            ...found,
            detection,
            cut: { limit: services, services: detection.services.length },
          })
        : of({ ...found, detection });
    })
  );
}

function isEmpty({ requests, resources }: Detection): boolean {
  return requests.length === 0 && resources.length === 0;
}

function nothing(told: Told): Discovered {
  return {
    told,
    detection: NOTHING,
    presences: [],
    problems: [],
    stray: false,
    cut: undefined,
    hint: undefined,
  };
}

/** Keeps the services with most requests in the window; names in order of the alphabet fill what is left. */
function busiest(
  source: Linked,
  leg: string,
  { window, narrowing }: Sought,
  context: LegContext,
  found: Discovered
): Observable<Discovered> {
  const limit = context.limits.services;
  const scope = {
    window: rateWindow(epochMsFromNs(window.to) - epochMsFromNs(window.from)),
    filters: filterMatchers(narrowing),
  };
  const groups = found.detection.requests;
  const targets = groups.map((group, index) => ({
    ...rangeTarget(`${context.refId}-${leg}-busiest-${index}`),
    expr: busiestQuery(group, limit, scope),
  }));
  const at = { from: window.to, to: window.to };
  return askAndRead(
    { source, name: `${leg}+busiest`, targets, window: at, minIntervalMs: DISCOVERY_STEP_MS },
    context,
    (frames) => readSeries(frames, context.rules).result
  ).pipe(
    takeLast(1),
    map(({ told, read }) => {
      const loads = read.flatMap(({ labels, values }) => {
        const load = values[values.length - 1] ?? 0;
        return groups.flatMap(({ names, values: known, subjects }) => {
          const row = known.indexOf(labels[names.service] ?? '');
          return row < 0 ? [] : [{ service: subjects[row].service, load }];
        });
      });
      const names = [...loads].sort((a, b) => b.load - a.load).map(({ service }) => service);
      const kept = new Set([...new Set([...names, ...found.detection.services])].slice(0, limit));
      return {
        ...found,
        told: { ...found.told, failures: [...found.told.failures, ...told.failures] },
        detection: keepServices(found.detection, kept),
      };
    })
  );
}

/** Nothing of any known convention: names what there is instead. */
function hinted(
  source: Linked,
  leg: string,
  scope: DiscoveryScope,
  { window }: Sought,
  context: LegContext,
  found: Discovered
): Observable<Discovered> {
  if (found.presences.length > 0) {
    return of({ ...found, hint: { state: 'empty', key: 'leg.not-these-services', params: {} } });
  }
  const target = { ...rangeTarget(`${context.refId}-${leg}-seen`), expr: seenQuery(scope) };
  const at = { from: window.to, to: window.to };
  return askAndRead(
    { source, name: `${leg}+seen`, targets: [target], window: at, minIntervalMs: DISCOVERY_STEP_MS },
    context,
    (frames) => readPresences(frames).presences.map(({ metric }) => metric)
  ).pipe(
    takeLast(1),
    map(({ told, read }) => {
      const params = unknownMetrics(read);
      const hint: Verdict | undefined =
        told.failures.length > 0
          ? undefined
          : params === undefined
            ? { state: 'empty', key: 'leg.no-metrics', params: {} }
            : { state: 'empty', key: 'leg.unknown-metrics', params };
      return { ...found, hint };
    })
  );
}

/** A query of samples over the range. */
export function rangeTarget(refId: string): { readonly refId: string; readonly [field: string]: unknown } {
  return { refId, range: true, instant: false, format: 'time_series', exemplar: false };
}
