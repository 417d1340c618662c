/**
 * Times and identifiers as branded types. This is the only file of the engine that casts to a brand.
 *
 * Two clock domains exist. {@link EpochNs} is a bigint of nanoseconds since 1970 and lives at the edges, where exactness
 * beyond 2^53 matters. {@link Nanos} is an integer `number` of nanoseconds relative to the origin of the object that
 * carries it (a trace, a log table, a join), exact for 104 days. 0 is a time in both: never test one for truth.
 */
declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** Nanoseconds since the Unix epoch. */
export type EpochNs = Brand<bigint, 'EpochNs'>;
/** Integer nanoseconds, relative to a stated origin, or a length of time. */
export type Nanos = Brand<number, 'Nanos'>;
/** Milliseconds since the Unix epoch, possibly fractional: Grafana's own unit at the edges. */
export type EpochMs = Brand<number, 'EpochMs'>;
/** 32 lower-case hexadecimal digits. */
export type TraceId = Brand<string, 'TraceId'>;

const NS_PER_MS = 1_000_000;
const NS_PER_S = 1_000_000_000;
const TRACE_ID_LENGTH = 32;
const SECONDS_DIGITS = 9;
const DIGIT_ZERO = 48;

/** Brands an integer number of nanoseconds; a fraction is rounded to the nearest nanosecond. */
export function nanos(value: number): Nanos {
  return Math.round(value) as Nanos;
}

/** Brands a bigint that is known to be nanoseconds since the epoch. */
export function epochNs(value: bigint): EpochNs {
  return value as EpochNs;
}

/** Brands a number that is known to be milliseconds since the epoch. */
export function epochMs(value: number): EpochMs {
  return value as EpochMs;
}

/**
 * Reads a decimal string of epoch nanoseconds, as Loki's `tsNs` and OTLP JSON carry it.
 * @returns `undefined` when the text is not a decimal integer.
 */
export function parseEpochNs(text: string): EpochNs | undefined {
  return /^-?\d+$/.test(text) ? (BigInt(text) as EpochNs) : undefined;
}

/** Float milliseconds since the epoch to nanoseconds; whole milliseconds stay exact, the fraction is rounded to 1 ns. */
export function epochNsFromMs(ms: number): EpochNs {
  const whole = Math.floor(ms);
  return (BigInt(whole) * BigInt(NS_PER_MS) + BigInt(Math.round((ms - whole) * NS_PER_MS))) as EpochNs;
}

/** Epoch nanoseconds to float milliseconds; exact to about 0.24 µs, which is what a double can hold. */
export function epochMsFromNs(time: EpochNs): EpochMs {
  const perMs = BigInt(NS_PER_MS);
  return (Number(time / perMs) + Number(time % perMs) / NS_PER_MS) as EpochMs;
}

/** `later - earlier`, in nanoseconds; exact within 104 days. */
export function diffEpoch(later: EpochNs, earlier: EpochNs): Nanos {
  return Number(later - earlier) as Nanos;
}

/** The epoch time that lies `offset` after `origin`. */
export function addNanos(origin: EpochNs, offset: Nanos): EpochNs {
  return (origin + BigInt(offset)) as EpochNs;
}

/** Milliseconds as a length, to nanoseconds. */
export function nanosFromMs(ms: number): Nanos {
  return Math.round(ms * NS_PER_MS) as Nanos;
}

/** A length in nanoseconds, to milliseconds. */
export function msFromNanos(length: Nanos): number {
  return length / NS_PER_MS;
}

/**
 * Offset in nanoseconds of many decimal-string times from one origin, without a bigint for each: the text is split into
 * seconds and nanoseconds, and both differences are exact in a double.
 *
 * @param originText - the origin as a decimal string of epoch nanoseconds
 * @returns a function from decimal string to offset; `NaN` for text that is not a number.
 */
export function offsetFrom(originText: string): (text: string) => number {
  const origin = splitSeconds(originText);
  return (text) => {
    const time = splitSeconds(text);
    return (time.seconds - origin.seconds) * NS_PER_S + (time.nanos - origin.nanos);
  };
}

function splitSeconds(text: string): { readonly seconds: number; readonly nanos: number } {
  const negative = text.startsWith('-');
  const first = negative ? 1 : 0;
  const cut = Math.max(first, text.length - SECONDS_DIGITS);
  const sign = negative ? -1 : 1;
  const nanos = cut === text.length ? NaN : digits(text, cut, text.length);
  return { seconds: sign * digits(text, first, cut), nanos: sign * nanos };
}

/** The number that digits stand for, without cutting the text; `NaN` when another character is among them. */
function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - DIGIT_ZERO;
    if (digit < 0 || digit > 9) {
      return NaN;
    }
    value = value * 10 + digit;
  }
  return value;
}

/**
 * Normalises a trace ID to 32 lower-case hexadecimal digits. Tempo before 13.1 strips leading zeros, 64-bit tracers
 * send 16 digits, and some tools print upper case.
 * @returns `undefined` when the text cannot be a trace ID: not hexadecimal, longer than 32 digits, empty or all zeros.
 */
export function normaliseTraceId(text: string): TraceId | undefined {
  if (!/^[0-9a-f]{1,32}$/i.test(text) || /^0+$/.test(text)) {
    return undefined;
  }
  return text.toLowerCase().padStart(TRACE_ID_LENGTH, '0') as TraceId;
}
