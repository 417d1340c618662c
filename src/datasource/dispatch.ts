import { of, type Observable } from 'rxjs';
import { LoadingState, type DataQueryResponse } from '@grafana/data';
import { assertUnreachable, problem } from '../engine/result';
import { problemText } from '../ui';
import { correlate } from './correlate/correlate';
import { events } from './events/events';
import { logVolume } from './explore/volume';
import type { LegContext } from './legs/leg';
import type { LinkedSources } from './linked';
import type { Plan } from './plan';
import { services } from './services';

/** Answers a plan: one function a view. */
export function runPlan(plan: Plan, linked: LinkedSources, context: LegContext): Observable<DataQueryResponse> {
  switch (plan.view) {
    case 'correlate':
      return plan.volume ? logVolume(plan, linked, context) : correlate(plan, linked, context);
    case 'services':
      return services(plan, linked, context);
    case 'traces': {
      const message = problemText(problem('query.unknown-view', { view: plan.view }));
      const { refId } = plan;
      return of({ key: `clew-${refId}`, data: [], state: LoadingState.Error, errors: [{ refId, message }] });
    }
    case 'events':
      return events(plan, linked, context);
    default:
      return assertUnreachable(plan);
  }
}
