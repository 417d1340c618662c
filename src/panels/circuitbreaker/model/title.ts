import type { BreakerIdentity } from '../../../engine/breaker';

/** `payment → fraud-detection`; a breaker whose ends nobody knows goes by its name. */
export function laneTitle({ name, caller, callee }: BreakerIdentity): string {
  return caller === undefined ? (callee ?? name) : `${caller} → ${callee ?? name}`;
}

/** The name, where the title does not have it. */
export function ownName({ name, caller, callee }: BreakerIdentity): string | undefined {
  return name === '' ||
    name === callee ||
    (callee === undefined && caller !== undefined) ||
    (callee ?? caller) === undefined
    ? undefined
    : name;
}
