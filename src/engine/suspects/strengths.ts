import { medianSorted } from 'simple-statistics';

import type { EvidenceSignal } from './types';
import type { Shift, ShiftScanner } from './shift';

/** One stream's shift at a moment, with what it is worth. */
export interface Told {
  readonly scanner: ShiftScanner;
  readonly row: number;
  readonly shift: Shift;
  /** Standard deviations, weighted, never above {@link STRONGEST}; not negative. */
  readonly strength: number;
}

/** No single thing proves more than this; it is approached, so that of two strong ones the stronger still leads. */
export const STRONGEST = 10;

/** Drift that is usual between two times of the same kind of value (logarithms: a factor of about 1.15) ... */
const USUAL_DRIFT = 0.15;
/** ... and how many streams' own drift it takes to outweigh it. */
const DRIFT_COUNT = 5;
const MAD_TO_DEVIATION = 1.4826;
/** One request proves nothing. */
const FEWEST_REQUESTS = 2;

/** Judges every stream at a moment. O(streams log values). */
export function strengthsAt(scanners: readonly ShiftScanner[], time: number): readonly Told[] {
  const found: Array<Omit<Told, 'strength'>> = [];
  for (const scanner of scanners) {
    const row = scanner.rowAt(time);
    const shift = scanner.shiftAt(row);
    if (shift !== undefined && (shift.after >= FEWEST_REQUESTS || scanner.stream.signal === 'resource')) {
      found.push({ scanner, row, shift });
    }
  }
  const drifts = driftBySignal(found);
  return found.map((told) => ({ ...told, strength: strengthOf(told, drifts) }));
}

function strengthOf({ scanner, shift }: Omit<Told, 'strength'>, drifts: ReadonlyMap<EvidenceSignal, number>): number {
  const { stream } = scanner;
  const drift = drifts.get(stream.signal) ?? 0;
  const z = stream.shape === 'share' ? shift.z : (shift.now - shift.usual) / Math.sqrt(shift.variance + drift * drift);
  const size = stream.bothWays ? Math.abs(z) : Math.max(0, z);
  return stream.weight * STRONGEST * Math.tanh(size / STRONGEST);
}

/**
 * How far streams of a signal usually are from where they were: the middle of all of them, since one fault moves few (an
 * empirical null, Efron 2004).
 */
function driftBySignal(found: ReadonlyArray<Omit<Told, 'strength'>>): ReadonlyMap<EvidenceSignal, number> {
  const sizes = new Map<EvidenceSignal, number[]>();
  for (const { scanner, shift } of found) {
    if (scanner.stream.shape === 'level') {
      const list = sizes.get(scanner.stream.signal) ?? [];
      sizes.set(scanner.stream.signal, list);
      list.push(Math.abs(shift.now - shift.usual));
    }
  }
  return new Map(
    [...sizes].map(([signal, list]) => {
      const spread = MAD_TO_DEVIATION * medianSorted(list.sort((a, b) => a - b));
      const pooled = (list.length * spread ** 2 + DRIFT_COUNT * USUAL_DRIFT ** 2) / (list.length + DRIFT_COUNT);
      return [signal, Math.sqrt(pooled)];
    })
  );
}
