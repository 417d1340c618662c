import { Observable, Subscription } from 'rxjs';
import { planRound, type Lookup, type LookupAnswer, type RoundState } from '../../engine/correlation';
import type { LegUpdate } from '../legs/leg';
import { spanning } from '../legs/window';
import type { CorrelatePlan } from '../plan';

/** Everything that has been asked and answered so far. Each replaces the one before. */
export interface Progress {
  readonly state: RoundState;
  /** The last update of each leg, in the order in which legs were first heard of. */
  readonly legs: readonly LegUpdate[];
  readonly finished: boolean;
}

/**
 * Drives the planner: asks what it names, tells it what was learnt, until it names nothing more and all legs have
 * settled. Emits after every update. Unsubscribing ends every leg.
 *
 * @param legsOf - the legs that serve a lookup, given what was answered before: observables that never error
 */
export function answerRounds(
  plan: CorrelatePlan,
  legsOf: (lookup: Lookup, before: readonly LegUpdate[]) => ReadonlyArray<Observable<LegUpdate>>
): Observable<Progress> {
  return new Observable((subscriber) => {
    const running = new Subscription();
    subscriber.add(running);
    const legs = new Map<string, LegUpdate>();
    const open = new Map<string, number>();
    let asked: readonly Lookup[] = [];

    const state = (): RoundState => ({
      key: plan.key,
      id: plan.id,
      signals: plan.signals,
      window: plan.window,
      asked,
      answers: asked.map((lookup) => answerOf(lookup, legs, open.get(lookup.name) === 0)),
    });

    /** Asks what can be asked now. Legs may answer at once, so all is written down before the first is started. */
    const advance = (): void => {
      const lookups = planRound(state(), plan.rounds);
      asked = [...asked, ...lookups];
      const starting = lookups.map((lookup) => ({ lookup, sources: legsOf(lookup, [...legs.values()]) }));
      starting.forEach(({ lookup, sources }) => open.set(lookup.name, sources.length));
      starting.forEach(({ lookup, sources }) => sources.forEach((source) => start(lookup, source)));
      if (lookups.length > 0 && starting.some(({ sources }) => sources.length === 0)) {
        advance();
      }
    };

    const start = (lookup: Lookup, source: Observable<LegUpdate>): void => {
      if (subscriber.closed) {
        return;
      }
      running.add(
        source.subscribe({
          next: (update) => {
            legs.set(update.leg, update);
            advance();
            emit(false);
          },
          error: (error: unknown) => subscriber.error(error),
          complete: () => {
            open.set(lookup.name, (open.get(lookup.name) ?? 1) - 1);
            advance();
            finishIfDone();
          },
        })
      );
    };

    const emit = (finished: boolean): void => subscriber.next({ state: state(), legs: [...legs.values()], finished });

    const finishIfDone = (): void => {
      if (!subscriber.closed && [...open.values()].every((count) => count === 0)) {
        emit(true);
        subscriber.complete();
      }
    };

    advance();
    finishIfDone();
  });
}

function answerOf(lookup: Lookup, legs: ReadonlyMap<string, LegUpdate>, settled: boolean): LookupAnswer {
  const learnt = [...legs.values()].filter((update) => update.lookup === lookup.name).map((update) => update.learnt);
  return {
    lookup: lookup.name,
    settled,
    traceIds: [...new Set(learnt.flatMap(({ traceIds }) => traceIds))],
    ids: [...new Set(learnt.flatMap(({ ids }) => ids))],
    services: learnt.flatMap(({ services }) => services),
    window: spanning(learnt.map(({ window }) => window)),
    rows: learnt.reduce((rows, one) => rows + one.rows, 0),
  };
}
