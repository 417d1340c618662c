import { forkJoin, map, of, type Observable } from 'rxjs';
import { LoadingState, type DataQueryResponse } from '@grafana/data';
import { epochMsFromNs } from '../../engine/units';
import type { LegContext } from '../legs/leg';
import type { LinkedSources } from '../linked';
import type { EventsPlan } from '../plan';
import { errorsSeen, stepOf, versionsSeen, type Found } from './asked';
import { breakerChanges, type BreakerChange } from './breakers';
import { deploysIn, type VersionSeen } from './deploys';
import { errorBursts, type ErrorSeen } from './errors';
import { eventsFrame, failureText, type ServiceEvent } from './frame';

/** Events in one answer. */
const MOST_EVENTS = 200;
/** Errors this many steps apart belong together. */
const STEPS_APART = 2;

/**
 * Answers what happened to a service: bursts of errors, deploys, and changes of circuit breakers, as one table that annotations read. One emission,
 * when every source has answered; what failed is a warning notice, and an error when nothing else came.
 */
export function events(plan: EventsPlan, sources: LinkedSources, context: LegContext): Observable<DataQueryResponse> {
  const none = of<Found<never>>({ items: [], failures: [], sent: [], cut: false });
  return forkJoin({
    errors: plan.events.includes('errors') ? errorsSeen(plan, sources, context) : none,
    versions: plan.events.includes('deploys')
      ? versionsSeen({ ...plan, services: [plan.service] }, sources, context)
      : none,
    breakers: plan.events.includes('breakers') ? breakerChanges(plan, sources, context) : none,
  }).pipe(map(({ errors, versions, breakers }) => response(plan, errors, versions, breakers)));
}

function response(
  plan: EventsPlan,
  errors: Found<ErrorSeen>,
  versions: Found<VersionSeen>,
  breakers: Found<BreakerChange>
): DataQueryResponse {
  const stepMs = stepOf(plan.window);
  const from = epochMsFromNs(plan.window.from);
  const to = epochMsFromNs(plan.window.to);
  const found: readonly ServiceEvent[] = [
    ...errorBursts(errors.items, STEPS_APART * stepMs).map((burst): ServiceEvent => ({
      kind: 'errors',
      ...burst,
      atLeast: errors.cut,
    })),
    ...deploysIn(versions.items, stepMs).map((deploy): ServiceEvent => ({ kind: 'deploy', ...deploy })),
    ...breakers.items.map((change): ServiceEvent => ({ kind: 'breaker', ...change })),
  ].filter((event) => timeOf(event) >= from && timeOf(event) <= to);
  const sorted = [...found].sort((a, b) => timeOf(a) - timeOf(b));
  const failures = [...errors.failures, ...versions.failures, ...breakers.failures];
  const sent = [...errors.sent, ...versions.sent, ...breakers.sent];
  const data = [
    eventsFrame(sorted.slice(-MOST_EVENTS), {
      refId: plan.refId,
      service: plan.service,
      sent,
      failures,
      leftOut: Math.max(0, sorted.length - MOST_EVENTS),
    }),
  ];
  const key = `clew-${plan.refId}`;
  if (sorted.length === 0 && failures.length > 0 && failures.length >= sent.length) {
    const messages = failures.map((failed) => ({ refId: plan.refId, message: failureText(failed) }));
    return { key, data, state: LoadingState.Error, errors: messages };
  }
  return { key, data, state: LoadingState.Done };
}

function timeOf(event: ServiceEvent): number {
  return event.kind === 'errors' ? event.from : event.at;
}
