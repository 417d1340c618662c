import type { Breaker } from '../../engine/breaker';
import type { Labels } from '../../engine/model';

/** What tells one lane from another: frames with equal keys are of the same lane. */
export function breakerKey({ identity: { name, caller, callee, instance }, basis }: Breaker): string {
  return JSON.stringify([name, caller ?? '', callee ?? '', instance ?? '', basis]);
}

/** Labels of a lane's fields; what is not known is no label. */
export function breakerLabels({ identity: { name, caller, callee, instance }, basis }: Breaker): Labels {
  return {
    breaker: name,
    ...(caller === undefined ? {} : { caller }),
    ...(callee === undefined ? {} : { callee }),
    ...(instance === undefined ? {} : { instance }),
    basis,
  };
}

/** What a lane is called when nobody says: both ends of its edge where they are known, else the breaker's own name. */
export function breakerTitle({ identity: { name, caller, callee } }: Breaker): string {
  return caller === undefined || callee === undefined ? name : `${caller} → ${callee}`;
}
