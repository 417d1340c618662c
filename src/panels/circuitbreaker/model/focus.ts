import type { Lane } from './lanes';

/** Where the keyboard is: a lane, and an interval of it. */
export interface Focus {
  readonly lane: string;
  readonly interval: number;
}

const ROWS: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 };
const PAGES: Readonly<Record<string, number>> = { PageUp: -1, PageDown: 1 };

/**
 * Where a key leads: up and down to another lane at the same time, left and right to the interval before and after, Home
 * and End to the first and the last one, with Ctrl to the first and the last lane.
 *
 * @param page - lanes on the screen
 * @returns `undefined` for a key that leads nowhere
 */
export function focusAfter(
  lanes: readonly Lane[],
  focus: Focus | undefined,
  { key, ctrl }: { readonly key: string; readonly ctrl: boolean },
  page: number
): Focus | undefined {
  const at = lanes.findIndex((lane) => lane.key === focus?.lane);
  const lane = lanes[at];
  const rows = ROWS[key] ?? (PAGES[key] ?? 0) * Math.max(1, page - 1);
  if (rows !== 0) {
    return alongside(lanes, lane, focus, lane === undefined ? 0 : at + rows);
  }
  if (ctrl && (key === 'Home' || key === 'End')) {
    return alongside(lanes, lane, focus, key === 'Home' ? 0 : lanes.length - 1);
  }
  return lane === undefined ? (isWithin(key) ? alongside(lanes, lane, focus, 0) : undefined) : within(lane, focus, key);
}

function isWithin(key: string): boolean {
  return key === 'ArrowLeft' || key === 'ArrowRight' || key === 'Home' || key === 'End';
}

function within(lane: Lane, focus: Focus | undefined, key: string): Focus | undefined {
  const last = lane.breaker.intervals.length - 1;
  const now = Math.min(focus?.interval ?? last, last);
  const next: Readonly<Record<string, number>> = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: last };
  const interval = next[key];
  return interval === undefined ? undefined : { lane: lane.key, interval: Math.max(0, Math.min(last, interval)) };
}

/** In the other lane, the interval that has the end of this one: what was the case there meanwhile. */
function alongside(
  lanes: readonly Lane[],
  from: Lane | undefined,
  focus: Focus | undefined,
  row: number
): Focus | undefined {
  const lane = lanes[Math.max(0, Math.min(lanes.length - 1, row))];
  if (lane === undefined) {
    return undefined;
  }
  const { intervals } = lane.breaker;
  const end = from?.breaker.intervals[focus?.interval ?? -1]?.end;
  const found = end === undefined ? -1 : intervals.findIndex((interval) => interval.end >= end);
  return { lane: lane.key, interval: found < 0 ? intervals.length - 1 : found };
}
