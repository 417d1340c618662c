import { normaliseSpanId } from '../../engine/model';
import { textOf } from '../frame';

const SPAN_ID_LENGTH = 16;

/** Span IDs of the rows of a column, normalised. The usual ones are passed on after one look at their characters. */
export function spanIds(values: readonly unknown[], rows: readonly number[]): readonly string[] {
  return rows.map((row) => {
    const value = values[row];
    return typeof value === 'string' && isUsual(value) ? value : normaliseSpanId(textOf(value));
  });
}

/** '' (no span), or 16 lower-case hexadecimal digits that do not start with a zero. */
function isUsual(text: string): boolean {
  if (text.length !== SPAN_ID_LENGTH) {
    return text === '';
  }
  for (let i = 0; i < SPAN_ID_LENGTH; i++) {
    const code = text.charCodeAt(i);
    const digit = code >= 48 && code <= 57;
    if (!digit && (code < 97 || code > 102)) {
      return false;
    }
  }
  return text.charCodeAt(0) !== 48;
}
