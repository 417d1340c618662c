import {
  column,
  customOf,
  fieldNamed,
  fieldOfType,
  fieldsOf,
  isRecord,
  valuesOf,
  type FieldInput,
  type FrameInput,
} from '../frame';

/** How a frame tells the time of its rows. */
export type TimeColumn =
  /** Decimal strings of epoch nanoseconds (`tsNs`), with milliseconds beside them for rows whose text is broken. */
  | { readonly kind: 'text'; readonly text: readonly unknown[]; readonly ms: readonly unknown[] }
  /** Milliseconds, and nanoseconds beyond them where the field has any. */
  | { readonly kind: 'parts'; readonly ms: readonly unknown[]; readonly nanos: unknown };

/** The columns of a logs frame. */
export interface LogColumns {
  readonly time: TimeColumn;
  readonly line: readonly unknown[];
  readonly labels: readonly unknown[];
  /** Labels that hold for every row: those of the body field, in plain frames. */
  readonly constantLabels: Readonly<Record<string, string>> | undefined;
  readonly level: readonly unknown[];
  readonly id: readonly unknown[];
}

/** Whether a frame holds log lines in one of the two shapes of Grafana's contract, or says that it does. */
export function isLogsFrame(frame: FrameInput): boolean {
  return (
    frame.meta?.type === 'log-lines' ||
    frame.meta?.preferredVisualisationType === 'logs' ||
    customOf(frame).frameType === 'LabeledTimeValues'
  );
}

/**
 * Finds the columns by Grafana's own rule (`parseLogsFrame`): a frame of type `log-lines` has `timestamp` and `body`;
 * any other has its first time field and its first string field, with `tsNs`, `level`, `id` and `labels` by name.
 *
 * @returns the names of what is missing when the frame cannot hold log lines.
 */
export function logColumns(frame: FrameInput): LogColumns | { readonly missing: readonly string[] } {
  const dataplane = frame.meta?.type === 'log-lines';
  const time = dataplane ? fieldNamed(frame, 'timestamp') : fieldOfType(frame, 'time');
  const body = dataplane ? fieldNamed(frame, 'body') : fieldOfType(frame, 'string');
  if (time === undefined || body === undefined) {
    return {
      missing: [
        ...(time === undefined ? [dataplane ? 'timestamp' : 'Time'] : []),
        ...(body === undefined ? [dataplane ? 'body' : 'Line'] : []),
      ],
    };
  }
  const labels = fieldsOf(frame).find((field) => field.name === 'labels' && field !== body);
  return {
    time: timeColumn(time, dataplane ? undefined : fieldNamed(frame, 'tsNs')),
    line: valuesOf(body),
    labels: valuesOf(labels),
    constantLabels: labels === undefined && isRecord(body.labels) ? body.labels : undefined,
    level: dataplane ? column(frame, 'severity') : levelColumn(frame, body),
    id: column(frame, 'id'),
  };
}

function timeColumn(time: FieldInput, text: FieldInput | undefined): TimeColumn {
  const ms = valuesOf(time);
  if (text !== undefined) {
    return { kind: 'text', text: valuesOf(text), ms };
  }
  return { kind: 'parts', ms, nanos: time.nanos };
}

function levelColumn(frame: FrameInput, body: FieldInput): readonly unknown[] {
  const field = fieldNamed(frame, 'level', 'detected_level');
  return field === body ? [] : valuesOf(field);
}
