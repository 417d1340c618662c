import type { LogTable } from '../model';
import { jsonPath, jsonStart, readJson } from './json-line';
import { type CorrelationKey, type LogPlace, TRACE_KEY } from './key';
import { logTraceId } from './log-trace';
import { readLogfmt } from './logfmt-line';
import { checkPattern } from './patterns';
import { clear, type Found, wanted } from './wanted';

/** Reads the values of one key from rows; made once for a key. */
export type LogValueReader = (table: LogTable, row: number) => readonly string[];

const NONE: readonly string[] = [];

/**
 * The values of a key that one row holds, each once, in the order of the key's places. For the built-in `trace` key it is
 * the row's trace ID. A JSON path is tried as a whole name first (`"http.request.id"` is a common key), then member by
 * member. A regular expression that does not compile gives nothing here; `checkPattern` says why.
 */
export function logValues(key: CorrelationKey, table: LogTable, row: number): readonly string[] {
  return logValueReader(key)(table, row);
}

const readers = new WeakMap<CorrelationKey, LogValueReader>();

/** {@link logValues} for many rows of one key. */
export function logValueReader(key: CorrelationKey): LogValueReader {
  let reader = readers.get(key);
  if (reader === undefined) {
    reader = key.name === TRACE_KEY ? traceReader : placesReader(key.logPlaces);
    readers.set(key, reader);
  }
  return reader;
}

function traceReader(table: LogTable, row: number): readonly string[] {
  const traceId = logTraceId(table, row);
  return traceId === undefined ? NONE : [traceId];
}

/** Places of one kind, and where each stands among all. */
interface Slots<T> {
  readonly values: readonly T[];
  readonly slots: readonly number[];
}

function placesReader(places: readonly LogPlace[]): LogValueReader {
  const values: Found = places.map(() => undefined);
  const steps = [
    labelStep(places, values),
    jsonStep(places, values),
    pathStep(places, values),
    logfmtStep(places, values),
    patternStep(places, values),
  ].filter((step) => step !== undefined);
  return (table, row) => {
    clear(values);
    const line = table.line[row] ?? '';
    const start = jsonStart(line);
    for (const step of steps) {
      step(line, start, table, row);
    }
    return distinct(values);
  };
}

/** Reads the places of one kind into their slots. `start` is that of a JSON line, or -1. */
type Step = (line: string, start: number, table: LogTable, row: number) => void;

function labelStep(places: readonly LogPlace[], into: Found): Step | undefined {
  const { values: names, slots } = slotsOf(places, (place) => (place.kind === 'label' ? place.name : undefined));
  const read: Step = (_line, _start, table, row) => {
    const labels = table.labels[row];
    for (let i = 0; labels !== undefined && i < names.length; i += 1) {
      into[slots[i] ?? 0] = labels[names[i] ?? ''];
    }
  };
  return names.length === 0 ? undefined : read;
}

function jsonStep(places: readonly LogPlace[], into: Found): Step | undefined {
  const { values: names, slots } = slotsOf(places, (place) => (place.kind === 'json' ? place.path : undefined));
  const fields = wanted(names);
  const found: Found = names.map(() => undefined);
  const read: Step = (line, start) => {
    if (start >= 0) {
      readJson(line, start, fields, found);
      place(found, slots, into);
    }
  };
  return names.length === 0 ? undefined : read;
}

function pathStep(places: readonly LogPlace[], into: Found): Step | undefined {
  const { values: paths, slots } = slotsOf(places, (place) =>
    place.kind === 'json' && place.path.includes('.') ? place.path.split('.') : undefined
  );
  const read: Step = (line, start) => {
    for (let i = 0; start >= 0 && i < paths.length; i += 1) {
      into[slots[i] ?? 0] ??= jsonPath(line, start, paths[i] ?? []);
    }
  };
  return paths.length === 0 ? undefined : read;
}

function logfmtStep(places: readonly LogPlace[], into: Found): Step | undefined {
  const { values: names, slots } = slotsOf(places, (place) => (place.kind === 'logfmt' ? place.field : undefined));
  const fields = wanted(names);
  const found: Found = names.map(() => undefined);
  const read: Step = (line, start) => {
    if (start < 0 && line.includes('=')) {
      readLogfmt(line, fields, found);
      place(found, slots, into);
    }
  };
  return names.length === 0 ? undefined : read;
}

function patternStep(places: readonly LogPlace[], into: Found): Step | undefined {
  const { values: patterns, slots } = slotsOf(places, compilePattern);
  const read: Step = (line) => {
    for (let i = 0; i < patterns.length; i += 1) {
      into[slots[i] ?? 0] = patterns[i]?.exec(line)?.[1];
    }
  };
  return patterns.length === 0 ? undefined : read;
}

function place(found: Found, slots: readonly number[], into: Found): void {
  for (let i = 0; i < found.length; i += 1) {
    into[slots[i] ?? 0] = found[i];
  }
}

function compilePattern(place: LogPlace): RegExp | undefined {
  const checked = place.kind === 'regexp' ? checkPattern(place.pattern) : undefined;
  return checked?.ok === true ? checked.value : undefined;
}

function slotsOf<T>(places: readonly LogPlace[], of: (place: LogPlace) => T | undefined): Slots<T> {
  const values: T[] = [];
  const slots: number[] = [];
  places.forEach((place, slot) => {
    const value = of(place);
    if (value !== undefined) {
      values.push(value);
      slots.push(slot);
    }
  });
  return { values, slots };
}

function distinct(values: Found): readonly string[] {
  let found: string[] | undefined;
  for (const value of values) {
    if (value === undefined || value === '') {
      continue;
    }
    if (found === undefined) {
      found = [value];
    } else if (!found.includes(value)) {
      found.push(value);
    }
  }
  return found ?? NONE;
}
