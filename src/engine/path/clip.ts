import type { Trace } from '../model';
import { Change, type Forest, Left, lengthAt } from './forest';

/** How much longer than its client a server may be (CRISP `server_lengthening_factor`). */
const SERVER_LENGTHENING = 1.01;
/** Resource attributes that name a host: CRISP reads Jaeger's, OpenTelemetry has its own. */
const HOST_KEYS: readonly string[] = ['hostname', 'host.name'];

/**
 * Cuts children to their parents, parents first, as jaeger-ui does (`sanitizeOverFlowingChildren`):
 *
 * ```text
 * parent      |==========|
 * cut       |---==|  |======--|  |--==========--|
 * left out                   |----|      and |---| before it, with their subtrees
 * ```
 *
 * One that begins when its parent ends, or ends when it begins, is outside. O(n).
 */
export function clipStrict(forest: Forest): void {
  const { size, tops, up, start, end, left } = forest;
  for (let child = tops; child < size; child += 1) {
    const parent = up[child] ?? 0;
    const why = left[parent] ?? 0;
    if (why === 0) {
      cutBothSides(forest, child, start[parent] ?? 0, end[parent] ?? 0);
    } else {
      left[child] = why;
    }
  }
}

function cutBothSides({ start, end, left, change }: Forest, child: number, from: number, to: number): void {
  const childStart = start[child] ?? 0;
  const childEnd = end[child] ?? 0;
  if (childStart >= from ? childStart >= to : childEnd <= from) {
    left[child] = Left.Outside;
  } else if (childStart < from || childEnd > to) {
    start[child] = Math.max(childStart, from);
    end[child] = Math.min(childEnd, to);
    change[child] = Change.Clipped;
  }
}

/**
 * Cuts children to their parents as CRISP does (`sanitizeOverflowingChildren`): as {@link clipStrict}, but a child that
 * sticks out on both sides is left out, one that only touches its parent stays, and the server of a client stays where
 * its own clock puts it:
 *
 * ```text
 * client    |==========|                                (a) the only child of a client
 * server                    |=======|                   (b) the only child of the only child of a server
 *                                                       (c) the only child, on another host
 * ```
 *
 * if it is at most 1 % longer than the client; its length is then cut to the client's, its end stays. O(n).
 */
export function clipTolerant(trace: Trace, forest: Forest): void {
  const { size, first, left } = forest;
  for (let parent = 0; parent < size; parent += 1) {
    const from = first[parent] ?? 0;
    const last = first[parent + 1] ?? 0;
    const why = left[parent] ?? 0;
    if (from === last) {
      continue;
    }
    const length = lengthAt(forest, parent);
    for (let child = from; child < last; child += 1) {
      if (why === 0) {
        cutTolerant(trace, forest, { parent, length, isOnly: last - from === 1 }, child);
      } else {
        left[child] = why;
      }
    }
  }
}

interface Caller {
  readonly parent: number;
  /** Nanoseconds. */
  readonly length: number;
  /** It has one child. */
  readonly isOnly: boolean;
}

function cutTolerant(trace: Trace, forest: Forest, { parent, length, isOnly }: Caller, child: number): void {
  const { change } = forest;
  const isInside = liesWithin(forest, parent, child);
  const isLonger = lengthAt(forest, child) > length;
  if (isInside && !isLonger) {
    return;
  }
  if (isOnly && isServerOf(trace, forest, parent, child)) {
    change[child] = isInside ? Change.Clipped : Change.Skewed;
    if (isLonger) {
      shorten(forest, child, length);
    }
  } else if (!isInside) {
    cutOneSide(forest, parent, child);
  }
}

function liesWithin({ start, end }: Forest, parent: number, child: number): boolean {
  return (start[child] ?? 0) >= (start[parent] ?? 0) && (end[child] ?? 0) <= (end[parent] ?? 0);
}

function shorten({ change, shortened }: Forest, child: number, length: number): void {
  change[child] = (change[child] ?? 0) | Change.Shortened;
  shortened.set(child, length);
}

function cutOneSide({ start, end, left, change }: Forest, parent: number, child: number): void {
  const from = start[parent] ?? 0;
  const to = end[parent] ?? 0;
  const childStart = start[child] ?? 0;
  const childEnd = end[child] ?? 0;
  if (childStart < from && childEnd <= to && childEnd > from) {
    start[child] = from;
    change[child] = Change.Clipped;
  } else if (childStart >= from && childEnd > to && childStart < to) {
    end[child] = to;
    change[child] = Change.Clipped;
  } else {
    left[child] = Left.Outside;
  }
}

/** Whether an only child looks like the server of a call that its parent made. */
function isServerOf(trace: Trace, forest: Forest, parent: number, child: number): boolean {
  const { row, up } = forest;
  if (lengthAt(forest, child) > SERVER_LENGTHENING * lengthAt(forest, parent)) {
    return false;
  }
  const kindAt = (position: number): string => trace.kind[row[position] ?? -1] ?? '';
  const above = up[parent] ?? -1;
  if (kindAt(child) === 'server') {
    const isClean = kindAt(parent) === 'client';
    const isFuzzy = kindAt(parent) !== 'server' && above >= 0 && kindAt(above) === 'server';
    if (isClean || isFuzzy) {
      return true;
    }
  }
  const host = hostOf(trace, row[parent] ?? -1);
  const childHost = hostOf(trace, row[child] ?? -1);
  return host !== '' && childHost !== '' && host !== childHost;
}

function hostOf({ details }: Trace, row: number): string {
  const resource = details.resource(row);
  for (const key of HOST_KEYS) {
    const found = resource.find((attribute) => attribute.key === key && attribute.value !== '');
    if (found !== undefined) {
      return String(found.value);
    }
  }
  return '';
}
