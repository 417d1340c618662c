import { of, type Observable } from 'rxjs';
import type { ProblemParams } from '../../engine/result';
import { legUpdate, NOTHING_READ, type LegSpec, type LegUpdate } from './leg';
import type { ReportKey } from './verdict';

/** A leg that has nothing to ask: settled at once, and the report says why. */
export function refusedLeg(
  spec: Pick<LegSpec, 'lookup' | 'leg' | 'source'>,
  key: ReportKey,
  params: ProblemParams
): Observable<LegUpdate> {
  return of(legUpdate({ ...spec, targets: [] }, { state: 'skipped', key, params }, NOTHING_READ, true, undefined));
}
