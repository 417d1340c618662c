import { concat, defer, map, of, type Observable } from 'rxjs';
import type { DataFrame } from '@grafana/data';
import type { Series } from '../../engine/model';
import { sumOf, type Measure } from '../../engine/signals';
import { classifyFrames, readSeries } from '../../frames';
import { ofSignal } from '../filters/narrowing';
import { errorLinesQuery } from '../language/logql-metrics';
import { rateWindow } from '../language/promql';
import { NOTHING_LEARNT, stopwatch, type LegContext } from '../legs/leg';
import { LOADING, verdict, type Verdict } from '../legs/verdict';
import type { Linked } from '../linked';
import type { ServicesCut } from './discover';
import { askAndRead } from './heard';
import { rateMs } from './source';
import type { SignalUpdate, Sought } from './sought';

/** Lines are rare: a count over less than this jumps between 0 and 1. */
const LEAST_STEP_MS = 15_000;

/** Error lines of each service in one second, counted by a log source in one request. Never errors. */
export function logSignals(source: Linked, leg: string, sought: Sought, context: LegContext): Observable<SignalUpdate> {
  return defer(() => {
    const elapsed = stopwatch();
    const lengthMs = rateMs(sought.window, LEAST_STEP_MS, context);
    const window = rateWindow(lengthMs);
    const expr = errorLinesQuery(source.selector, sought.services, ofSignal('logs', sought.narrowing), window);
    const target = { refId: `${context.refId}-${leg}-logql-log-errors`, expr, queryType: 'range', step: window };
    const start: SignalUpdate = {
      leg,
      source,
      settled: false,
      verdict: LOADING,
      measures: [],
      exemplars: [],
      problems: [],
      targets: [target],
      elapsedMs: undefined,
    };
    const question = { source, name: leg, targets: [target], window: sought.window, minIntervalMs: lengthMs };
    const answers = askAndRead(question, context, (frames) =>
      readCounts(frames, sought.services, Number.parseInt(window, 10), context)
    ).pipe(
      map(({ told, read: { measures, stray, cut } }) => ({
        ...start,
        settled: told.settled,
        measures,
        verdict: weigh(
          verdict(told, {
            found: {},
            learnt: { ...NOTHING_LEARNT, rows: measures.length },
            problems: [],
            stray,
          }),
          cut
        ),
        elapsedMs: elapsed(),
      }))
    );
    return concat(of(start), answers);
  });
}

function weigh(judged: Verdict, cut: ServicesCut | undefined): Verdict {
  return cut !== undefined && judged.state === 'done'
    ? { state: 'partial', key: 'leg.services-cut', params: { ...cut } }
    : judged;
}

function readCounts(
  frames: readonly DataFrame[],
  services: readonly string[],
  windowSeconds: number,
  { rules, limits }: LegContext
): { readonly measures: readonly Measure[]; readonly stray: boolean; readonly cut: ServicesCut | undefined } {
  const classified = classifyFrames(frames);
  const { result } = readSeries(classified.series, rules);
  const named = result.filter(
    ({ service }) => service.key !== '' && (services.length === 0 || services.includes(service.name))
  );
  const byService = new Map<string, Series[]>();
  for (const series of named) {
    byService.set(series.service.name, [...(byService.get(series.service.name) ?? []), series]);
  }
  const kept = [...byService].slice(0, limits.services);
  return {
    measures: kept.map(([service, all]) => {
      const series = { ...all[0], ...sumOf(all) };
      return {
        subject: { kind: 'service', service },
        role: 'log-errors',
        resource: undefined,
        convention: 'logql',
        baseline: false,
        series: {
          ...series,
          name: 'log-errors',
          unit: 'cps',
          signal: 'errors',
          quantile: undefined,
          values: series.values.map((value) => (value === null ? null : value / windowSeconds)),
        },
      };
    }),
    stray: classified.series.length === 0 && classified.ignored.length < frames.length,
    cut: kept.length < byService.size ? { limit: limits.services, services: byService.size } : undefined,
  };
}
