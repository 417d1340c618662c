import { drawTrace, makeTrace } from '../../../pkg/testkit';
import { criticalPath, dragAndSlack, type PathOptions } from '.';
import { printNotes, printPath, printSections, printTimes } from './testing/print-path';

const TOLERANT: PathOptions = { rule: 'tolerant' };

function pathOf(text: string): string {
  const trace = drawTrace(text);
  return printPath(trace, criticalPath(trace, TOLERANT).result);
}

describe('tolerant on graphs of CRISP (2710c0b, tests/test_graph.py, tests/test_slack_drag.py)', () => {
  it('follows the child that finished last (sampleGraph)', () => {
    expect(
      pathOf(`
      S1/O1 [0-100] #A
        S2/O2 [10-70] #B
          S3/O3 [25-45] #C
          S4/O4 [30-50] #D`)
    ).toBe('A 40, B 40, D 20');
  });

  it('keeps a server whose clock is elsewhere (timeskew_graph)', () => {
    const trace = drawTrace(`
      S1/O1 [0-100] #A
        S1/O2 [10-60] client #B
          S2/O3 [1000-1030] server #C`);
    const { result } = criticalPath(trace, TOLERANT);
    expect(printPath(trace, result)).toBe('A 50, B 20, C 30');
    expect(printSections(trace, result)).toBe('A [0-100], B [10-60], C [1000-1030]');
    expect(printNotes(trace, result)).toBe('skewed C');
  });

  it('allows an overlap of less than 1 %, and never gives less than no time (mild_overlap_graph)', () => {
    expect(
      pathOf(`
      S1/O1 [0-1000] #A
        S2/O2 [0-500] #B
        S3/O3 [495-1000] #C`)
    ).toBe('A 0, C 505, B 500');
  });

  it('finds drag with the parent of a span, not with its neighbour on the path (sequential_siblings_with_slight_overlap)', () => {
    const trace = drawTrace(`
      S1/OR [0-1000] #R
        S1/OA [0-200] #A
        S1/OB [195-400] #B
        S1/OC [500-1000] #C`);
    const { dragInclusive } = dragAndSlack(trace, criticalPath(trace, TOLERANT).result);
    expect(printTimes(trace, dragInclusive)).toBe('R 1000, A 200, B 200, C 500');
  });

  it('leaves the last child out of the exclusive drag (exclusive_formula_branch_graph)', () => {
    const trace = drawTrace(`
      S1/OR [0-1000] #R
        S1/OM [200-600] #M
          S1/OM1 [210-590] #M1
        S1/OL [55-205] #L`);
    const { dragInclusive, dragExclusive } = dragAndSlack(trace, criticalPath(trace, TOLERANT).result);
    expect(printTimes(trace, dragInclusive)).toBe('R 1000, M 395, M1 380, L 150');
    expect(printTimes(trace, dragExclusive)).toBe('R 450, M 15, M1 380, L 150');
  });

  it('lets a span off the path start as late as the path allows, after what precedes it (..._with_dependent_off_cp_sibling)', () => {
    const trace = drawTrace(`
      S1/OR [0-1000] #R
        S1/OA [0-200] #A
        S1/OB [195-400] #B
        S1/OC [500-1000] #C
        S1/OD [250-380] #D`);
    const { dragInclusive, slack } = dragAndSlack(trace, criticalPath(trace, TOLERANT).result);
    expect(printTimes(trace, dragInclusive)).toBe('R 1000, A 200, B 20, C 500');
    expect(printTimes(trace, slack)).toBe('R 0, A 0, B 0, C 0, D 70');
  });
});

describe('tolerant at its edges', () => {
  it('does not chain siblings in whose overlap another one starts', () => {
    const text = (third: string): string => `
      x/a [0-1000] #a
        x/b [0-500] #b
        x/c [495-1000] #c
        ${third}`;
    expect(pathOf(text('x/d [498-600] #d'))).toBe('a 495, c 505');
    expect(pathOf(text('x/d [501-600] #d'))).toBe('a 0, c 505, b 500');
  });

  it('does not chain an overlap of exactly 1 %', () => {
    expect(
      pathOf(`
      x/a [0-1000] #a
        x/b [0-500] #b
        x/c [490-1000] #c`)
    ).toBe('a 490, c 510');
  });

  it('chains siblings that touch, but not zero-length ones on the edge', () => {
    expect(
      pathOf(`
      x/a [0-20] #a
        x/b [0-10] #b
        x/c [10-20] #c`)
    ).toBe('a 0, c 10, b 10');
    expect(
      pathOf(`
      x/a [0-20] #a
        x/b [0-10] #b
        x/z [10-10] #z
        x/c [10-20] #c`)
    ).toBe('a 10, c 10');
  });

  it('leaves out a child that sticks out on both sides', () => {
    const trace = drawTrace(`
      x/a [5-15] #a
        x/b [0-20] #b
          x/c [6-8] #c`);
    const { result } = criticalPath(trace, TOLERANT);
    expect(printPath(trace, result)).toBe('a 10');
    expect([...result.outside]).toEqual([0, 1, 1]);
    expect(printNotes(trace, result)).toBe('outside b');
  });

  it.each([
    ['the server of a client', 'client', 'server', 100, true],
    ['up to 1 % longer than its client', 'client', 'server', 101, true],
    ['not more', 'client', 'server', 102, false],
    ['not the client of a server', 'server', 'client', 100, false],
    ['the server below the only child of a server', 'internal', 'server', 100, true],
  ])('keeps outside its parent %s', (_, above, below, length, isKept) => {
    const trace = drawTrace(`
      x/root [0-500] server #r
        x/call [0-100] ${above} #c
          y/serve [300-${300 + length}] ${below} #s`);
    const { result } = criticalPath(trace, TOLERANT);
    expect(result.onPath[2] === 1).toBe(isKept);
    // A longer server is cut to its client.
    expect(result.inclusive[2]).toBe(isKept ? 100e6 : 0);
  });

  it('keeps an only child on another host', () => {
    const on = (host: string): string => {
      const trace = makeTrace({
        spans: [
          { id: 'a', service: 'x', start: 0, end: 100, resource: { 'host.name': 'node-1' } },
          { id: 'b', parent: 'a', service: 'y', start: 200, end: 250, resource: { 'host.name': host } },
        ],
      });
      return printPath(trace, criticalPath(trace, TOLERANT).result);
    };
    expect(on('node-2')).toBe('a 50, b 50');
    expect(on('node-1')).toBe('a 100');
  });

  it('takes the last in the trace of siblings that end together', () => {
    const trace = drawTrace(`
      x/a [0-20] #a
        x/b [5-15] #b
        x/c [10-15] #c`);
    const { result } = criticalPath(trace, TOLERANT);
    expect(printPath(trace, result)).toBe('a 15, c 5');
    expect(printNotes(trace, result)).toBe('tie b c');
  });

  it('keeps the last span of an ID, at the place of the first', () => {
    const trace = makeTrace({
      spans: [
        { id: 'a', service: 'x', start: 0, end: 30 },
        { id: 'b', parent: 'a', service: 'x', start: 20, end: 30 },
        { id: 'd', parent: 'a', service: 'x', start: 1, end: 10 },
        { id: 'b', parent: 'a', service: 'x', start: 2, end: 10 },
        { id: 'c', parent: 'b', service: 'x', start: 6, end: 8 },
      ],
    });
    const { result } = criticalPath(trace, TOLERANT);
    expect([...result.path]).toEqual([0, 2]);
    expect([...result.outside]).toEqual([0, 1, 0, 0, 0]);
    expect(result.notes).toContainEqual({ kind: 'duplicate', spans: Int32Array.of(3) });
  });

  it('does not go in circles that keeping the last of an ID closes', () => {
    const trace = makeTrace({
      spans: [
        { id: 'a', service: 'x', start: 0, end: 30 },
        { id: 'b', parent: 'a', service: 'x', start: 0, end: 20 },
        { id: 'a', parent: 'b', service: 'x', start: 0, end: 10 },
      ],
    });
    const { result } = criticalPath(trace, TOLERANT);
    expect(new Set(result.path).size).toBe(result.path.length);
    expect(result.path.length).toBe(2);
  });
});

describe('what neither rule can know', () => {
  it('names the sibling that ended last, whether or not the next one waited for it (jaeger-ui#2371)', () => {
    // An asyncio program: foo3 waits for foo1; foo2 runs beside them and happens to end just before foo3 starts.
    const trace = drawTrace(`
      x/main [0-500] #main
        x/foo1 [0-100] #foo1
        x/foo2 [0-200] #foo2
        x/foo3 [201-500] #foo3`);
    const names = (options: PathOptions) => printPath(trace, criticalPath(trace, options).result);
    expect(names({ rule: 'last-finishing' })).toBe('main 1, foo3 299, foo2 200');
    expect(names(TOLERANT)).toBe('main 1, foo3 299, foo2 200');
  });
});
