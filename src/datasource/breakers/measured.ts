import { concat, defer, map, of, switchMap, type Observable } from 'rxjs';
import type { TimeWindow } from '../../engine/correlation';
import {
  BREAKER_CONVENTIONS,
  breakerSelections,
  measuredBreakers,
  type Breaker,
  type BreakerIdentity,
} from '../../engine/breaker';
import { scopeMatchers, serviceName, type Matcher, type Presence } from '../../engine/signals';
import { addNanos, nanosFromMs } from '../../engine/units';
import { classifyFrames, readSeries } from '../../frames';
import type { ChildTarget } from '../delegate/child';
import { ofSignal, type Narrowing } from '../filters/narrowing';
import { breakerDiscoveryQuery, breakerQuery, tellingSelections } from '../language/promql-breakers';
import { NOTHING_READ, stopwatch, type LegContext } from '../legs/leg';
import { LOADING, verdict, type Verdict } from '../legs/verdict';
import type { Linked } from '../linked';
import { DISCOVERY_STEP_MS, rangeTarget } from '../signals/discover';
import { askAndRead } from '../signals/heard';
import { readPresences } from '../signals/read';
import { scrapeInterval } from '../signals/source';
import { filterMatchers, scopeLabels } from '../signals/sought';

/** What is asked of a metric source. */
export interface BreakersSought {
  readonly window: TimeWindow;
  /** Callers, callees or names of breakers; empty for all. */
  readonly services: readonly string[];
  readonly narrowing: Narrowing;
}

/** What one metric source tells of breakers, and how it stands. Each replaces the one before. */
export interface BreakersUpdate {
  readonly leg: string;
  readonly source: Linked;
  readonly settled: boolean;
  readonly verdict: Verdict;
  readonly breakers: readonly Breaker[];
  readonly targets: readonly ChildTarget[];
  readonly elapsedMs: number | undefined;
}

/**
 * Measured breakers of one metric source: a discovery of the metrics that libraries and meshes are known to have, then the
 * samples of those that are there, in one request. Never errors.
 */
export function breakersOf(source: Linked, sought: BreakersSought, context: LegContext): Observable<BreakersUpdate> {
  return defer(() => {
    const elapsed = stopwatch();
    const leg = `metrics:breakers:${source.uid}`;
    const narrowing = ofSignal('metrics', sought.narrowing);
    const filters = filterMatchers(narrowing);
    const update = (
      settled: boolean,
      judged: Verdict,
      breakers: readonly Breaker[] = [],
      targets: readonly ChildTarget[] = []
    ): BreakersUpdate => ({
      leg,
      source,
      settled,
      verdict: judged,
      breakers,
      targets,
      elapsedMs: settled ? elapsed() : undefined,
    });
    const samples = (targets: readonly ChildTarget[]): Observable<BreakersUpdate> =>
      askAndRead(
        { source, name: leg, targets, window: sought.window, minIntervalMs: scrapeInterval(source) },
        context,
        (frames) => readSeries(classifyFrames(frames).series, context.rules)
      ).pipe(
        map(({ told, read: { result, problems } }) => {
          const { from: start, to: end } = sought.window;
          const breakers = measuredBreakers(result, { start, end }).filter(({ identity }) => isAsked(identity, sought));
          const rows = { ...NOTHING_READ.learnt, rows: breakers.length };
          const judged = verdict(told, { ...NOTHING_READ, learnt: rows, problems });
          const isElsewhere = judged.state === 'empty' && result.length > 0;
          return update(told.settled, isElsewhere ? NOT_THESE : judged, breakers, targets);
        })
      );
    const discovery = {
      ...rangeTarget(`${context.refId}-${leg}-discovery`),
      expr: breakerDiscoveryQuery(BREAKER_CONVENTIONS, scopeLabels(narrowing), filters),
    };
    // One step further: the last sample of the window must be in reach of some step.
    const window = { ...sought.window, to: addNanos(sought.window.to, nanosFromMs(DISCOVERY_STEP_MS)) };
    const answers = askAndRead(
      { source, name: `${leg}+discovery`, targets: [discovery], window, minIntervalMs: DISCOVERY_STEP_MS },
      context,
      readPresences
    ).pipe(
      switchMap(({ told, read: { presences, problems, stray } }) => {
        const exprs = queriesFor(presences, narrowing, filters);
        if (!told.settled || exprs.length === 0) {
          const judged = verdict(told, { ...NOTHING_READ, problems, stray });
          const hint = presences.length > 0 ? NOT_THESE : NO_BREAKERS;
          return of(update(told.settled, judged.state === 'empty' ? hint : judged));
        }
        return samples(exprs.map((expr, index) => ({ ...rangeTarget(`${context.refId}-${leg}-${index}`), expr })));
      })
    );
    return concat(of(update(false, LOADING)), answers);
  });
}

const NOT_THESE: Verdict = { state: 'empty', key: 'leg.not-these-breakers', params: {} };
const NO_BREAKERS: Verdict = {
  state: 'empty',
  key: 'leg.no-breakers',
  params: { conventions: BREAKER_CONVENTIONS.map(({ name }) => name).join(', ') },
};

/** Every series of the conventions that are there, within the scope under whatever labels it has. */
function queriesFor(
  presences: readonly Presence[],
  { scope }: Narrowing,
  filters: readonly Matcher[]
): readonly string[] {
  const exprs = BREAKER_CONVENTIONS.flatMap((convention) => {
    const telling = new Set(tellingSelections(convention).map(({ metric }) => metric));
    return presences
      .filter(({ metric }) => telling.has(metric))
      .flatMap(({ labels }) => {
        const within = scopeMatchers(labels, scope);
        return within === undefined
          ? []
          : breakerSelections([convention]).map((selection) => breakerQuery(selection, [...within, ...filters]));
      });
  });
  return [...new Set(exprs)];
}

/** Services are asked for by name; identities may have a namespace before it. */
function isAsked({ name, caller = '', callee = '' }: BreakerIdentity, { services }: BreakersSought): boolean {
  return (
    services.length === 0 ||
    [name, caller, callee].some((one) => services.includes(one) || services.includes(serviceName('job', one)))
  );
}
