import type { PairMatrix } from '../viewModel';
import { shortNames } from './names';
import type { PixelSize } from '../../../ui';

/** Pixels that a character takes. */
export const CHARACTER = 6.4;

const HEAD = { flat: 20, steep: 64 };
const CELL = { least: 13, widest: 160, highest: 60 };
const MOST_NAME_SHARE = 0.32;

/** How the heatmap is laid out, pixels. */
export interface PairShape {
  /** Width of the names at the left, height of those at the top. */
  readonly names: number;
  readonly head: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly steep: boolean;
}

/** Cells take what room there is, down to a size at which they can still be pointed at; then the panel scrolls. */
export function pairShape({ nodes }: PairMatrix, size: PixelSize): PairShape {
  const longest = lengthOf(shortNames(nodes, false));
  const names = Math.min(longest, size.width * MOST_NAME_SHARE, 160);
  const wide = Math.floor((size.width - names) / nodes.length);
  const cellWidth = Math.min(CELL.widest, Math.max(CELL.least, wide));
  const steep = cellWidth < lengthOf(shortNames(nodes, true));
  const head = steep ? HEAD.steep : HEAD.flat;
  const high = Math.floor((size.height - head) / nodes.length);
  return { names, head, cellWidth, cellHeight: Math.min(CELL.highest, Math.max(CELL.least, high)), steep };
}

/** Pixels that the longest of these names takes. */
export function lengthOf(names: readonly string[]): number {
  return names.reduce((most, name) => Math.max(most, name.length), 0) * CHARACTER + 8;
}
