import type { DataFrame, Field, FieldConfig } from '@grafana/data';
import type { Outcome } from '../../engine/result';
import { NOT_MEASURED, type CellRole, type Compared, type SignalRow } from '../../engine/signals';
import { checkFrame } from '../check';
import { clewFrame, HIDDEN, numberField, otherField, textField } from '../field';
import { column, frameName, numberOf, rowsOf, textOf, type FrameInput } from '../frame';
import { Problems } from '../problems';
import { readIdentity, tagOf } from '../tag';
import type { WriteTableOptions } from '../tables/report';
import { readResource, readSubject } from './subject';

/** Field and unit of each signal; `Baseline` and `Ratio` are added to the name. */
const COLUMNS: ReadonlyArray<{ readonly role: CellRole; readonly field: string; readonly unit: string }> = [
  { role: 'traffic', field: 'traffic', unit: 'reqps' },
  { role: 'errors', field: 'errors', unit: 'percentunit' },
  { role: 'p50', field: 'p50', unit: 's' },
  { role: 'p95', field: 'p95', unit: 's' },
  { role: 'p99', field: 'p99', unit: 's' },
  { role: 'mean', field: 'mean', unit: 's' },
  { role: 'log-errors', field: 'logErrors', unit: 'cps' },
];

export interface WriteServicesOptions extends Omit<WriteTableOptions, 'text'> {
  /** Words for a resource; `kind name` by default. */
  readonly resourceText?: (resource: NonNullable<SignalRow['worst']>['resource']) => string;
  /** Words for everything together; '' by default. */
  readonly wholeText?: string;
}

/**
 * Writes golden signals as a table with a row for each service, instance or edge. Columns that no row fills are hidden.
 * `readServices(writeServices(x))` is `x`.
 */
export function writeServices(rows: readonly SignalRow[], options: WriteServicesOptions): DataFrame {
  const heading = (field: string): FieldConfig => ({ displayName: options.heading?.(field) ?? field });
  const texts = (field: string, cell: (row: SignalRow) => string): Field => {
    const values = rows.map(cell);
    return textField(field, values, { ...heading(field), ...(values.every((text) => text === '') ? HIDDEN : {}) });
  };
  const numbers = (field: string, unit: string, cell: (row: SignalRow) => number | undefined): Field => {
    const values = rows.map((row) => cell(row) ?? null);
    const empty = values.every((value) => value === null);
    return numberField(field, values, { ...heading(field), unit, ...(empty ? HIDDEN : {}) });
  };
  const compared = (field: string, unit: string, cell: (row: SignalRow) => Compared | undefined): Field[] => [
    numbers(field, unit, (row) => cell(row)?.value),
    numbers(`${field}Baseline`, unit, (row) => cell(row)?.baseline),
    numbers(`${field}Ratio`, 'percentunit', (row) => cell(row)?.ratio),
  ];
  const say = options.resourceText ?? (({ kind, name }) => `${kind} ${name}`);
  return clewFrame({
    kind: 'services',
    name: 'Services',
    options,
    meta: { preferredVisualisationType: 'table' },
    fields: [
      texts('client', ({ subject }) => (subject.kind === 'edge' ? subject.client : '')),
      texts('service', ({ subject }) => (subject.kind === 'whole' ? (options.wholeText ?? '') : subject.service)),
      texts('instance', ({ subject }) => (subject.kind === 'instance' ? subject.instance : '')),
      ...COLUMNS.flatMap(({ role, field, unit }) => compared(field, unit, ({ cells }) => cells[role])),
      ...compared('saturation', 'percentunit', ({ worst }) => worst),
      texts('saturationOf', ({ worst }) => (worst === undefined ? '' : say(worst.resource))),
      texts('conventions', ({ conventions }) => conventions.join(', ')),
      otherField(
        'clewSubject',
        rows.map(({ subject }) => subject),
        HIDDEN
      ),
      otherField(
        'clewService',
        rows.map(({ identity }) => identity),
        HIDDEN
      ),
      otherField(
        'clewResource',
        rows.map(({ worst }) => worst?.resource ?? null),
        HIDDEN
      ),
      otherField(
        'clewConventions',
        rows.map(({ conventions }) => conventions),
        HIDDEN
      ),
    ],
  });
}

/** Reads the tables of golden signals among frames of ours; other frames are passed over. */
export function readServices(frames: readonly FrameInput[]): Outcome<readonly SignalRow[]> {
  const problems = new Problems();
  const rows = frames.flatMap((frame) =>
    checkFrame(frame, problems) && tagOf(frame, 'services') !== undefined ? readRows(frame, problems) : []
  );
  return { result: rows, problems: problems.list() };
}

function readRows(frame: FrameInput, problems: Problems): readonly SignalRow[] {
  return Array.from({ length: rowsOf(frame) }, (_, row) => row).flatMap((row) => {
    const subject = readSubject(column(frame, 'clewSubject')[row]);
    const identity = readIdentity(column(frame, 'clewService')[row]);
    if (subject === undefined || identity === undefined) {
      problems.row('table.bad-row', frameName(frame), column(frame, 'service')[row]);
      return [];
    }
    const cells = { ...NO_CELLS };
    for (const { role, field } of COLUMNS) {
      cells[role] = readCompared(frame, field, row);
    }
    const resource = readResource(column(frame, 'clewResource')[row]);
    const names: unknown = column(frame, 'clewConventions')[row];
    return [
      {
        subject,
        identity,
        cells,
        worst: resource === undefined ? undefined : { ...readCompared(frame, 'saturation', row), resource },
        conventions: Array.isArray(names) ? names.map(textOf) : [],
      },
    ];
  });
}

const NO_CELLS: Record<CellRole, Compared> = {
  traffic: NOT_MEASURED,
  errors: NOT_MEASURED,
  p50: NOT_MEASURED,
  p95: NOT_MEASURED,
  p99: NOT_MEASURED,
  mean: NOT_MEASURED,
  'log-errors': NOT_MEASURED,
};

function readCompared(frame: FrameInput, field: string, row: number): Compared {
  const read = (name: string): number | undefined => numberOf(column(frame, name)[row]);
  return { value: read(field), baseline: read(`${field}Baseline`), ratio: read(`${field}Ratio`) };
}
