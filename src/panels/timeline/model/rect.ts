import { xOf } from '../../../ui';
import { firstEndingAfter, rowTop } from './bars';
import { Size } from './layout';
import type { Scene, SceneInput } from './scene-types';
import { ItemKind } from './types';

/** Pixels from the top left of the drawing, unscrolled. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

const MARK = 14;

/**
 * Where an item is, or would be, drawn: for the ring around what the keyboard stands on. `undefined` when its lane is
 * switched off.
 */
export function itemRect(input: SceneInput, scene: Scene | undefined, item: number): Rect | undefined {
  const { timeline, layout, window, width } = input;
  const { items } = timeline;
  const box = layout.boxes.find(({ index }) => index === items.lane[item]);
  if (box === undefined) {
    return undefined;
  }
  const x = xOf(items.time[item] ?? 0, window, width);
  if (items.kind[item] === ItemKind.Span) {
    const row = box.lane.rows.findIndex(
      (spans) => spans[firstEndingAfter(items, spans, items.end[item] ?? 0)] === item
    );
    const right = xOf(items.end[item] ?? 0, window, width);
    return { x, y: rowTop(box, Math.max(0, row)), width: Math.max(2, right - x), height: Size.spanBar };
  }
  const drawn = scene?.lanes.find((lane) => lane.box.index === box.index);
  const mark = [...(drawn?.ticks ?? []), ...(drawn?.diamonds ?? [])].find((candidate) => candidate.item === item);
  const middle = mark?.y ?? box.logTop + Size.logRow / 2;
  return { x: x - MARK / 2, y: middle - MARK / 2, width: MARK, height: MARK };
}
