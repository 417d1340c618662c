import { epochNs, epochNsFromMs, offsetFrom, parseEpochNs, type EpochNs } from '../../engine/units';
import { timeOf } from '../frame';
import { epochNsFromParts, nanosBeyond, offsetFromMs } from '../time';
import type { TimeColumn } from './columns';

/** Times of rows: `time[i]` is nanoseconds after `origin`, `NaN` where the source's cell holds no time. */
export interface RowTimes {
  readonly origin: EpochNs;
  readonly time: Float64Array;
}

/**
 * Reads the times of `size` rows relative to the earliest of them, without a bigint for each row: first relative to the
 * first readable one, then shifted. O(size).
 */
export function readTimes(column: TimeColumn, size: number): RowTimes {
  const reference = firstTime(column, size);
  if (reference === undefined) {
    return { origin: epochNs(0n), time: new Float64Array(size).fill(NaN) };
  }
  const offset = column.kind === 'text' ? textOffsets(column, reference) : partOffsets(column, reference);
  const time = new Float64Array(size);
  let earliest = Infinity;
  for (let row = 0; row < size; row++) {
    const value = offset(row);
    time[row] = value;
    if (value < earliest) {
      earliest = value;
    }
  }
  for (let row = 0; row < size; row++) {
    time[row] = (time[row] ?? NaN) - earliest;
  }
  return { origin: epochNs(reference + BigInt(earliest)), time };
}

function firstTime(column: TimeColumn, size: number): EpochNs | undefined {
  for (let row = 0; row < size; row++) {
    const time = timeAt(column, row);
    if (time !== undefined) {
      return time;
    }
  }
  return undefined;
}

function timeAt(column: TimeColumn, row: number): EpochNs | undefined {
  const text = column.kind === 'text' ? column.text[row] : undefined;
  const exact = isDigits(text) ? parseEpochNs(text) : undefined;
  const ms = timeOf(column.ms[row]);
  if (exact !== undefined || ms === undefined) {
    return exact;
  }
  return column.kind === 'parts' ? epochNsFromParts(ms, nanosBeyond(column.nanos, row)) : epochNsFromMs(ms);
}

function textOffsets(column: TimeColumn & { kind: 'text' }, reference: EpochNs): (row: number) => number {
  const ofText = offsetFrom(String(reference));
  const ofMs = offsetFromMs(reference);
  return (row) => {
    const text = column.text[row];
    const exact = isDigits(text) ? ofText(text) : NaN;
    if (Number.isInteger(exact)) {
      return exact;
    }
    const ms = timeOf(column.ms[row]);
    return ms === undefined ? NaN : ofMs(ms);
  };
}

function partOffsets(column: TimeColumn & { kind: 'parts' }, reference: EpochNs): (row: number) => number {
  const ofMs = offsetFromMs(reference);
  return (row) => {
    const ms = timeOf(column.ms[row]);
    return ms === undefined ? NaN : ofMs(ms) + nanosBeyond(column.nanos, row);
  };
}

/** Text of more digits than a 64-bit integer has is no time. */
const MAX_DIGITS = 20;

function isDigits(text: unknown): text is string {
  return typeof text === 'string' && text !== '' && text.length <= MAX_DIGITS;
}
