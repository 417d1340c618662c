import { addNanos, epochMsFromNs, epochNs, nanosFromMs, type EpochMs, type EpochNs } from '../../src/engine/units';

/** The moment at which everything drawn begins: 2026-11-21T09:40:00Z, in nanoseconds. */
export const EPOCH: EpochNs = epochNs(BigInt('1795254000000000000'));

/** Milliseconds after {@link EPOCH}, as nanoseconds since 1970. */
export function atMs(ms: number): EpochNs {
  return addNanos(EPOCH, nanosFromMs(ms));
}

/** Milliseconds after {@link EPOCH}, as milliseconds since 1970. */
export function epochMsAt(ms: number): EpochMs {
  return epochMsFromNs(atMs(ms));
}
