import { concat, defer, map, merge, of, switchMap, type Observable } from 'rxjs';
import type { TimeWindow } from '../../engine/correlation';
import { epochMsFromNs } from '../../engine/units';
import type { Told } from '../delegate/ask';
import { rateWindow } from '../language/promql';
import { NOTHING_LEARNT, stopwatch, type LegContext } from '../legs/leg';
import { LOADING, verdict } from '../legs/verdict';
import type { Linked } from '../linked';
import { askedFor, askedOfWhole, targetsOf, type AskedSignal } from './asked';
import { discover, type Discovered } from './discover';
import { askAndRead, type HeardAs } from './heard';
import { readSignals, type ReadSignals } from './read';
import { rateMs, scrapeInterval } from './source';
import { filterMatchers, type SignalUpdate, type Sought } from './sought';

/** What a leg has brought, before it is weighed. */
type Brought = Pick<SignalUpdate, 'measures' | 'exemplars' | 'problems' | 'targets'>;

const NOTHING_BROUGHT: Brought = { measures: [], exemplars: [], problems: [], targets: [] };

/**
 * Asks one metric source for golden signals: a discovery, then every signal of every service in one request, and once
 * more for the baseline, as a leg of its own. However much traffic there is, the requests and their rows are as many. Never
 * errors.
 *
 * @param leg - stable name of the leg; the baseline's is that and `+baseline`
 */
export function metricSignals(
  source: Linked,
  leg: string,
  sought: Sought,
  context: LegContext
): Observable<SignalUpdate> {
  return defer(() => {
    const elapsed = stopwatch();
    const update = (
      name: string,
      settled: boolean,
      judged: SignalUpdate['verdict'],
      brought: Brought
    ): SignalUpdate => ({
      leg: name,
      source,
      settled,
      verdict: judged,
      ...brought,
      elapsedMs: settled || brought.measures.length > 0 ? elapsed() : undefined,
    });
    const asks = (
      name: string,
      window: TimeWindow,
      baseline: number | undefined,
      found: Discovered
    ): Observable<SignalUpdate> => {
      const scrapeMs = scrapeInterval(source);
      const lookbackMs = rateMs(sought.window, scrapeMs, context);
      const scope = {
        window: rateWindow(lookbackMs),
        filters: filterMatchers(sought.narrowing),
      };
      const whole = sought.whole ? askedOfWhole(found.presences, sought.signals) : [];
      const all = [...askedFor(found.detection, sought.signals, scope), ...whole];
      // A baseline is compared with, not clicked on.
      const asked: readonly AskedSignal[] =
        baseline === undefined
          ? all
          : all.filter((one) => !one.exemplarsOnly).map((one) => ({ ...one, exemplars: false }));
      const targets = targetsOf(asked, `${context.refId}-${name}`);
      const refIds = targets.map(({ refId }) => refId);
      if (targets.length === 0) {
        return of(update(name, true, weigh(found.told, NOTHING_HEARD, found), NOTHING_BROUGHT));
      }
      return askAndRead({ source, name, targets, window, minIntervalMs: scrapeMs }, context, (frames) =>
        lookingBack(readSignals(frames, asked, refIds, context.rules, baseline), lookbackMs)
      ).pipe(
        map(({ told, read }) => update(name, told.settled, weigh(told, { told, read }, found), { ...read, targets }))
      );
    };
    const answers = discover(source, leg, sought, context).pipe(
      switchMap((found) => {
        if (!found.told.settled) {
          return of(update(leg, false, LOADING, NOTHING_BROUGHT));
        }
        if (found.detection.requests.length === 0 && found.detection.resources.length === 0) {
          const judged = found.hint ?? weigh(found.told, NOTHING_HEARD, found);
          return of(update(leg, true, judged, { ...NOTHING_BROUGHT, problems: found.problems }));
        }
        const { baseline, window } = sought;
        const shift = baseline === undefined ? undefined : epochMsFromNs(window.from) - epochMsFromNs(baseline.from);
        return merge(
          asks(leg, window, undefined, found),
          baseline === undefined ? [] : asks(`${leg}+baseline`, baseline, shift, found)
        );
      })
    );
    return concat(of(update(leg, false, LOADING, NOTHING_BROUGHT)), answers);
  });
}

/** Rates are of all the time that they look back on; how full a resource is, is of its moment. */
function lookingBack({ measures, ...read }: ReadSignals, lookbackMs: number): ReadSignals {
  return { ...read, measures: measures.map((one) => (one.role === 'saturation' ? one : { ...one, lookbackMs })) };
}

const NOTHING_HEARD: HeardAs<ReadSignals> = {
  told: { frames: [], failures: [], settled: true },
  read: { measures: [], exemplars: [], problems: [], stray: false },
};

/** How a leg stands: what the discovery could not do counts, next to what the signals brought. */
function weigh(told: Told, { read }: HeardAs<ReadSignals>, found: Discovered): SignalUpdate['verdict'] {
  const failures = told === found.told ? told.failures : [...found.told.failures, ...told.failures];
  const judged = verdict(
    { ...told, failures },
    {
      found: {},
      learnt: { ...NOTHING_LEARNT, rows: read.measures.length },
      problems: [...found.problems, ...read.problems],
      stray: read.stray || found.stray,
    }
  );
  return found.cut !== undefined && judged.state === 'done'
    ? { state: 'partial', key: 'leg.services-cut', params: { ...found.cut } }
    : judged;
}
