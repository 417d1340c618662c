import type { Join } from '../../../engine/correlation';
import { nanos } from '../../../engine/units';
import type { TimeSpan } from '../../../ui';
import { ItemKind, type Items } from './types';

const PADDING = 0.03;
const SMALLEST_PADDING_NS = 0.5e6;

/** From the first start to the last end of any span; `undefined` when there are none. */
export function requestExtent(items: Items): TimeSpan | undefined {
  return extentOf(items, (item) => items.kind[item] === ItemKind.Span);
}

/**
 * What to show before anybody zooms: spans and the lines that belong to them, padded. Over plain frames a logs query may
 * hold an hour of lines beside a trace of five seconds; there, only lines that name one of the traces widen the view.
 *
 * @param byId - the rows were asked for by ID, so every line belongs.
 * @param otherwise - where to look when there is neither span nor line.
 */
export function defaultExtent(join: Join, items: Items, byId: boolean, otherwise: TimeSpan): TimeSpan {
  const everyLine = byId || !join.traces.some((trace) => trace.size > 0);
  const belongs = (item: number) => {
    const kind = items.kind[item];
    const anchored = (join.anchors.trace[items.row[item] ?? -1] ?? -1) >= 0;
    return kind === ItemKind.Span || (kind === ItemKind.Log && (everyLine || anchored));
  };
  const found = extentOf(items, belongs);
  if (found === undefined) {
    return otherwise;
  }
  const pad = Math.max((found.to - found.from) * PADDING, SMALLEST_PADDING_NS);
  return { from: nanos(found.from - pad), to: nanos(found.to + pad) };
}

function extentOf(items: Items, counts: (item: number) => boolean): TimeSpan | undefined {
  let from = Infinity;
  let to = -Infinity;
  for (let item = 0; item < items.size; item++) {
    if (counts(item)) {
      from = Math.min(from, items.time[item] ?? from);
      to = Math.max(to, items.end[item] ?? to);
    }
  }
  return from <= to ? { from: nanos(from), to: nanos(to) } : undefined;
}
