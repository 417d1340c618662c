import type { PlacedNode } from '../layout/placed';

type Direction = 'left' | 'right' | 'up' | 'down';

const DIRECTIONS: Readonly<Record<string, Direction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};
/** A box aside counts as so much farther than one straight ahead. */
const ASIDE = 3;

/**
 * The box that a key leads to: the nearest one in the direction of an arrow key, the first or last one for Home and End.
 * @returns `undefined` for other keys, and where there is none
 */
export function boxAfter(boxes: readonly PlacedNode[], from: string | undefined, key: string): string | undefined {
  if (key === 'Home' || key === 'End') {
    return boxes.at(key === 'Home' ? 0 : -1)?.node.id;
  }
  const direction = DIRECTIONS[key];
  const start = boxes.find(({ node }) => node.id === from) ?? boxes[0];
  if (direction === undefined || start === undefined) {
    return undefined;
  }
  const best = boxes
    .map((box) => ({ box, far: farness(start, box, direction) }))
    .filter(({ far }) => far < Infinity)
    .sort((a, b) => a.far - b.far)[0];
  return best?.box.node.id;
}

function farness(from: PlacedNode, to: PlacedNode, direction: Direction): number {
  const dx = to.x + to.width / 2 - (from.x + from.width / 2);
  const dy = to.y + to.height / 2 - (from.y + from.height / 2);
  const [ahead, aside] = direction === 'left' || direction === 'right' ? [dx, dy] : [dy, dx];
  const forward = direction === 'left' || direction === 'up' ? -ahead : ahead;
  return forward < 1 ? Infinity : forward + ASIDE * Math.abs(aside);
}
