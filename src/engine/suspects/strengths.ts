import { medianSorted } from 'simple-statistics';

import type { EvidenceSignal } from './types';
import type { Shift, ShiftScanner } from './shift';

/** One stream's shift at a moment, with what it is worth. */
export interface Told {
  /** Whom it tells against. */
  readonly service: string;
  readonly scanner: ShiftScanner;
  readonly row: number;
  readonly shift: Shift;
  /** Standard deviations, weighted, never above {@link STRONGEST}; not negative. */
  readonly strength: number;
}

type Judged = Omit<Told, 'strength'>;

/** No single thing proves more than this; it is approached, so that of two strong ones the stronger still leads. */
const STRONGEST = 10;

/** Between two times any kind of value drifts by a factor of about 1.15 (a logarithm) ... */
const USUAL_DRIFT = 0.15;
/** ... and as much more as most streams of its signal do, once there are clearly more than this many. */
const FEW_STREAMS = 5;
const MAD_TO_DEVIATION = 1.4826;
/**
 * What one moment proves at most: now and then everything is slow for some seconds, by far more than a normal distribution
 * has it. The deviations of many moments add up by their root.
 */
const MOST_A_MOMENT = 3;
/** One request proves nothing. */
const FEWEST_REQUESTS = 2;

/** Judges every stream at a moment. O(streams log values). */
export function strengthsAt(scanners: readonly ShiftScanner[], time: number): readonly Told[] {
  const found: Judged[] = [];
  for (const scanner of scanners) {
    const row = scanner.rowAt(time);
    const shift = scanner.shiftAt(row);
    if (shift !== undefined && shift.after >= FEWEST_REQUESTS) {
      found.push({ service: scanner.stream.place.service, scanner, row, shift });
    }
  }
  const drifts = driftBySignal(found);
  return found.map((told) => ({ ...told, strength: strengthOf(told, drifts) }));
}

function strengthOf({ scanner, shift }: Judged, drifts: ReadonlyMap<EvidenceSignal, number>): number {
  const { stream } = scanner;
  const drift = drifts.get(stream.signal) ?? USUAL_DRIFT;
  const z = stream.shape === 'share' ? shift.z : (shift.now - shift.usual) / Math.sqrt(shift.variance + drift * drift);
  const most = stream.shape === 'share' ? Infinity : MOST_A_MOMENT * Math.sqrt(shift.moments);
  const size = approaching(stream.bothWays ? Math.abs(z) : Math.max(0, z), most);
  return stream.weight * approaching(size, STRONGEST);
}

/** The value itself while it is small, `most` when it is large: of two that prove as much as they can the clearer leads. */
function approaching(value: number, most: number): number {
  return value === 0 ? 0 : 1 / Math.hypot(1 / value, 1 / most);
}

/** How far streams of each signal went while all was well: the middle of all, which one odd stream does not move. */
function driftBySignal(found: readonly Judged[]): ReadonlyMap<EvidenceSignal, number> {
  const sizes = new Map<EvidenceSignal, number[]>();
  for (const { scanner, shift } of found) {
    if (scanner.stream.shape === 'level' && shift.drift !== undefined) {
      const list = sizes.get(scanner.stream.signal) ?? [];
      sizes.set(scanner.stream.signal, list);
      list.push(Math.abs(shift.drift));
    }
  }
  return new Map(
    [...sizes].map(([signal, list]) => {
      const spread = MAD_TO_DEVIATION * medianSorted(list.sort((a, b) => a - b));
      return [signal, Math.hypot(USUAL_DRIFT, spread * Math.sqrt(list.length / (list.length + FEW_STREAMS)))];
    })
  );
}
