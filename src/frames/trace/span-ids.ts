import { normaliseSpanId } from '../../engine/model';
import { textOf } from '../frame';

/** Span IDs of the rows of a column, normalised. */
export function spanIds(values: readonly unknown[], rows: readonly number[]): readonly string[] {
  return rows.map((row) => {
    const value = values[row];
    return normaliseSpanId(typeof value === 'string' ? value : textOf(value));
  });
}
