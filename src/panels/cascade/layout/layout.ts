import { type CascadeEdge, type CascadeGraph, type CascadeNode, isTouched } from '../model/nodes';
import type { LayoutLibrary } from './load';
import type { PlacedEdge, PlacedNode, Point, Rect } from './placed';
import { withPorts } from './ports';

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  /** Above the untouched boxes that no drawn arrow leads to or from; absent when there are none, or others among them. */
  readonly aside: Point | undefined;
}

type Size = Pick<Rect, 'width' | 'height'>;

const CARD: Size = { width: 220, height: 88 };
/** Of a service that nothing happened to: with its course while boxes are few, with its name alone when they are many. */
const QUIET_CARD: Size = { width: 140, height: 52 };
const CHIP: Size = { width: 128, height: 26 };
const GROUP: Size = { width: 150, height: 42 };
/** Beyond so many boxes those that nothing happened to are small. */
const MOST_ROOMY = 24;
/** Room for `latency` above `+12.5 s ×3`. */
const LABEL: Size = { width: 64, height: 30 };
/** Above a card is room for what makes it stand out. */
const MARGIN = { x: 12, y: 28 };
const GAP = { across: 20, along: 40 };
const CHIP_GAP = 10;
/** Room for the words above boxes that stand aside. */
const CAPTION = 24;
/** Panels are so much wider than high: boxes that stand aside fill rows up to there. */
const ASPECT = 2.2;
/** Up to so many boxes the crossings of arrows are worth the time that it takes to untangle them. */
const FEW = 90;

/**
 * Callers on the left, callees on the right (a layered drawing after Sugiyama, by dagre, which also breaks cycles). The
 * same graph has the same layout.
 */
export function layoutGraph({ nodes, edges }: CascadeGraph, { Graph, layout }: LayoutLibrary): Layout {
  const roomy = nodes.length <= MOST_ROOMY;
  const sizeOf = (node: CascadeNode): Size => boxSize(node, roomy);
  const joined = new Set(edges.flatMap(({ caller, callee }) => [caller, callee]));
  const graph = new Graph();
  graph.setGraph({
    rankdir: 'LR',
    nodesep: roomy ? GAP.across : CHIP_GAP,
    ranksep: GAP.along,
    marginx: MARGIN.x,
    marginy: MARGIN.y,
    ranker: nodes.length > FEW ? 'longest-path' : 'network-simplex',
  });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of nodes) {
    if (joined.has(node.id)) {
      graph.setNode(node.id, { ...sizeOf(node) });
    }
  }
  for (const { caller, callee, propagation } of edges) {
    // Trouble's way is drawn straight, whatever else has to bend.
    graph.setEdge(caller, callee, propagation.length > 0 ? { ...LABEL, labelpos: 'c', weight: 8 } : { weight: 1 });
  }
  layout(graph);
  const placed = nodes.flatMap((node): readonly PlacedNode[] => {
    const { x, y } = joined.has(node.id) ? graph.node(node.id) : {};
    const size = sizeOf(node);
    return x === undefined || y === undefined ? [] : [{ node, ...size, x: x - size.width / 2, y: y - size.height / 2 }];
  });
  const alone = nodes.filter(({ id }) => !joined.has(id)).map((node) => ({ node, ...sizeOf(node) }));
  const aside =
    placed.length > 0 && alone.length > 0 && alone.every(({ node }) => !isTouchedNode(node))
      ? { x: MARGIN.x, y: bottom(placed) + CAPTION }
      : undefined;
  const all = [...placed, ...placeAlone(alone, placed, aside)];
  return {
    width: right(all) + MARGIN.x,
    height: bottom(all) + MARGIN.x,
    nodes: all,
    edges: withPorts(
      edges.map((edge) => placedEdge(edge, graph.edge(edge.caller, edge.callee))),
      placed
    ),
    aside,
  };
}

function boxSize(node: CascadeNode, roomy: boolean): Size {
  if (node.kind === 'group') {
    return GROUP;
  }
  return isTouched(node.card) ? CARD : roomy ? QUIET_CARD : CHIP;
}

function isTouchedNode(node: CascadeNode): boolean {
  return node.kind === 'card' && isTouched(node.card);
}

function placedEdge(
  edge: CascadeEdge,
  { points = [], x, y }: { readonly points?: readonly Point[]; readonly x?: number; readonly y?: number }
): PlacedEdge {
  const label = edge.propagation.length > 0 && x !== undefined && y !== undefined ? { x, y } : undefined;
  return { edge, points, label };
}

type Sized = Size & Pick<PlacedNode, 'node'>;

/** Rows below everything else: at least as wide as that, and as wide as makes the whole look like a panel. */
function placeAlone(
  boxes: readonly Sized[],
  above: readonly PlacedNode[],
  aside: Point | undefined
): readonly PlacedNode[] {
  const top = aside === undefined ? MARGIN.y : aside.y + CAPTION / 2;
  const across = Math.max(0, ...boxes.map(({ width }) => width)) + CHIP_GAP;
  const down = Math.max(0, ...boxes.map(({ height }) => height)) + CHIP_GAP;
  const least = Math.floor((right(above) - MARGIN.x + CHIP_GAP) / across);
  const inRow = Math.max(least, 1, columnsOf(boxes.length, { across, down, top }));
  return boxes.map((box, at) => ({
    ...box,
    x: MARGIN.x + (at % inRow) * across,
    y: top + Math.floor(at / inRow) * down,
  }));
}

/** The fewest columns that make a grid below `top` at least as wide as panels are for its height. */
function columnsOf(
  count: number,
  { across, down, top }: { readonly across: number; readonly down: number; readonly top: number }
): number {
  for (let columns = 1; columns < count; columns += 1) {
    if (columns * across >= ASPECT * (top + Math.ceil(count / columns) * down)) {
      return columns;
    }
  }
  return count;
}

function right(boxes: readonly Rect[]): number {
  return Math.max(0, ...boxes.map(({ x, width }) => x + width));
}

function bottom(boxes: readonly Rect[]): number {
  return Math.max(0, ...boxes.map(({ y, height }) => y + height));
}
