import { nanos } from '../../../engine/units';
import { analysed, CHECKOUT, linesOf, printLines, WORDS } from '../testing/fixture';
import { dragOf } from './one';
import { Line, makeScene, rowAt, type Scene, type SceneInput } from './scene';
import { type Step, stepFrom } from './step';
import { stripParts } from './strip';
import { foldable } from './tree';
import { panBy, reveal, within, zoomAt } from './viewport';

const one = analysed(CHECKOUT);
const rowOf = (id: string) => one.trace.spanId.indexOf(id);

describe('lines', () => {
  it('are depth first, siblings by start', () => {
    expect(printLines(one, linesOf(one))).toBe(
      ['checkout', '  read', '    select', '  charge', '    charge', '      score', '  send'].join('\n')
    );
  });

  it('leave out what is folded, and what is not on the path', () => {
    expect(printLines(one, linesOf(one, { folded: new Set(['c1', 'p2']) }))).toBe(
      ['checkout', '  read', '  charge', '    charge', '  send'].join('\n')
    );
    expect(printLines(one, linesOf(one, { only: one.path.onPath }))).not.toContain('send');
    expect([...foldable(one.trace, one.tree)].sort()).toEqual(['c1', 'f1', 'p1', 'p2']);
    expect(linesOf(one, { folded: new Set(['f1']) }).rows).toHaveLength(1);
  });

  it('survive a chain that is deeper than a stack', () => {
    const deep = Array.from({ length: 3000 }, (_, at) => `${'  '.repeat(at)}a/op${at} [0-10]`).join('\n');
    const chain = analysed(deep);
    expect(linesOf(chain).rows).toHaveLength(3000);
    expect(chain.tree.below[0]).toBe(3000);
  });
});

describe('scene', () => {
  const input = (change: Partial<SceneInput> = {}): SceneInput => ({
    one,
    lines: linesOf(one),
    window: one.extent,
    width: 1000,
    height: 400,
    top: 0,
    words: WORDS,
    ...change,
  });
  const bar = (scene: Scene, id: string) => scene.bars.find(({ row }) => row === rowOf(id));

  it('lays bars and sections of the path in pixels', () => {
    const scene = makeScene(input());
    expect(bar(scene, 'p3')).toMatchObject({ x: 200, width: 700, y: 5.5 * Line.height, onPath: true });
    expect(bar(scene, 'p3')?.sections).toEqual([200, 700]);
    expect(bar(scene, 'm1')).toMatchObject({ onPath: false, sections: [], x: 400, width: 20 });
    // The root works before, between and after what it calls: latest first.
    expect(bar(scene, 'f1')?.sections).toEqual([980, 20, 120, 30, 0, 20]);
  });

  it('joins the lines where the path goes on', () => {
    const turns = bar(makeScene(input()), 'p3')?.turns ?? [];
    const y = (id: string) => ((linesOf(one).lineOf[rowOf(id)] ?? 0) + 0.5) * Line.height;
    expect(turns).toEqual([900, y('p2'), 200, y('p2')]);
  });

  it('says on the path what it costs, and beside the bar how long it is', () => {
    one.drags.get();
    const scene = makeScene(input());
    expect(bar(scene, 'p3')?.label).toEqual({ text: '700 ms on the path, drag 700 ms', x: 205, on: 'path' });
    expect(bar(scene, 'm1')?.label).toMatchObject({ text: '20 ms', on: 'ground', x: 425 });
    // The bar fills the line: there is room on neither side.
    expect(bar(scene, 'f1')?.label).toBeUndefined();
    expect(dragOf(one, rowOf('m1'))).toBeUndefined();
  });

  it('holds only what is on the screen, and what is in the window', () => {
    const scrolled = makeScene(input({ top: 2 * Line.height, height: 2 * Line.height }));
    expect(scrolled.first).toBe(2);
    expect(scrolled.bars.map(({ row }) => one.trace.spanId[row])).toEqual(['c2', 'p1']);
    const zoomed = makeScene(input({ window: { from: nanos(900e6), to: nanos(1000e6) } }));
    expect(bar(zoomed, 'f1')?.sections).toEqual([800, 200]);
    expect(bar(zoomed, 'c1')?.label).toBeUndefined();
  });

  it('draws a thousand sections in one pixel as one', () => {
    const calls = Array.from({ length: 500 }, (_, at) => `  a/call [${at * 2}-${at * 2 + 1}]`).join('\n');
    const busy = analysed(`a/root [0-1000]\n${calls}`);
    const scene = makeScene(input({ one: busy, lines: linesOf(busy), window: busy.extent, width: 50 }));
    expect(scene.bars[0]?.sections.length).toBeLessThanOrEqual(2 * 50);
    expect(scene.bars[0]?.turns.length).toBeLessThanOrEqual(2 * 51);
    // As far as the farthest of them.
    expect(Math.max(...(scene.bars[0]?.turns ?? []))).toBe(500.5 * Line.height);
  });

  it('finds the row under a pixel', () => {
    expect(rowAt(linesOf(one), Line.height + 1)).toBe(rowOf('c1'));
    expect(rowAt(linesOf(one), -1)).toBeUndefined();
    expect(rowAt(linesOf(one), 1e6)).toBeUndefined();
  });
});

describe('steps', () => {
  const lines = linesOf(one);
  const from = (id: string, step: Step) => one.trace.spanId[stepFrom(one, lines, rowOf(id), step, 72)];

  it.each<[string, Step, string]>([
    ['f1', 'next', 'c1'],
    ['f1', 'previous', 'f1'],
    ['f1', 'last', 'm1'],
    ['m1', 'first', 'f1'],
    ['m1', 'next', 'm1'],
    ['f1', 'page-down', 'c2'],
    ['m1', 'page-up', 'p2'],
    ['p3', 'next-on-path', 'f1'],
    ['f1', 'next-error', 'p2'],
    ['p3', 'parent', 'p2'],
    ['f1', 'parent', 'f1'],
  ])('from %s %s leads to %s', (id, step, to) => {
    expect(from(id, step)).toBe(to);
  });

  it('leads to the first line from nowhere, and to an ancestor that is drawn', () => {
    expect(stepFrom(one, lines, -1, 'next', 100)).toBe(rowOf('f1'));
    const folded = linesOf(one, { folded: new Set(['p1']) });
    expect(one.trace.spanId[stepFrom(one, folded, rowOf('p3'), 'parent', 100)]).toBe('p1');
  });
});

describe('operations', () => {
  it('are ranked by their time on the path, with what they cost and what would be saved', () => {
    const ranked = one.operations.get();
    expect(ranked[0]).toMatchObject({ service: 'payment', operation: 'score', time: 700e6, share: 0.7 });
    // Without it, the mail would decide: 440 ms instead of 1000.
    expect(ranked[0]?.drag).toBe(560e6);
    expect(ranked[0]?.saving).toBe(140e6);
    expect(ranked.map(({ operation }) => operation)).not.toContain('send');
  });

  it('save nothing where another call takes over', () => {
    const racing = analysed(`
      a/root [0-100]
        a/slow [0-90]
        a/other [0-89]
    `);
    const slow = racing.operations.get().find(({ operation }) => operation === 'slow');
    expect(slow?.saving).toBeLessThanOrEqual(1e6);
  });
});

describe('strip', () => {
  const share = (value: number) => ({
    service: 0,
    kind: 'own' as const,
    peer: undefined,
    time: value,
    share: value,
    spans: 1,
  });

  it('puts what is too short to be seen together', () => {
    const { parts, rest } = stripParts([0.9, 0.05, 0.03, 0.02].map(share), 0.04);
    expect(parts).toHaveLength(2);
    expect(rest).toEqual({ parts: 2, time: 0.05, share: 0.05 });
    expect(stripParts([0.99, 0.01].map(share), 0.04).rest).toBeUndefined();
    expect(stripParts([], 0.04)).toEqual({ parts: [], rest: undefined });
  });

  it('says who waited for whom', () => {
    expect(one.strip.get()[0]).toMatchObject({ kind: 'waiting', share: 0.72 });
  });
});

describe('window', () => {
  const extent = { from: nanos(0), to: nanos(1000) };

  it('stays within the trace', () => {
    expect(zoomAt(extent, nanos(250), 0.5, extent)).toEqual({ from: 125, to: 625 });
    expect(zoomAt(extent, nanos(250), 2, extent)).toBe(extent);
    expect(panBy({ from: nanos(800), to: nanos(1000) }, 0.5, extent)).toEqual({ from: 800, to: 1000 });
    expect(within({ from: nanos(-100), to: nanos(100) }, extent)).toEqual({ from: 0, to: 200 });
  });

  it('moves to what the keyboard stands on, and only then', () => {
    const window = { from: nanos(0), to: nanos(100) };
    expect(reveal(window, 50, 500, extent)).toBe(window);
    expect(reveal(window, 600, 700, extent)).toEqual({ from: 600, to: 700 });
  });
});
