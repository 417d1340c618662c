/** A pair by its places in the matrix. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** Keys that move from pair to pair. */
export const MOVES: Readonly<Record<string, Cell>> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
  Home: { row: 0, column: -Infinity },
  End: { row: 0, column: Infinity },
  PageUp: { row: -Infinity, column: 0 },
  PageDown: { row: Infinity, column: 0 },
};

/** The pair that a move leads to, never beyond the edges. */
export function moved(from: Cell, by: Cell, count: number): Cell {
  const clamp = (at: number) => Math.min(Math.max(0, at), count - 1);
  return { row: clamp(from.row + by.row), column: clamp(from.column + by.column) };
}

/** Size of a cell, and of what can be seen of all cells. */
interface Sight {
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly width: number;
  readonly height: number;
}

/** Scrolls until a pair can be seen. */
export function reveal(element: HTMLElement | null, cell: Cell, { cellWidth, cellHeight, width, height }: Sight): void {
  if (element === null) {
    return;
  }
  const [x, y] = [cell.column * cellWidth, cell.row * cellHeight];
  if (x < element.scrollLeft || x + cellWidth > element.scrollLeft + width) {
    element.scrollLeft = x - width / 2;
  }
  if (y < element.scrollTop || y + cellHeight > element.scrollTop + height) {
    element.scrollTop = y - height / 2;
  }
}
