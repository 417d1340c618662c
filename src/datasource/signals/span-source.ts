import { concat, defer, forkJoin, map, of, switchMap, takeLast, type Observable } from 'rxjs';
import type { DataFrame } from '@grafana/data';
import { serviceIdentity, type TimeWindow } from '../../engine/correlation';
import type { Series } from '../../engine/model';
import { QUANTILES, shareOf, subjectKey, type Measure, type Subject } from '../../engine/signals';
import { epochMs, epochMsFromNs } from '../../engine/units';
import { classifyFrames, readSeries } from '../../frames';
import { ofSignal } from '../filters/narrowing';
import { rateWindow } from '../language/promql';
import { spanErrorRateQuery, spanQuantilesQuery, spanRateQuery, type SpanScope } from '../language/traceql-metrics';
import { NOTHING_LEARNT, stopwatch, type LegContext } from '../legs/leg';
import { LOADING, verdict } from '../legs/verdict';
import type { Linked } from '../linked';
import { askAndRead, type HeardAs } from './heard';
import { rateMs } from './source';
import type { SignalUpdate, Sought } from './sought';

/** Tempo's metrics have no scrape: a rate over less than this is mostly noise. */
const LEAST_STEP_MS = 15_000;

const CONVENTION = 'traceql';

type Read = readonly Series[];
type Brought = Pick<SignalUpdate, 'measures' | 'exemplars' | 'problems' | 'targets'>;
const NOTHING_BROUGHT: Brought = { measures: [], exemplars: [], problems: [], targets: [] };

/**
 * Golden signals made by a trace source from its spans, for services that no metric source knows. The rate of requests
 * tells which services there are; errors and quantiles are asked for those only that `known` does not hold. Never errors.
 *
 * @param known - services that have metrics
 */
export function spanSignals(
  source: Linked,
  leg: string,
  sought: Sought,
  known: ReadonlySet<string>,
  context: LegContext
): Observable<SignalUpdate> {
  return defer(() => {
    const elapsed = stopwatch();
    const { breakdown } = sought;
    const update = (settled: boolean, judged: SignalUpdate['verdict'], brought: Brought): SignalUpdate => ({
      leg,
      source,
      settled,
      verdict: judged,
      ...brought,
      elapsedMs: settled || brought.measures.length > 0 ? elapsed() : undefined,
    });
    const asked = sought.services.filter((service) => !known.has(service));
    if (breakdown === 'edge' || (sought.services.length > 0 && asked.length === 0)) {
      return of(update(true, { state: 'skipped', key: 'leg.metrics-suffice', params: {} }, NOTHING_BROUGHT));
    }
    const limit = context.limits.services;
    const narrowing = ofSignal('traces', sought.narrowing);
    const step = rateWindow(rateMs(sought.window, LEAST_STEP_MS, context));
    const tell = (query: string, verb: string, window: TimeWindow): Observable<HeardAs<Read>> => {
      const name = `${leg}+${verb}`;
      const target = { refId: `${context.refId}-${name}`, queryType: 'traceql', query, filters: [], step };
      const question = { source, name, targets: [{ ...target, metricsQueryType: 'range' }], window };
      return askAndRead(question, context, (frames) => readRates(frames, context)).pipe(takeLast(1));
    };
    const answers = tell(spanRateQuery({ breakdown, services: asked, narrowing }), 'rate', sought.window).pipe(
      switchMap((rate) => {
        const found = [...new Set(rate.read.map(({ service }) => service.name))].filter(
          (name) => name !== '' && !known.has(name)
        );
        const services = byLoad(found, rate.read).slice(0, Math.max(0, limit - known.size));
        const judge = (
          measures: readonly Measure[],
          heard: ReadonlyArray<HeardAs<unknown>>
        ): SignalUpdate['verdict'] => {
          const judged = verdict(
            { frames: [], failures: heard.flatMap(({ told }) => told.failures), settled: true },
            { found: {}, learnt: { ...NOTHING_LEARNT, rows: measures.length }, problems: [] }
          );
          const all = known.size + found.length;
          return found.length > services.length && judged.state === 'done'
            ? { state: 'partial', key: 'leg.services-cut', params: { limit, services: all } }
            : judged;
        };
        if (services.length === 0) {
          const none: SignalUpdate['verdict'] =
            rate.read.length > 0 && rate.told.failures.length === 0
              ? { state: 'skipped', key: 'leg.metrics-suffice', params: {} }
              : judge([], [rate]);
          return of(update(true, none, NOTHING_BROUGHT));
        }
        const scope: SpanScope = { breakdown, services, narrowing };
        const inWindow = (window: TimeWindow, baseline: number | undefined, first?: HeardAs<Read>) =>
          forkJoin({
            rate: first === undefined ? tell(spanRateQuery(scope), 'rate-before', window) : of(first),
            errors: sought.signals.includes('errors')
              ? tell(spanErrorRateQuery(scope), baseline === undefined ? 'errors' : 'errors-before', window)
              : of(SILENT),
            quantiles: sought.signals.includes('latency')
              ? tell(spanQuantilesQuery(scope), baseline === undefined ? 'quantiles' : 'quantiles-before', window)
              : of(SILENT),
          }).pipe(
            map((heard) => ({
              measures: measuresOf(heard, services, sought, baseline),
              heard: [heard.rate, heard.errors, heard.quantiles],
            }))
          );
        const { baseline, window } = sought;
        const traffic = measuresOf({ rate, errors: SILENT, quantiles: SILENT }, services, sought, undefined, true);
        const now = inWindow(window, undefined, rate);
        const before =
          baseline === undefined
            ? of({ measures: [], heard: [] })
            : inWindow(baseline, epochMsFromNs(window.from) - epochMsFromNs(baseline.from));
        const queries = {
          traffic: spanRateQuery(scope),
          errors: spanErrorRateQuery(scope),
          latency: spanQuantilesQuery(scope),
        };
        const targets = Object.entries(queries).map(([name, query]) => ({
          refId: `${leg}-${CONVENTION}-${name}`,
          queryType: 'traceql',
          query,
          filters: [],
        }));
        return concat(
          of(update(false, LOADING, { ...NOTHING_BROUGHT, measures: traffic, targets })),
          forkJoin([now, before]).pipe(
            map(([current, past]) => {
              const measures = [...current.measures, ...past.measures];
              const judged = judge(measures, [...current.heard, ...past.heard]);
              return update(true, judged, { ...NOTHING_BROUGHT, measures, targets });
            })
          )
        );
      })
    );
    return concat(of(update(false, LOADING, NOTHING_BROUGHT)), answers);
  });
}

const SILENT: HeardAs<Read> = { told: { frames: [], failures: [], settled: true }, read: [] };

interface SpanAnswers {
  readonly rate: HeardAs<Read>;
  readonly errors: HeardAs<Read>;
  readonly quantiles: HeardAs<Read>;
}

function readRates(frames: readonly DataFrame[], { rules }: LegContext): Read {
  const { result } = readSeries(classifyFrames(frames).series, { ...rules, order: ['label:resource.service.name'] });
  return result.map((series) => {
    const name = series.labels['resource.service.name'] ?? '';
    return { ...series, service: serviceIdentity(name, undefined, 'resource:service.name') };
  });
}

/** Names with most requests first. */
function byLoad(names: readonly string[], rates: Read): readonly string[] {
  const load = new Map<string, number>();
  for (const { service, values } of rates) {
    const sum = values.reduce<number>((total, value) => total + (value ?? 0), 0);
    load.set(service.name, (load.get(service.name) ?? 0) + sum);
  }
  return [...names].sort((a, b) => (load.get(b) ?? 0) - (load.get(a) ?? 0) || (a < b ? -1 : 1));
}

function measuresOf(
  { rate, errors, quantiles }: SpanAnswers,
  services: readonly string[],
  { signals, breakdown }: Sought,
  baseline: number | undefined,
  trafficOnly = false
): readonly Measure[] {
  const wanted = new Set(services);
  const failing = new Map(errors.read.map((series) => [subjectKey(subjectOf(series, breakdown)), series]));
  const answered = errors !== SILENT && errors.told.failures.length === 0;
  const shared = { resource: undefined, convention: CONVENTION, baseline: baseline !== undefined };
  const requests = rate.read
    .filter(({ service }) => wanted.has(service.name))
    .flatMap((series): readonly Measure[] => {
      const subject = subjectOf(series, breakdown);
      const traffic = { ...series, name: 'traffic', unit: 'reqps', signal: 'traffic', quantile: undefined } as const;
      const share = shareOf(failing.get(subjectKey(subject)), series);
      return [
        ...(signals.includes('traffic')
          ? [{ ...shared, subject, role: 'traffic' as const, series: moved(traffic, baseline) }]
          : []),
        ...(answered && !trafficOnly
          ? [
              {
                ...shared,
                subject,
                role: 'errors' as const,
                series: moved(
                  { ...series, ...share, name: 'errors', unit: 'percentunit', signal: 'errors', quantile: undefined },
                  baseline
                ),
              },
            ]
          : []),
      ];
    });
  const latency = quantiles.read
    .filter(({ service }) => wanted.has(service.name))
    .flatMap((series): readonly Measure[] => {
      const which = QUANTILES.find(({ quantile }) => quantile === Number(series.labels.p));
      if (which === undefined) {
        return [];
      }
      const { role, quantile } = which;
      // Tempo answers 0 where no span ended: nobody is that fast.
      const values = series.values.map((value) => (value === 0 ? null : value));
      const timed = { ...series, values, name: role, unit: 's', signal: 'latency', quantile } as const;
      return [{ ...shared, subject: subjectOf(series, breakdown), role, series: moved(timed, baseline) }];
    });
  return [...requests, ...latency];
}

function subjectOf({ service, labels }: Series, breakdown: Sought['breakdown']): Subject {
  return breakdown === 'instance'
    ? { kind: 'instance', service: service.name, instance: labels['resource.service.instance.id'] ?? '' }
    : { kind: 'service', service: service.name };
}

function moved(series: Series, byMs: number | undefined): Series {
  return byMs === undefined ? series : { ...series, times: series.times.map((time) => epochMs(time + byMs)) };
}
