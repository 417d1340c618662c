import type { Trace } from '../model';
import { selfTimes } from './self-time';
import { Sorter } from './sort';
import type { CriticalPath } from './types';

/** Times of a service, or of an operation of it. Nanoseconds. */
export interface GroupTimes {
  /** Row of `trace.services`. */
  readonly service: number;
  /** '' for all operations of the service. */
  readonly operation: string;
  /** Time in which at least one of its spans ran; spans of one service inside one another count once. */
  readonly total: number;
  /** Sum of the self times of its spans ({@link selfTimes}). */
  readonly self: number;
  /** Sum of its spans' own time on the critical path. */
  readonly onPath: number;
  /** `onPath` as a share of the path's length, 0 to 1. */
  readonly share: number;
  readonly spans: number;
}

/** Times of every service, most time on the path first, then most self time. O(n log n). */
export function timesByService(trace: Trace, path: CriticalPath): readonly GroupTimes[] {
  return timesOf(trace, path, trace.service, trace.services.length, (service) => ({ service, operation: '' }));
}

/** Times of every operation of every service, most time on the path first, then most self time. O(n log n). */
export function timesByOperation(trace: Trace, path: CriticalPath): readonly GroupTimes[] {
  const { group, names } = operationGroups(trace);
  return timesOf(trace, path, group, names.length, (at) => names[at] ?? { service: 0, operation: '' });
}

export interface OperationGroups {
  /** Row of `names`, by span. */
  readonly group: Int32Array;
  readonly names: ReadonlyArray<{ readonly service: number; readonly operation: string }>;
}

/** Numbers the operations of a trace. O(n). */
export function operationGroups({ size, service, operation }: Trace): OperationGroups {
  const group = new Int32Array(size);
  const names: Array<{ readonly service: number; readonly operation: string }> = [];
  const known: Array<Map<string, number> | undefined> = [];
  for (let row = 0; row < size; row += 1) {
    const of = service[row] ?? 0;
    const name = operation[row] ?? '';
    const numbers = (known[of] ??= new Map<string, number>());
    let number = numbers.get(name);
    if (number === undefined) {
      number = names.push({ service: of, operation: name }) - 1;
      numbers.set(name, number);
    }
    group[row] = number;
  }
  return { group, names };
}

function timesOf(
  trace: Trace,
  path: CriticalPath,
  group: Int32Array,
  groups: number,
  nameOf: (group: number) => { readonly service: number; readonly operation: string }
): readonly GroupTimes[] {
  const spans = new Int32Array(groups);
  const self = new Float64Array(groups);
  const onPath = new Float64Array(groups);
  const selfOf = selfTimes(trace);
  for (let row = 0; row < trace.size; row += 1) {
    const at = group[row] ?? 0;
    spans[at] = (spans[at] ?? 0) + 1;
    self[at] = (self[at] ?? 0) + (selfOf[row] ?? 0);
    onPath[at] = (onPath[at] ?? 0) + (path.exclusive[row] ?? 0);
  }
  const total = coveredTimes(trace, group, groups);
  const times = Array.from(spans, (count, at) => ({
    ...nameOf(at),
    total: total[at] ?? 0,
    self: self[at] ?? 0,
    onPath: onPath[at] ?? 0,
    share: path.length === 0 ? 0 : (onPath[at] ?? 0) / path.length,
    spans: count,
  }));
  return times.filter((time) => time.spans > 0).sort((a, b) => b.onPath - a.onPath || b.self - a.self);
}

/** Length of the union of each group's spans. */
function coveredTimes({ size, start, duration }: Trace, group: Int32Array, groups: number): Float64Array {
  const rows = new Int32Array(size);
  for (let row = 0; row < size; row += 1) {
    rows[row] = row;
  }
  new Sorter().ascending(start, rows, 0, size);
  const covered = new Float64Array(groups);
  const until = new Float64Array(groups).fill(-Infinity);
  for (const row of rows) {
    const at = group[row] ?? 0;
    const from = start[row] ?? 0;
    const to = from + (duration[row] ?? 0);
    const done = until[at] ?? 0;
    if (to > done) {
      covered[at] = (covered[at] ?? 0) + to - Math.max(from, done);
      until[at] = to;
    }
  }
  return covered;
}
