import type { Labels } from '../../engine/model';
import { isRecord, textOf } from '../frame';

/**
 * Labels of a series. TraceQL metrics print string values with their quotes (`"api"`); they are taken off.
 */
export function seriesLabels(labels: unknown): Labels {
  return isRecord(labels)
    ? Object.fromEntries(Object.entries(labels).map(([name, value]) => [name, unquoted(textOf(value))]))
    : {};
}

/** The content of a text that is a double-quoted string as a whole; any other text as it is. */
export function unquoted(text: string): string {
  if (text.length < 2 || !text.startsWith('"') || !text.endsWith('"')) {
    return text;
  }
  try {
    const content: unknown = JSON.parse(text);
    return typeof content === 'string' ? content : text;
  } catch {
    return text;
  }
}
