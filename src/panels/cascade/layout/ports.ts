import type { PlacedEdge, PlacedNode, Point } from './placed';

/** Where an arrow leaves or reaches a box. */
interface Port {
  readonly edge: PlacedEdge;
  readonly box: PlacedNode;
  readonly side: 'left' | 'right';
  /** The next point of its way: arrows of one side are in the order of these, so that none cross at the box. */
  readonly next: Point;
}

/** Ports of one side are so far apart at most, and within this share of its height. Pixels. */
const MOST_APART = 14;
const USED = 0.7;

/**
 * Arrows that leave callers at their right side and reach callees at their left one (the other way round where a circle
 * was broken), each at a place of its own, instead of all pointing at the middle of the box. O(edges log edges).
 */
export function withPorts(edges: readonly PlacedEdge[], boxes: readonly PlacedNode[]): readonly PlacedEdge[] {
  const boxOf = new Map(boxes.map((box) => [box.node.id, box]));
  const tails = new Map<PlacedEdge, Port>();
  const heads = new Map<PlacedEdge, Port>();
  for (const edge of edges) {
    const [from, to] = [boxOf.get(edge.edge.caller), boxOf.get(edge.edge.callee)];
    const [first, last] = [edge.points[1], edge.points.at(-2)];
    if (from !== undefined && to !== undefined && first !== undefined && last !== undefined) {
      const forward = from.x <= to.x;
      tails.set(edge, { edge, box: from, side: forward ? 'right' : 'left', next: first });
      heads.set(edge, { edge, box: to, side: forward ? 'left' : 'right', next: last });
    }
  }
  const places = placesOf([...tails.values(), ...heads.values()]);
  return edges.map((edge) => {
    const [tail, head] = [tails.get(edge), heads.get(edge)];
    const [start, end] = [tail && places.get(tail), head && places.get(head)];
    return start === undefined || end === undefined
      ? edge
      : { ...edge, points: [start, ...edge.points.slice(1, -1), end] };
  });
}

function placesOf(ports: readonly Port[]): ReadonlyMap<Port, Point> {
  const sides = new Map<string, Port[]>();
  for (const port of ports) {
    const key = `${port.side} ${port.box.node.id}`;
    const known = sides.get(key) ?? [];
    sides.set(key, known);
    known.push(port);
  }
  const places = new Map<Port, Point>();
  for (const side of sides.values()) {
    side.sort((a, b) => a.next.y - b.next.y);
    side.forEach((port, at) => places.set(port, placeOf(port, at, side.length)));
  }
  return places;
}

function placeOf({ box, side }: Port, at: number, count: number): Point {
  const apart = Math.min(MOST_APART, (box.height * USED) / count);
  return {
    x: side === 'left' ? box.x : box.x + box.width,
    y: box.y + box.height / 2 + (at - (count - 1) / 2) * apart,
  };
}
