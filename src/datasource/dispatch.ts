import type { Observable } from 'rxjs';
import type { DataQueryResponse } from '@grafana/data';
import { assertUnreachable } from '../engine/result';
import { breakers } from './breakers/breakers';
import { cascade } from './cascade/cascade';
import { correlate } from './correlate/correlate';
import { events } from './events/events';
import { logVolume } from './explore/volume';
import type { LegContext } from './legs/leg';
import type { LinkedSources } from './linked';
import type { Plan } from './plan';
import { services } from './services';
import { traces } from './traces';

/** Answers a plan: one function a view. */
export function runPlan(plan: Plan, linked: LinkedSources, context: LegContext): Observable<DataQueryResponse> {
  switch (plan.view) {
    case 'correlate':
      return plan.volume ? logVolume(plan, linked, context) : correlate(plan, linked, context);
    case 'services':
      return services(plan, linked, context);
    case 'traces':
      return traces(plan, linked, context);
    case 'events':
      return events(plan, linked, context);
    case 'breakers':
      return breakers(plan, linked, context);
    case 'cascade':
      return cascade(plan, linked, context);
    default:
      return assertUnreachable(plan);
  }
}
