/**
 * The little of a data frame that the readers rely on. Both `DataFrame` and `DataFrameDTO` are assignable to it: a
 * frame may come from a panel, from a recorded JSON answer or from a test, with or without `length` and `config`.
 */
export interface FieldInput {
  readonly name: string;
  readonly type?: string;
  readonly values?: readonly unknown[];
  /** Nanoseconds of each time value beyond its milliseconds, 0 to 999,999. */
  readonly nanos?: readonly number[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly config?: {
    readonly unit?: string;
    readonly interval?: number | null;
    readonly displayName?: string;
    readonly displayNameFromDS?: string;
  };
}

/** See {@link FieldInput}. */
export interface FrameInput {
  readonly name?: string;
  readonly refId?: string;
  readonly fields: readonly FieldInput[];
  readonly length?: number;
  readonly meta?: {
    readonly type?: string;
    readonly custom?: Readonly<Record<string, unknown>>;
    readonly preferredVisualisationType?: string;
    readonly dataTopic?: string;
    readonly executedQueryString?: string;
    readonly limit?: number;
  };
}

/** The values of a field that is missing: every row reads as `undefined`. */
const NO_VALUES: readonly unknown[] = [];

/** Whether a value is an object that is not an array. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The fields of a frame, even when the frame is not one. */
export function fieldsOf(frame: FrameInput): readonly FieldInput[] {
  const fields: unknown = isRecord(frame) ? frame.fields : undefined;
  return Array.isArray(fields) ? fields.filter((field) => isRecord(field) && typeof field.name === 'string') : [];
}

/** The first field with one of the names, tried in the order of the names. */
export function fieldNamed(frame: FrameInput, ...names: readonly string[]): FieldInput | undefined {
  const fields = fieldsOf(frame);
  for (const name of names) {
    const found = fields.find((field) => field.name === name);
    if (found !== undefined) {
      return found;
    }
  }
  return undefined;
}

/** The fields of a type. */
export function fieldsOfType(frame: FrameInput, type: string): readonly FieldInput[] {
  return fieldsOf(frame).filter((field) => typeOf(field) === type);
}

/** The first field of a type. */
export function fieldOfType(frame: FrameInput, type: string): FieldInput | undefined {
  return fieldsOf(frame).find((field) => typeOf(field) === type);
}

/** A field's type; for a DTO without one, what Grafana would guess: by name for times, else by the first value. */
function typeOf(field: FieldInput): string {
  if (field.type !== undefined) {
    return field.type;
  }
  if (/time|date/i.test(field.name)) {
    return 'time';
  }
  const first = valuesOf(field).find((value) => value !== null && value !== undefined);
  return typeof first === 'object' ? 'other' : typeof first;
}

/** A field's values, or none when the field is missing or holds no array. */
export function valuesOf(field: FieldInput | undefined): readonly unknown[] {
  const values: unknown = field?.values;
  return Array.isArray(values) ? values : NO_VALUES;
}

/** The values of the first field with one of the names. */
export function column(frame: FrameInput, ...names: readonly string[]): readonly unknown[] {
  return valuesOf(fieldNamed(frame, ...names));
}

/** Rows of a frame: its longest field, because `length` may be missing or wrong. */
export function rowsOf(frame: FrameInput): number {
  let rows = 0;
  for (const field of fieldsOf(frame)) {
    rows = Math.max(rows, valuesOf(field).length);
  }
  return rows;
}

/** Text of a cell; '' for what holds none. Numbers and booleans are printed, everything else is no text. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') {
    return value;
  }
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** Texts of the rows of a column; see {@link textOf}. */
export function textColumn(values: readonly unknown[], rows: readonly number[]): readonly string[] {
  return rows.map((row) => {
    const value = values[row];
    return typeof value === 'string' ? value : textOf(value);
  });
}

/** A number for each row. A loop: `Float64Array.from` walks an iterator, which is several times slower. */
export function floats(rows: readonly number[], value: (row: number, at: number) => number): Float64Array {
  const column = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at++) {
    column[at] = value(rows[at] ?? 0, at);
  }
  return column;
}

/** As {@link floats}, for rows of another list. */
export function indices(rows: readonly number[], value: (row: number) => number): Int32Array {
  const column = new Int32Array(rows.length);
  for (let at = 0; at < rows.length; at++) {
    column[at] = value(rows[at] ?? 0);
  }
  return column;
}

/** Text of a cell, or `undefined` for what holds none. */
export function optionalText(value: unknown): string | undefined {
  const text = textOf(value);
  return text === '' ? undefined : text;
}

/** A finite number of a cell, or `undefined`. */
export function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

/** The range of a JavaScript date, in milliseconds: what lies outside is no time. */
const LAST_MS = 8.64e15;

/** Milliseconds since the epoch of a cell, or `undefined`. */
export function timeOf(value: unknown): number | undefined {
  const ms = numberOf(value);
  return ms !== undefined && ms >= -LAST_MS && ms <= LAST_MS ? ms : undefined;
}

/** `custom` of a frame's meta, or an empty record. */
export function customOf(frame: FrameInput): Readonly<Record<string, unknown>> {
  const custom: unknown = isRecord(frame) && isRecord(frame.meta) ? frame.meta.custom : undefined;
  return isRecord(custom) ? custom : {};
}

/** How a problem names a frame: its refId, else its name, else ''. */
export function frameName(frame: FrameInput): string {
  return isRecord(frame) ? textOf(frame.refId) || textOf(frame.name) : '';
}
