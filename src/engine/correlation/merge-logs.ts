import type { Labels, LogTable, ServiceIdentity } from '../model';
import { addNanos, diffEpoch, epochNs, type EpochNs, nanos } from '../units';
import type { Arrival } from './join-types';
import { compareText } from './latest';

const NO_LABELS: Labels = {};

/** Rows of several tables as one sorted list: `table[i]` and `row[i]` say where the i-th row is, `time[i]` when. */
interface SortedRows {
  readonly size: number;
  readonly table: Int32Array;
  readonly row: Int32Array;
  /** Nanoseconds after the common origin. */
  readonly time: Float64Array;
}

/**
 * One table of all lines, sorted by time, row ID, source and text. A row counts as often as the leg that holds it most
 * often: what two legs have met is one row, and what one leg holds twice stays two. Rows of two sources are two rows.
 *
 * One table that is in order already is the answer itself. Otherwise O(n log n) for legs that are not in order of time,
 * else O(n x legs).
 *
 * @param arrivals - one for each leg, sorted by leg
 */
export function mergeLogs(arrivals: readonly Arrival[]): LogTable {
  const tables = arrivals.flatMap((arrival) => arrival.logs ?? []).filter((table) => table.size > 0);
  const [only] = tables;
  if (only === undefined) {
    return emptyTable(arrivals);
  }
  if (tables.length === 1 && inOrder(only)) {
    return only;
  }
  const origin = tables.reduce((first, table) => (table.origin < first ? table.origin : first), only.origin);
  const legs: SortedRows[] = [];
  let next = 0;
  for (const arrival of arrivals) {
    const count = (arrival.logs ?? []).filter((table) => table.size > 0).length;
    if (count > 0) {
      legs.push(sortedRows(tables, next, next + count, origin));
      next += count;
    }
  }
  const [first, ...rest] = legs;
  const united = first === undefined || rest.length === 0 ? first : unite(legs, tables);
  return united === undefined ? emptyTable(arrivals) : gather(united, tables, origin);
}

function emptyTable(arrivals: readonly Arrival[]): LogTable {
  const limits = arrivals.flatMap((arrival) => arrival.logs ?? []).map((table) => table.limitReached);
  return {
    origin: epochNs(BigInt(0)),
    size: 0,
    time: new Float64Array(),
    line: [],
    labels: [],
    id: [],
    level: [],
    service: new Int32Array(),
    services: [],
    source: new Int32Array(),
    sources: [],
    limitReached: limits.find((limit) => limit !== undefined),
  };
}

function inOrder(table: LogTable): boolean {
  const { time, size } = table;
  for (let row = 1; row < size; row += 1) {
    const step = (time[row] ?? 0) - (time[row - 1] ?? 0);
    if (step < 0 || (step === 0 && compareContent(table, row - 1, table, row) > 0)) {
      return false;
    }
  }
  return true;
}

/** Order of rows of equal time. */
function compareContent(a: LogTable, rowA: number, b: LogTable, rowB: number): number {
  return (
    compareText(a.id[rowA] ?? '', b.id[rowB] ?? '') ||
    compareText(sourceAt(a, rowA), sourceAt(b, rowB)) ||
    compareText(a.line[rowA] ?? '', b.line[rowB] ?? '')
  );
}

function sourceAt(table: LogTable, row: number): string {
  return table.sources[table.source[row] ?? 0] ?? '';
}

/** The rows of the tables `from` to `to` of one leg, sorted. */
function sortedRows(tables: readonly LogTable[], from: number, to: number, origin: EpochNs): SortedRows {
  const part = tables.slice(from, to);
  const size = part.reduce((sum, table) => sum + table.size, 0);
  const table = new Int32Array(size);
  const row = new Int32Array(size);
  const time = new Float64Array(size);
  let next = 0;
  part.forEach((one, i) => {
    const shift = diffEpoch(one.origin, origin);
    const backward = isBackward(one.time);
    for (let r = 0; r < one.size; r += 1) {
      const at = backward ? one.size - 1 - r : r;
      table[next] = from + i;
      row[next] = at;
      time[next] = (one.time[at] ?? 0) + shift;
      next += 1;
    }
  });
  return order({ size, table, row, time }, tables);
}

/** Newest first, as Loki answers unless asked otherwise: read from its end the table is nearly sorted. */
function isBackward(time: Float64Array): boolean {
  return time.length > 1 && (time[0] ?? 0) > (time[time.length - 1] ?? 0);
}

function order(rows: SortedRows, tables: readonly LogTable[]): SortedRows {
  const { size, time } = rows;
  const compare = (a: number, b: number): number =>
    (time[a] ?? 0) - (time[b] ?? 0) || compareRows(rows, a, rows, b, tables);
  let sorted = true;
  for (let i = 1; i < size && sorted; i += 1) {
    sorted = compare(i - 1, i) <= 0;
  }
  if (sorted) {
    return rows;
  }
  const index = Int32Array.from({ length: size }, (_, i) => i).sort((a, b) => compare(a, b) || a - b);
  return {
    size,
    table: index.map((i) => rows.table[i] ?? 0),
    row: index.map((i) => rows.row[i] ?? 0),
    time: Float64Array.from(index, (i) => time[i] ?? 0),
  };
}

function compareRows(a: SortedRows, i: number, b: SortedRows, j: number, tables: readonly LogTable[]): number {
  const tableA = tables[a.table[i] ?? 0];
  const tableB = tables[b.table[j] ?? 0];
  return tableA === undefined || tableB === undefined
    ? 0
    : compareContent(tableA, a.row[i] ?? 0, tableB, b.row[j] ?? 0);
}

/** Merges sorted legs. Equal rows are neighbours, so each leg's copies are taken side by side: the most of any leg stay. */
function unite(legs: readonly SortedRows[], tables: readonly LogTable[]): SortedRows {
  const capacity = legs.reduce((sum, leg) => sum + leg.size, 0);
  const table = new Int32Array(capacity);
  const row = new Int32Array(capacity);
  const time = new Float64Array(capacity);
  const heads = new Int32Array(legs.length);
  const compare = (a: SortedRows, i: number, b: SortedRows, j: number): number =>
    (a.time[i] ?? 0) - (b.time[j] ?? 0) || compareRows(a, i, b, j, tables);
  let size = 0;
  for (;;) {
    let least: SortedRows | undefined;
    let leastAt = 0;
    legs.forEach((leg, l) => {
      const head = heads[l] ?? 0;
      if (head < leg.size && (least === undefined || compare(leg, head, least, leastAt) < 0)) {
        least = leg;
        leastAt = head;
      }
    });
    if (least === undefined) {
      break;
    }
    const chosen: SortedRows = least;
    const chosenAt = leastAt;
    legs.forEach((leg, l) => {
      const head = heads[l] ?? 0;
      if (head < leg.size && compare(leg, head, chosen, chosenAt) === 0) {
        heads[l] = head + 1;
      }
    });
    table[size] = chosen.table[chosenAt] ?? 0;
    row[size] = chosen.row[chosenAt] ?? 0;
    time[size] = chosen.time[chosenAt] ?? 0;
    size += 1;
  }
  return { size, table, row, time };
}

function gather(rows: SortedRows, tables: readonly LogTable[], origin: EpochNs): LogTable {
  const { size } = rows;
  const first = rows.time[0] ?? 0;
  const services: ServiceIdentity[] = [];
  const serviceRows = tables.map((table) => mapRows(table.services, services, sameIdentity));
  const sources: string[] = [];
  const sourceRows = tables.map((table) => mapRows(table.sources, sources, Object.is));
  const limits = tables.flatMap((table) => table.limitReached ?? []);
  return {
    origin: addNanos(origin, nanos(first)),
    size,
    time: rows.time.slice(0, size).map((time) => time - first),
    line: pick(
      rows,
      tables.map((table) => table.line),
      ''
    ),
    labels: pick(
      rows,
      tables.map((table) => table.labels),
      NO_LABELS
    ),
    id: pick(
      rows,
      tables.map((table) => table.id),
      ''
    ),
    level: pick(
      rows,
      tables.map((table) => table.level),
      'unknown'
    ),
    service: pickMapped(
      rows,
      tables.map((table) => table.service),
      serviceRows
    ),
    services,
    source: pickMapped(
      rows,
      tables.map((table) => table.source),
      sourceRows
    ),
    sources,
    limitReached: limits.length === 0 ? undefined : Math.max(...limits),
  };
}

/** One column of the united rows. */
function pick<T>(rows: SortedRows, columns: ReadonlyArray<readonly T[]>, none: T): readonly T[] {
  const picked = new Array<T>(rows.size);
  for (let i = 0; i < rows.size; i += 1) {
    picked[i] = columns[rows.table[i] ?? 0]?.[rows.row[i] ?? 0] ?? none;
  }
  return picked;
}

/** A column of row numbers, renumbered. */
function pickMapped(rows: SortedRows, columns: readonly Int32Array[], renumber: readonly Int32Array[]): Int32Array {
  const picked = new Int32Array(rows.size);
  for (let i = 0; i < rows.size; i += 1) {
    const table = rows.table[i] ?? 0;
    picked[i] = renumber[table]?.[columns[table]?.[rows.row[i] ?? 0] ?? 0] ?? 0;
  }
  return picked;
}

/** Row of `into` for each of `values`, which are appended as needed; there are few of them. */
function mapRows<T>(values: readonly T[], into: T[], same: (a: T, b: T) => boolean): Int32Array {
  return Int32Array.from(values, (value) => {
    const known = into.findIndex((other) => same(other, value));
    return known >= 0 ? known : into.push(value) - 1;
  });
}

function sameIdentity(a: ServiceIdentity, b: ServiceIdentity): boolean {
  return a.key === b.key && a.basis === b.basis;
}
