import type { BreakerState } from '../../engine/breaker';
import { texts, wording } from '../../ui';

/** The name of a state. */
export const stateText: (state: BreakerState) => string = texts('breaker.', [
  wording('breaker.closed', 'Closed'),
  wording('breaker.half-open', 'Half-open'),
  wording('breaker.open', 'Open'),
  wording('breaker.forced', 'Forced open'),
  wording('breaker.disabled', 'Disabled'),
  wording('breaker.unknown', 'Unknown'),
]);
