/** Tiles that fill a wall: pixels, without the gaps between them. */
export interface TileShape {
  readonly columns: number;
  readonly width: number;
  readonly height: number;
  /** Whether not all of them are on the screen at once. */
  readonly scrolls: boolean;
}

/** Between two tiles. Pixels. */
export const TILE_GAP = 6;
const LEAST = { width: 132, height: 52 };
const MOST = { width: 520, height: 300 };

/**
 * The largest tiles of which all fit; the smallest that can be read when they do not. As many columns as make them widest
 * for their height. O(columns).
 */
export function tileShape(count: number, room: { readonly width: number; readonly height: number }): TileShape {
  const most = Math.max(1, Math.floor((room.width + TILE_GAP) / (LEAST.width + TILE_GAP)));
  for (let columns = 1; columns <= most; columns += 1) {
    const rows = Math.ceil(count / columns);
    const width = each(room.width, columns);
    const height = each(room.height, rows);
    if (height >= LEAST.height && (width <= MOST.width || columns === most || columns >= count)) {
      return { columns, width: Math.min(width, MOST.width), height: Math.min(height, MOST.height), scrolls: false };
    }
  }
  return { columns: most, width: each(room.width, most), height: LEAST.height, scrolls: true };
}

function each(length: number, count: number): number {
  return Math.floor((length - TILE_GAP * (count - 1)) / Math.max(1, count));
}
