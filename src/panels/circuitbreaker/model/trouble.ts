import type { Breaker, StateInterval } from '../../../engine/breaker';

/** Why a lane deserves to be looked at, the worst first. */
export const TROUBLES = [
  /** Calls are refused now. */
  'open',
  /** It is trying whether it may close. */
  'trial',
  /** There is none, and calls are failing as if there had to be one. */
  'missing-now',
  'flapping',
  /** It was open in the window. */
  'opened',
  /** There is none, and in the window there should have been. */
  'missing',
  /** What was measured is not what the spans say. */
  'disagreement',
  /** It is switched off. */
  'disabled',
  'unknown',
  'calm',
] as const;

/** What is wrong with a lane, the worst of it; `calm` when nothing is. */
export type Trouble = (typeof TROUBLES)[number];

interface Judged {
  readonly breaker: Breaker;
  readonly now: StateInterval;
  readonly opened: number;
  readonly flapping: boolean;
}

/** The first trouble of {@link TROUBLES} that a lane has. */
export function troubleOf({ breaker, now, opened, flapping }: Judged): Trouble {
  const refusing = now.state === 'open' || now.state === 'forced';
  if (breaker.basis === 'shadow') {
    return opened === 0 ? 'calm' : refusing || now.state === 'half-open' ? 'missing-now' : 'missing';
  }
  if (refusing) {
    return 'open';
  }
  if (now.state === 'half-open') {
    return 'trial';
  }
  if (flapping) {
    return 'flapping';
  }
  if (opened > 0) {
    return 'opened';
  }
  return quietTrouble(breaker, now);
}

function quietTrouble(breaker: Breaker, { state }: StateInterval): Trouble {
  if (breaker.disagreements.length > 0) {
    return 'disagreement';
  }
  return state === 'disabled' || state === 'unknown' ? state : 'calm';
}
