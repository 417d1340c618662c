import { nanos } from '../units';
import type { Estimate, Onset, SignalKind } from './types';
import { SELF_TIME } from './names-of-signals';
import { compareSeverity } from './onset/severity';

/** What a user feels, or what says that something failed. Saturation and load are reasons, not symptoms. */
const SYMPTOMS: ReadonlySet<SignalKind> = new Set(['errors', 'latency', 'logErrors']);

/**
 * When a service degraded: the earliest of its symptoms. Each kind of symptom is told by its sharpest witness; since the
 * first of several happenings lies between the earliest lower and the earliest upper bound, so does this.
 */
export function degradedAt(onsets: readonly Onset[]): Onset | undefined {
  const kinds = [...SYMPTOMS].flatMap((kind) => symptomOf(onsets, kind) ?? []);
  const earliest = kinds.reduce<Onset | undefined>(
    (first, one) => (first === undefined || one.high < first.high ? one : first),
    undefined
  );
  if (earliest === undefined) {
    return undefined;
  }
  const low = kinds.reduce<number>((least, one) => Math.min(least, one.low), earliest.low);
  return { ...earliest, ...bounded(low, earliest.at, earliest.high) };
}

function isSymptom({ signal, name, severity }: Onset): boolean {
  return SYMPTOMS.has(signal) && name !== SELF_TIME && compareSeverity(severity, 'info') > 0;
}

/** The symptom of a kind, by the witness that tells it best; `undefined` where there is none. */
export function symptomOf(onsets: readonly Onset[], kind: SignalKind): Onset | undefined {
  return sharpest(onsets.filter((one) => isSymptom(one) && one.signal === kind));
}

/**
 * Single requests tell the first that was hit; a quantile of all between two scrapes shows it when enough are. The scrapes
 * are believed where they are certain earlier and know the time better.
 */
function sharpest(onsets: readonly Onset[]): Onset | undefined {
  const counted = earliestCertain(onsets.filter(({ source }) => source === 'metrics'));
  const single = earliestCertain(onsets.filter(({ source }) => source !== 'metrics'));
  if (counted === undefined || single === undefined) {
    return counted ?? single;
  }
  return counted.high < single.high && widthOf(counted) < widthOf(single) ? counted : single;
}

/** The witness that is certain first; of several the one that suspected it first. */
function earliestCertain(onsets: readonly Onset[]): Onset | undefined {
  return [...onsets].sort((a, b) => a.high - b.high || a.low - b.low)[0];
}

function widthOf({ low, high }: Estimate): number {
  return high - low;
}

/**
 * Callers that gave up had seen that a service does not answer before it could tell so itself: it may have degraded as
 * early as the first of them did.
 */
export function seenEarlier(own: Onset, seen: readonly Onset[]): Onset {
  const low = seen
    .filter((one) => isSymptom(one) && one.high < own.low)
    .reduce<number>((least, one) => Math.min(least, one.low), own.low);
  return { ...own, ...bounded(low, own.at, own.high) };
}

function bounded(low: number, at: number, high: number): Estimate {
  return { low: nanos(low), at: nanos(Math.min(Math.max(at, low), high)), high: nanos(high) };
}
