import { Graph, layout } from '@dagrejs/dagre';
import { type CascadeEdge, type CascadeGraph, type CascadeNode, isTouched } from './nodes';

/** A box with its place: pixels from the left upper corner of the drawing. */
export interface PlacedNode {
  readonly node: CascadeNode;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** An arrow with its way, from the caller's box to the callee's. */
export interface PlacedEdge {
  readonly edge: CascadeEdge;
  readonly points: readonly Point[];
  /** Middle of its label, when trouble went along it. */
  readonly label: Point | undefined;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

const CARD = { width: 208, height: 90 };
/** Of a service that nothing happened to. */
const QUIET_CARD = { width: 150, height: 52 };
const GROUP = { width: 150, height: 52 };
/** Room for `latency +12.5 s`. */
const LABEL = { width: 92, height: 18 };
/** Room above a card for what makes it stand out. */
const MARGIN = 30;
const GAP = { across: 22, along: 44 };
/** Boxes that call nobody and are called by nobody stand below, so many in a row at least. */
const LEAST_IN_ROW = 7;
/** Up to so many boxes the crossings of arrows are worth the time that it takes to untangle them. */
const FEW = 90;

/**
 * Callers on the left, callees on the right (a layered drawing after Sugiyama, by dagre, which also breaks cycles). The
 * same graph has the same layout.
 */
export function layoutGraph({ nodes, edges }: CascadeGraph): Layout {
  const joined = new Set(edges.flatMap(({ caller, callee }) => [caller, callee]));
  const graph = new Graph();
  graph.setGraph({
    rankdir: 'LR',
    nodesep: GAP.across,
    ranksep: GAP.along,
    marginx: MARGIN,
    marginy: MARGIN,
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
  const alone = placeAlone(
    nodes.filter(({ id }) => !joined.has(id)),
    placed
  );
  const all = [...placed, ...alone];
  return {
    width: Math.max(0, ...all.map(({ x, width }) => x + width)) + MARGIN,
    height: Math.max(0, ...all.map(({ y, height }) => y + height)) + MARGIN,
    nodes: all,
    edges: edges.map((edge) => placedEdge(edge, graph.edge(edge.caller, edge.callee))),
  };
}

function sizeOf(node: CascadeNode): { readonly width: number; readonly height: number } {
  if (node.kind === 'group') {
    return GROUP;
  }
  return isTouched(node.card) ? CARD : QUIET_CARD;
}

function placedEdge(
  edge: CascadeEdge,
  { points = [], x, y }: { readonly points?: readonly Point[]; readonly x?: number; readonly y?: number }
): PlacedEdge {
  const label = edge.propagation.length > 0 && x !== undefined && y !== undefined ? { x, y } : undefined;
  return { edge, points, label };
}

/** Rows below everything else, as wide as that. */
function placeAlone(nodes: readonly CascadeNode[], above: readonly PlacedNode[]): readonly PlacedNode[] {
  const wide = Math.max(0, ...above.map(({ x, width }) => x + width));
  const top = Math.max(0, ...above.map(({ y, height }) => y + height)) + MARGIN;
  const widest = Math.max(0, ...nodes.map((node) => sizeOf(node).width));
  const highest = Math.max(0, ...nodes.map((node) => sizeOf(node).height));
  const step = widest + GAP.across;
  const inRow = Math.max(LEAST_IN_ROW, Math.floor((wide - MARGIN) / step));
  return nodes.map((node, at) => ({
    node,
    ...sizeOf(node),
    x: MARGIN + (at % inRow) * step,
    y: top + Math.floor(at / inRow) * (highest + GAP.across),
  }));
}
