import { filter, map, type Observable } from 'rxjs';
import type { Transition } from '../../engine/breaker';
import { addNanos, epochMsFromNs } from '../../engine/units';
import { breakersOf, type BreakersUpdate } from '../breakers/measured';
import type { LegContext } from '../legs/leg';
import type { LinkedSources } from '../linked';
import type { EventsPlan } from '../plan';
import { together, type Found } from './asked';

/** A circuit breaker of a service changed its state. */
export interface BreakerChange extends Pick<Transition, 'from' | 'to'> {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly name: string;
}

const FAILED: ReadonlySet<string> = new Set(['failed', 'forbidden', 'timed-out', 'skipped', 'partial']);

/** When breakers towards or of the service changed, as metrics tell. Never errors. */
export function breakerChanges(
  plan: EventsPlan,
  { metrics }: LinkedSources,
  context: LegContext
): Observable<Found<BreakerChange>> {
  return together(
    metrics.map((source) =>
      breakersOf(source, { ...plan, services: [plan.service] }, context).pipe(
        filter(({ settled }) => settled),
        map((update) => foundIn(plan, update))
      )
    )
  );
}

function foundIn({ window }: EventsPlan, { source, verdict, breakers, targets }: BreakersUpdate): Found<BreakerChange> {
  return {
    items: breakers.flatMap(({ identity: { name }, transitions }) =>
      transitions.map(({ at, from, to }) => ({ at: epochMsFromNs(addNanos(window.from, at)), name, from, to }))
    ),
    failures: FAILED.has(verdict.state) ? [{ source, failure: verdict }] : [],
    sent: targets.map(({ expr }) => ({ source, query: String(expr) })),
    cut: false,
  };
}
