import { concat, defer, map, of, switchMap, type Observable } from 'rxjs';
import { rangeUtil } from '@grafana/data';
import type { Lookup, TimeWindow } from '../../engine/correlation';
import { epochMsFromNs } from '../../engine/units';
import type { Told } from '../delegate/ask';
import { rateWindow } from '../language/promql';
import type { Linked } from '../linked';
import { CONVENTIONS, DETAILS, TRAFFIC } from './conventions';
import {
  askLeg,
  legName,
  legUpdate,
  NOTHING_READ,
  stopwatch,
  type Heard,
  type LegContext,
  type LegSpec,
  type LegUpdate,
  type Reading,
} from './leg';
import {
  metricSuffix,
  readMetrics,
  servicesByConvention,
  type AskedMetric,
  type KnownServices,
} from './metric-answers';
import { refusedLeg } from './refused';
import { LOADING, verdict } from './verdict';

/** Prometheus' own default, when the source does not say how often it scrapes. */
const DEFAULT_SCRAPE = '15s';
/** A rate needs two samples even when one was missed; Grafana's `$__rate_interval` takes as many. */
const SCRAPES_PER_RATE = 4;
const DEFAULT_POINTS = 1000;

/**
 * Asks one metric source for the golden signals of services, in two requests: the request rate by every convention, which
 * tells the convention that each service follows, then the other metrics by that convention.
 */
export function metricLeg(
  lookup: Extract<Lookup, { kind: 'metrics' }>,
  source: Linked,
  context: LegContext
): Observable<LegUpdate> {
  const leg = legName('metrics:golden', source, lookup);
  const named = lookup.services.map(({ name }) => name).filter((name) => name !== '');
  const distinct = [...new Set(named)];
  const limit = context.limits.services;
  const services = distinct.slice(0, limit);
  const limitReached = distinct.length > limit ? limit : undefined;
  if (services.length === 0) {
    return refusedLeg({ lookup, leg, source }, 'leg.empty', {});
  }
  const scrapeMs = scrapeInterval(source);
  const window = rateWindow(rateMs(lookup.window, scrapeMs, context));
  const base = { lookup, leg, source, minIntervalMs: scrapeMs };
  const probe = CONVENTIONS.map((convention) => ({ convention, query: TRAFFIC, services, window }));
  return defer(() => {
    const elapsed = stopwatch();
    const update = (asked: readonly AskedMetric[], { told, reading }: Heard): LegUpdate =>
      legUpdate(
        { ...base, targets: targetsOf(asked, context, leg) },
        verdict(told, { ...reading, limitReached }),
        reading,
        told.settled,
        elapsed()
      );
    const answers = askMetrics(base, probe, context).pipe(
      switchMap((heard) => {
        const known = servicesByConvention(probe, heard.told.frames, context.rules);
        const traffic = probe.map((asked) => ({ ...asked, services: known.get(asked.convention)?.chosen ?? [] }));
        const first = { told: heard.told, reading: readMetrics(heard.told.frames, traffic, context.rules) };
        const details = probe.flatMap((asked) => detailsOf(asked, known.get(asked.convention)));
        if (!heard.told.settled || details.length === 0) {
          return of(update(probe, first));
        }
        return concat(
          of(update(probe, { ...first, told: { ...first.told, settled: false } })),
          askMetrics({ ...base, leg: `${leg}+details` }, details, context).pipe(
            map((more) => update([...probe, ...details], both(first, more)))
          )
        );
      })
    );
    const start = legUpdate(
      { ...base, targets: targetsOf(probe, context, leg) },
      LOADING,
      NOTHING_READ,
      false,
      undefined
    );
    return concat(of(start), answers);
  });
}

/**
 * What is still to be asked of a convention. One whose services all follow another is asked for exemplars only: often
 * just one of two conventions carries them.
 */
function detailsOf(asked: AskedMetric, known: KnownServices | undefined): readonly AskedMetric[] {
  const { chosen, others } = known ?? { chosen: [], others: [] };
  if (chosen.length > 0) {
    return DETAILS.map((query) => ({ ...asked, query, services: chosen }));
  }
  return others.length === 0
    ? []
    : DETAILS.filter(({ exemplars }) => exemplars).map((query) => ({
        ...asked,
        query,
        services: others,
        exemplarsOnly: true,
      }));
}

function askMetrics(
  base: Omit<LegSpec, 'targets' | 'read'>,
  asked: readonly AskedMetric[],
  context: LegContext
): Observable<Heard> {
  const spec: LegSpec = {
    ...base,
    targets: targetsOf(asked, context, base.leg),
    read: (frames) => readMetrics(frames, asked, context.rules),
  };
  return askLeg(spec, context);
}

function targetsOf(asked: readonly AskedMetric[], { refId }: LegContext, leg: string): LegSpec['targets'] {
  return asked.map(({ convention, query, services, window }) => ({
    refId: `${refId}-${leg}-${metricSuffix({ convention, query })}`,
    expr: query.expr(convention, services, window),
    range: true,
    instant: false,
    format: 'time_series',
    exemplar: query.exemplars,
  }));
}

function both(first: Heard, more: Heard): Heard {
  const told: Told = {
    frames: [...first.told.frames, ...more.told.frames],
    failures: [...first.told.failures, ...more.told.failures],
    settled: more.told.settled,
  };
  const reading: Reading = {
    found: {
      series: [...(first.reading.found.series ?? []), ...(more.reading.found.series ?? [])],
      exemplars: more.reading.found.exemplars ?? [],
    },
    learnt: {
      ...first.reading.learnt,
      rows: first.reading.learnt.rows + more.reading.learnt.rows,
    },
    problems: [...first.reading.problems, ...more.reading.problems],
  };
  return { told, reading };
}

function scrapeInterval({ jsonData }: Linked): number {
  const { timeInterval } = jsonData;
  const text = typeof timeInterval === 'string' && timeInterval.trim() !== '' ? timeInterval.trim() : DEFAULT_SCRAPE;
  try {
    return rangeUtil.intervalToMs(text);
  } catch {
    // The source's own settings hold what it cannot use either.
    return rangeUtil.intervalToMs(DEFAULT_SCRAPE);
  }
}

/** As `$__rate_interval`, for the window of the lookup and not of the panel. */
function rateMs({ from, to }: TimeWindow, scrapeMs: number, { parent }: LegContext): number {
  const points = parent.maxDataPoints ?? DEFAULT_POINTS;
  const step = Math.max(scrapeMs, (epochMsFromNs(to) - epochMsFromNs(from)) / points);
  return Math.max(step + scrapeMs, SCRAPES_PER_RATE * scrapeMs);
}
