import type { Labels } from '../../engine/model';
import { isRecord, textOf } from '../frame';

/** The labels of a row that has none. One object, so that equal rows share it. */
export const NO_LABELS: Labels = Object.freeze({});

/**
 * Labels of a cell. An object whose values are all text is taken as it is; other values are printed (objects and arrays
 * as JSON), and a cell that is no object is `undefined`.
 */
export function readLabels(value: unknown): Labels | undefined {
  if (isLabels(value)) {
    return value;
  }
  return isRecord(value) ? printed(value) : undefined;
}

/** Whether a cell is an object whose values are all text. */
export function isLabels(value: unknown): value is Labels {
  if (!isRecord(value)) {
    return false;
  }
  for (const name in value) {
    if (typeof value[name] !== 'string') {
      return false;
    }
  }
  return true;
}

function printed(value: Readonly<Record<string, unknown>>): Labels {
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, content]) => content !== undefined && content !== null)
      .map(([name, content]) => [name, typeof content === 'object' ? jsonOf(content) : textOf(content)])
  );
}

/** '' for what JSON cannot hold: a cycle, a bigint. */
function jsonOf(content: unknown): string {
  try {
    return JSON.stringify(content) ?? '';
  } catch {
    return '';
  }
}
