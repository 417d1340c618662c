import { of } from 'rxjs';
import type { Observable } from 'rxjs';
import type { ProblemParams } from '../../engine/result';
import { legUpdate, NOTHING_READ } from './leg';
import type { LegSpec, LegUpdate } from './leg';
import type { ReportKey } from './verdict';

/** A leg that has nothing to ask: settled at once, and the report says why. */
export function refusedLeg(
  spec: Pick<LegSpec, 'lookup' | 'leg' | 'source'>,
  message: ReportKey,
  params: ProblemParams
): Observable<LegUpdate> {
  return of(legUpdate({ ...spec, targets: [] }, { state: 'skipped', message, params }, NOTHING_READ, true, undefined));
}
