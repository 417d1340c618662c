import { house, type House } from '../testing/houses';
import { giveStructuredClone } from '../testing/structuredClone';
import { layoutGraph, type Layout } from './layout';
import * as library from './library';
import { makeGraph } from '../model/nodes';

beforeAll(giveStructuredClone);

const CHOICE = { most: 60, showUntouched: true, open: new Set<string>() };

/** The layout of a drawing like `web>shop shop>db!`: what has fallen ends in `!`. */
function layoutOf(drawing: string): Layout {
  return layoutHouse(house(drawing));
}

function layoutHouse({ cards, calls, propagation }: House): Layout {
  return layoutGraph(makeGraph(cards, calls, propagation, CHOICE), library);
}

function boxOf({ nodes }: Layout, id: string) {
  const box = nodes.find(({ node }) => node.id === id);
  if (box === undefined) {
    throw new Error(`no box ${id}`);
  }
  return box;
}

it('draws callers left of callees, and no box over another', () => {
  const layout = layoutOf('web>shop shop>pay! shop>stock pay!>db! stock>db! web>ads');
  for (const { edge } of layout.edges) {
    const [caller, callee] = [boxOf(layout, edge.caller), boxOf(layout, edge.callee)];
    expect(caller.x + caller.width).toBeLessThan(callee.x);
  }
  for (const [at, one] of layout.nodes.entries()) {
    for (const other of layout.nodes.slice(at + 1)) {
      const apart =
        one.x + one.width <= other.x ||
        other.x + other.width <= one.x ||
        one.y + one.height <= other.y ||
        other.y + other.height <= one.y;
      expect([one.node.id, other.node.id, apart]).toEqual([one.node.id, other.node.id, true]);
    }
  }
});

it('lets arrows leave at the right and arrive at the left, each at a place of its own', () => {
  const layout = layoutOf('a>d! b>d! c>d!');
  const d = boxOf(layout, 'd');
  const ends = layout.edges.map(({ points }) => points.at(-1));
  expect(ends.map((end) => end?.x)).toEqual([d.x, d.x, d.x]);
  expect(new Set(ends.map((end) => end?.y)).size).toBe(3);
  for (const { edge, points } of layout.edges) {
    const caller = boxOf(layout, edge.caller);
    expect(points[0]?.x).toBe(caller.x + caller.width);
  }
});

it('breaks circles', () => {
  const layout = layoutOf('a>b! b!>c! c!>a');
  expect(layout.nodes).toHaveLength(3);
  expect(layout.edges).toHaveLength(3);
});

it('is the same every time', () => {
  const drawing = 'web>shop shop>pay! pay!>db! web>ads ads>db!';
  expect(layoutOf(drawing)).toEqual(layoutOf(drawing));
});

it('stands what no arrow leads to aside, below words that say so', () => {
  const layout = layoutOf('a>b! c d');
  expect(layout.aside?.y).toBeGreaterThan(boxOf(layout, 'b').y + boxOf(layout, 'b').height);
  expect(boxOf(layout, 'c').y).toBeGreaterThan(layout.aside?.y ?? Infinity);
});

it('says nothing of the kind above a service that degraded', () => {
  expect(layoutOf('a>b! c! d').aside).toBeUndefined();
});

it('of many calls draws those between touched services and those of the first', () => {
  const others = Array.from({ length: 40 }, (_, at) => `x${at}>y${at} x${at}>shop!`).join(' ');
  const layout = layoutOf(`shop!>db!! web>db!! ${others}`);
  expect(layout.edges.map(({ edge }) => `${edge.caller}>${edge.callee}`).sort()).toEqual(['shop>db', 'web>db']);
  expect(layout.nodes.filter(({ node }) => node.kind === 'card')).toHaveLength(3);
});
