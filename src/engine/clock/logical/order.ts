import TinyQueue from 'tinyqueue';
import { problem, type Outcome, type Problem } from '../../result';
import { compareLogical, type LogicalTime } from './times';

/** What is to be ordered. `time` is corrected wall time, nanoseconds after any common origin. */
export interface OrderedEvent {
  readonly time: number;
  readonly process: string;
  readonly logical: LogicalTime | undefined;
}

/**
 * Why an event stands after the one before it. `caused`: its logical clock proves it. `concurrent`: the clocks prove that
 * neither caused the other; wall time decided. `clock`: a Lamport or hybrid clock put it there, which proves only that it
 * did not come first. `wall`: at least one has no logical clock; wall time decided. `first`: nothing is before it.
 */
export type OrderBasis = 'first' | 'caused' | 'concurrent' | 'clock' | 'wall';

export interface HappensBefore {
  /** Rows of the input, causes before effects. */
  readonly order: Int32Array;
  /** By position in `order`. */
  readonly basis: readonly OrderBasis[];
  /** Pairs whose wall times contradict their logical clocks: `after` happened later, yet is stamped earlier by `by`. */
  readonly contradictions: ReadonlyArray<{ readonly before: number; readonly after: number; readonly by: number }>;
}

/**
 * Orders events by what happened before what, where logical clocks tell, and by corrected wall time where they do not.
 * Vector clocks give each event its direct causes (the event of each process that it has heard of last); Lamport and
 * hybrid clocks give chains. Among events whose causes have been placed, the earliest by wall time comes next (Kahn 1962).
 * O(n (p + log n)) for p processes.
 *
 * Problem: `logical.cycle` (count): clocks that make an event its own cause; wall time decided for those.
 */
export function orderEvents(events: readonly OrderedEvent[]): Outcome<HappensBefore> {
  const causes = directCauses(events);
  const effects: number[][] = events.map(() => []);
  const open = new Int32Array(events.length);
  causes.forEach((rows, row) => {
    open[row] = rows.length;
    rows.forEach((cause) => effects[cause]?.push(row));
  });
  const waiting = new TinyQueue<number>([], (a, b) => (events[a]?.time ?? 0) - (events[b]?.time ?? 0) || a - b);
  open.forEach((count, row) => {
    if (count === 0) {
      waiting.push(row);
    }
  });
  const order = new Int32Array(events.length);
  const placed = new Uint8Array(events.length);
  const earliestLeft = earliest(events, placed);
  let cyclic = 0;
  for (let next = 0; next < events.length; next += 1) {
    let row = waiting.pop();
    if (row === undefined) {
      row = earliestLeft();
      cyclic += 1;
    }
    order[next] = row;
    placed[row] = 1;
    for (const effect of effects[row] ?? []) {
      open[effect] = (open[effect] ?? 0) - 1;
      if (open[effect] === 0 && placed[effect] === 0) {
        waiting.push(effect);
      }
    }
  }
  const problems: readonly Problem[] = cyclic === 0 ? [] : [problem('logical.cycle', {}, cyclic)];
  return {
    result: { order, basis: basisOf(events, order), contradictions: contradictionsOf(events, causes) },
    problems,
  };
}

/** Hands out the earliest event that is not placed yet, again and again; sorted when first asked, as it hardly ever is. */
function earliest(events: readonly OrderedEvent[], placed: Uint8Array): () => number {
  let rows: readonly number[] | undefined;
  let at = 0;
  return () => {
    rows ??= events.map((_, row) => row).sort((a, b) => (events[a]?.time ?? 0) - (events[b]?.time ?? 0) || a - b);
    while (placed[rows[at] ?? -1] === 1) {
      at += 1;
    }
    return rows[at] ?? -1;
  };
}

function directCauses(events: readonly OrderedEvent[]): ReadonlyArray<readonly number[]> {
  const causes: number[][] = events.map(() => []);
  vectorCauses(events, causes);
  for (const kind of ['lamport', 'hybrid'] as const) {
    chainCauses(events, kind, causes);
  }
  return causes;
}

interface Counted {
  readonly row: number;
  readonly count: number;
}

/** The last event of each other process that an event has heard of, and the one before it of its own. */
function vectorCauses(events: readonly OrderedEvent[], causes: readonly number[][]): void {
  const byCount = countedBy(events);
  byCount.forEach((known) =>
    known.slice(1).forEach(({ row }, at) => {
      const before = known[at];
      if (before !== undefined) {
        causes[row]?.push(before.row);
      }
    })
  );
  events.forEach(({ process, logical }, row) => {
    if (logical?.kind !== 'vector') {
      return;
    }
    for (const [other, count] of logical.counters) {
      const cause = other === process ? undefined : lastUpTo(byCount.get(other) ?? [], count);
      if (cause !== undefined) {
        causes[row]?.push(cause);
      }
    }
  });
}

/** Events with a vector clock by process, in the order of their own counts; of one count, by wall time. */
function countedBy(events: readonly OrderedEvent[]): ReadonlyMap<string, readonly Counted[]> {
  const byCount = new Map<string, Counted[]>();
  events.forEach(({ process, logical }, row) => {
    const count = logical?.kind === 'vector' ? logical.counters.get(process) : undefined;
    if (count !== undefined) {
      const known = byCount.get(process) ?? [];
      known.push({ row, count });
      byCount.set(process, known);
    }
  });
  const time = ({ row }: Counted): number => events[row]?.time ?? 0;
  byCount.forEach((known) => known.sort((a, b) => a.count - b.count || time(a) - time(b)));
  return byCount;
}

function lastUpTo(known: readonly Counted[], count: number): number | undefined {
  let low = 0;
  let high = known.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((known[middle]?.count ?? 0) <= count) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return known[low - 1]?.row;
}

/** Events by rising clock; those of one value follow each of the value before. */
function chainCauses(events: readonly OrderedEvent[], kind: 'lamport' | 'hybrid', causes: readonly number[][]): void {
  const rows = events.flatMap(({ logical }, row) => (logical?.kind === kind ? [row] : []));
  const relation = (a: number, b: number): number => {
    const [x, y] = [events[a]?.logical, events[b]?.logical];
    const found = x === undefined || y === undefined ? 'unknown' : compareLogical(x, y);
    return found === 'not-after' ? -1 : found === 'not-before' ? 1 : 0;
  };
  rows.sort((a, b) => relation(a, b) || (events[a]?.time ?? 0) - (events[b]?.time ?? 0) || a - b);
  // One link from value to value is enough: ties are already in the order of wall time.
  rows.slice(1).forEach((row, at) => {
    const before = rows[at];
    if (before !== undefined) {
      causes[row]?.push(before);
    }
  });
}

function basisOf(events: readonly OrderedEvent[], order: Int32Array): readonly OrderBasis[] {
  return Array.from(order, (row, at): OrderBasis => {
    const before = events[order[at - 1] ?? -1]?.logical;
    const own = events[row]?.logical;
    if (at === 0) {
      return 'first';
    }
    if (before === undefined || own === undefined) {
      return 'wall';
    }
    switch (compareLogical(before, own)) {
      case 'before':
        return 'caused';
      case 'concurrent':
      case 'equal':
        return 'concurrent';
      case 'not-after':
        return 'clock';
      default:
        return 'wall';
    }
  });
}

function contradictionsOf(
  events: readonly OrderedEvent[],
  causes: ReadonlyArray<readonly number[]>
): HappensBefore['contradictions'] {
  return causes.flatMap((rows, after) => {
    const own = events[after];
    return rows.flatMap((before) => {
      const cause = events[before];
      if (own?.logical === undefined || cause?.logical === undefined || cause.time <= own.time) {
        return [];
      }
      const proved = compareLogical(cause.logical, own.logical) === 'before';
      return proved ? [{ before, after, by: cause.time - own.time }] : [];
    });
  });
}
