import type { Join } from '../../../engine/correlation';
import type { LogLevel } from '../../../engine/model';
import { assertUnreachable } from '../../../engine/result';
import { diffEpoch, type EpochNs, epochNsFromMs } from '../../../engine/units';
import { type Item, ItemKind, type Items, Severity, type SeverityCode, type Timeline } from './types';

/** Finds the lane of a service. */
export type LaneOf = (serviceKey: string) => number;

/**
 * Lays spans, lines and exemplars of a join on one time axis.
 *
 * @param origin - the epoch time that the items' times are relative to.
 * @returns columns sorted by time; of equal times, spans come before lines, and lines before exemplars.
 * Complexity: O(n log n).
 */
export function layItems(join: Join, origin: EpochNs, laneOf: LaneOf): Items {
  const spans = join.traces.reduce((sum, trace) => sum + trace.size, 0);
  const unsorted = allocate(spans + join.logs.size + join.exemplars.length);
  let next = 0;
  join.traces.forEach((trace, traceIndex) => {
    const base = diffEpoch(trace.origin, origin);
    const lanes = trace.services.map((service) => laneOf(service.key));
    for (let span = 0; span < trace.size; span++, next++) {
      const start = base + (trace.start[span] ?? 0);
      const end = start + (trace.duration[span] ?? 0);
      const severity = trace.status[span] === 'error' ? Severity.Error : Severity.Info;
      put(unsorted, next, [
        ItemKind.Span,
        start,
        end,
        lanes[trace.service[span] ?? -1] ?? 0,
        severity,
        traceIndex,
        span,
      ]);
    }
  });
  const logBase = diffEpoch(join.logs.origin, origin);
  const logLanes = join.logs.services.map((service) => laneOf(service.key));
  for (let row = 0; row < join.logs.size; row++, next++) {
    const time = logBase + (join.logs.time[row] ?? 0);
    const severity = severityOf(join.logs.level[row] ?? 'unknown');
    put(unsorted, next, [ItemKind.Log, time, time, logLanes[join.logs.service[row] ?? -1] ?? 0, severity, -1, row]);
  }
  join.exemplars.forEach((exemplar, row) => {
    const time = diffEpoch(epochNsFromMs(exemplar.time), origin);
    put(unsorted, next++, [ItemKind.Exemplar, time, time, laneOf(exemplar.service.key), Severity.Quiet, -1, row]);
  });
  return sorted(unsorted);
}

/** Which alarm a log level raises. */
function severityOf(level: LogLevel): SeverityCode {
  switch (level) {
    case 'critical':
    case 'error':
      return Severity.Error;
    case 'warning':
      return Severity.Warning;
    case 'info':
      return Severity.Info;
    case 'debug':
    case 'trace':
    case 'unknown':
      return Severity.Quiet;
    default:
      return assertUnreachable(level);
  }
}

/** The part of a timeline that items are read from. */
export type ItemSource = Pick<Timeline, 'items' | 'join'>;

/** Reads one item from the columns; `undefined` for a row that is not there. */
export function itemAt(timeline: ItemSource, item: number): Item | undefined {
  const { items, join } = timeline;
  const row = items.row[item];
  if (row === undefined) {
    return undefined;
  }
  if (items.kind[item] === ItemKind.Span) {
    const trace = join.traces[items.trace[item] ?? -1];
    return trace === undefined ? undefined : { kind: 'span', item, trace, row };
  }
  if (items.kind[item] === ItemKind.Log) {
    return { kind: 'log', item, row, line: join.logs.line[row] ?? '', level: join.logs.level[row] ?? 'unknown' };
  }
  const exemplar = join.exemplars[row];
  return exemplar === undefined ? undefined : { kind: 'exemplar', item, exemplar };
}

/**
 * What names an item across refreshes: IDs the sources gave, never a row number.
 */
export function itemKey(timeline: ItemSource, item: number): string | undefined {
  const found = itemAt(timeline, item);
  switch (found?.kind) {
    case undefined:
      return undefined;
    case 'span':
      return `span:${found.trace.traceId}:${found.trace.spanId[found.row] ?? ''}`;
    case 'log':
      return `log:${timeline.join.logs.id[found.row] ?? ''}`;
    case 'exemplar':
      return `exemplar:${found.exemplar.traceId}:${found.exemplar.time}`;
    default:
      return assertUnreachable(found);
  }
}

/** The item a key names, or -1 when it is gone. Complexity: O(n). */
export function findItem(timeline: ItemSource, key: string | undefined): number {
  if (key === undefined) {
    return -1;
  }
  for (let item = 0; item < timeline.items.size; item++) {
    if (itemKey(timeline, item) === key) {
      return item;
    }
  }
  return -1;
}

type Cell = readonly [
  kind: number,
  time: number,
  end: number,
  lane: number,
  severity: number,
  trace: number,
  row: number,
];

function allocate(size: number): Items {
  return {
    size,
    kind: new Uint8Array(size),
    time: new Float64Array(size),
    end: new Float64Array(size),
    lane: new Int32Array(size),
    severity: new Uint8Array(size),
    trace: new Int32Array(size),
    row: new Int32Array(size),
  };
}

function put(items: Items, at: number, [kind, time, end, lane, severity, trace, row]: Cell): void {
  items.kind[at] = kind;
  items.time[at] = time;
  items.end[at] = end;
  items.lane[at] = lane;
  items.severity[at] = severity;
  items.trace[at] = trace;
  items.row[at] = row;
}

function sorted(items: Items): Items {
  const at = (column: Float64Array | Uint8Array, row: number) => column[row] ?? 0;
  const order = Int32Array.from({ length: items.size }, (_, row) => row).sort(
    (a, b) => at(items.time, a) - at(items.time, b) || at(items.kind, a) - at(items.kind, b) || a - b
  );
  const result = allocate(items.size);
  order.forEach((row, to) => {
    put(result, to, [
      at(items.kind, row),
      at(items.time, row),
      at(items.end, row),
      items.lane[row] ?? 0,
      at(items.severity, row),
      items.trace[row] ?? -1,
      items.row[row] ?? 0,
    ]);
  });
  return result;
}
