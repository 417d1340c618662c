import { addNanos, epochNs, epochNsFromMs, nanos, type EpochNs, type Nanos } from '../engine/units';

const NS_PER_MS = 1_000_000;

/**
 * Float milliseconds since the epoch to integer nanoseconds after an origin, without a bigint for each. Agrees exactly
 * with `diffEpoch(epochNsFromMs(ms), origin)`.
 */
export function offsetFromMs(origin: EpochNs): (ms: number) => Nanos {
  const { ms: originMs, nanos: originNanos } = partsOfEpochNs(origin);
  return (ms) => {
    const whole = Math.floor(ms);
    return nanos((whole - originMs) * NS_PER_MS + Math.round((ms - whole) * NS_PER_MS) - originNanos);
  };
}

/** Milliseconds and the nanoseconds beyond them, as Grafana's time fields with `nanos` carry them. */
export function epochNsFromParts(ms: number, nanosBeyond: number): EpochNs {
  return epochNs(epochNsFromMs(ms) + BigInt(nanosBeyond));
}

/** The cell of a field's `nanos`, 0 to 999,999; 0 where there is none. */
export function nanosBeyond(nanosOfField: unknown, row: number): number {
  const value: unknown = Array.isArray(nanosOfField) ? nanosOfField[row] : undefined;
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < NS_PER_MS ? value : 0;
}

/** Splits a time into Grafana's parts: whole milliseconds, and 0 to 999,999 nanoseconds beyond them. */
export function partsOfEpochNs(time: EpochNs): { readonly ms: number; readonly nanos: number } {
  const perMs = BigInt(NS_PER_MS);
  const beyond = ((time % perMs) + perMs) % perMs;
  return { ms: Number((time - beyond) / perMs), nanos: Number(beyond) };
}

/** Nanoseconds after an origin to float milliseconds since the epoch, without a bigint for each. */
export function msAfter(origin: EpochNs): (offset: number) => number {
  const { ms, nanos: beyond } = partsOfEpochNs(origin);
  return (offset) => {
    const total = beyond + offset;
    const whole = Math.floor(total / NS_PER_MS);
    return ms + whole + (total - whole * NS_PER_MS) / NS_PER_MS;
  };
}

const NS_PER_S = 1_000_000_000;
const SECONDS_DIGITS = 9;

/** Nanoseconds after an origin to decimal text of epoch nanoseconds, without a bigint for each in our era. */
export function nsTextAfter(origin: EpochNs): (offset: number) => string {
  const perSecond = BigInt(NS_PER_S);
  const seconds = Number(origin / perSecond);
  const beyond = Number(origin % perSecond);
  return (offset) => {
    const total = beyond + offset;
    const carry = Math.floor(total / NS_PER_S);
    const whole = seconds + carry;
    return whole > 0
      ? `${whole}${String(total - carry * NS_PER_S).padStart(SECONDS_DIGITS, '0')}`
      : String(addNanos(origin, nanos(offset)));
  };
}
