import { drawTrace, makeTrace } from '../../../pkg/testkit';
import { criticalPath, type PathOptions } from '.';
import { printNotes, printPath, printSections } from './testing/print-path';

const STRICT: PathOptions = { rule: 'last-finishing' };

function sectionsOf(text: string, options = STRICT): string {
  const trace = drawTrace(text);
  return printSections(trace, criticalPath(trace, options).result);
}

describe('last-finishing on the traces of jaeger-ui (c321fb3, CriticalPath/testCases/test1..9), one time unit a millisecond', () => {
  it.each([
    [
      'gaps between children stay with the parent',
      `
      x/C [0-100] #C
        x/D [19-39] #D
        x/E [49-59] #E`,
      'C [59-100], E [49-59], C [39-49], D [19-39], C [0-19]',
    ],
    [
      'a child that overlaps the last one is off the path',
      `
      x/X [0-100] #X
        x/A [9-49] #A
        x/C [19-59] #C`,
      'X [59-100], C [19-59], X [0-19]',
    ],
    [
      'a child that starts after its parent ended is left out',
      `
      x/P [0-40] producer #P
        x/C [100-400] client #C`,
      'P [0-40]',
    ],
    [
      'and so is what is below it',
      `
      x/A [0-30] #A
        x/B [39-79] #B
          x/c [49-59] #c`,
      'A [0-30]',
    ],
    [
      'a consumer of a producer, and what is below it, is left out',
      `
      x/A [0-30] producer #A
        x/B [9-19] consumer #B
          x/C [11-13] #C`,
      'A [0-30]',
    ],
    [
      'children are cut at both ends, parents first',
      `
      x/A [0-29] #A
        x/B [14-34] #B
          x/C [9-24] #C`,
      'B [24-29], C [14-24], A [0-14]',
    ],
    [
      'a grandchild is cut to what was cut',
      `
      x/A [0-29] #A
        x/B [14-34] #B
          x/C [19-39] #C`,
      'C [19-29], B [14-19], A [0-14]',
    ],
    [
      'a child that covers its parent is cut to it; the parent has no time of its own',
      `
      x/A [5-25] #A
        x/B [0-30] #B`,
      'B [5-25]',
    ],
    [
      'a child that ends before its parent starts is left out',
      `
      x/A [9-29] #A
        x/B [0-4] #B`,
      'A [9-29]',
    ],
  ])('%s', (_, text, sections) => {
    expect(sectionsOf(text)).toBe(sections);
  });
});

describe('last-finishing where the references do not look', () => {
  const backToBack = `
    x/a [0-30] #a
      x/b [0-10] #b
      x/c [10-20] #c
      x/d [20-30] #d`;

  it('skips a child that ends exactly when the next one starts, unless told otherwise', () => {
    expect(sectionsOf(backToBack)).toBe('d [20-30], a [10-20], b [0-10]');
    expect(sectionsOf(backToBack, { rule: 'last-finishing', backToBack: 'inclusive' })).toBe(
      'd [20-30], c [10-20], b [0-10]'
    );
  });

  it('meets zero-length children without moving, and without looking at one twice', () => {
    const trace = drawTrace(`
      x/a [0-20] #a
        x/b [10-10] #b
        x/c [10-10] #c
        x/d [10-20] #d`);
    const inclusive = criticalPath(trace, { rule: 'last-finishing', backToBack: 'inclusive' }).result;
    expect(printSections(trace, inclusive)).toBe('d [10-20], a [0-10]');
    expect(printPath(trace, inclusive)).toBe('a 10, d 10, b 0, c 0');
  });

  it('takes the child that started first of those that end together, before it was cut', () => {
    const trace = drawTrace(`
      x/a [10-30] #a
        x/late [12-30] #late
        x/early [5-30] #early
        x/earlier [0-40] #earlier`);
    const { result } = criticalPath(trace, STRICT);
    expect(printSections(trace, result)).toBe('earlier [10-30]');
    expect(printNotes(trace, result)).toBe('clipped early earlier, tie early earlier');
  });

  it('is right at time 0', () => {
    expect(
      sectionsOf(`
      x/a [0-10] #a
        x/b [0-0] #b
        x/c [0-5] #c`)
    ).toBe('a [5-10], c [0-5]');
  });

  it('gives each root a path of its own, an orphan too, and says so', () => {
    const trace = drawTrace(`
      x/a [0-30] #a
        x/b [10-20] #b
      x/o [5-25] #o ^lost
        x/p [6-25] #p`);
    const { result, problems } = criticalPath(trace, STRICT);
    expect(printSections(trace, result)).toBe('a [20-30], b [10-20], a [0-10], p [6-25], o [5-6]');
    expect(result.length).toBe(50e6);
    expect(printNotes(trace, result)).toBe('several-roots a o, orphan-root o');
    expect(problems).toContainEqual({ code: 'path.orphan-root', params: { spanId: 'o' }, count: 1 });
  });

  it('leaves out what follows from its parent, with its subtree, and shows it as asynchronous', () => {
    const trace = drawTrace(`
      x/a [0-30] #a
        x/mail [5-29] follows-from #mail
          x/smtp [6-28] #smtp
        x/b [10-20] #b`);
    const { result } = criticalPath(trace, STRICT);
    expect(printPath(trace, result)).toBe('a 20, b 10');
    expect([...result.asynchronous]).toEqual([0, 1, 1, 0]);
    expect(printNotes(trace, result)).toBe('asynchronous mail');
  });

  it('keeps a consumer that is a root', () => {
    expect(sectionsOf('x/a [0-30] consumer #a')).toBe('a [0-30]');
  });

  it('keeps both spans of an ID, the first with the children', () => {
    const trace = makeTrace({
      spans: [
        { id: 'a', service: 'x', start: 0, end: 30 },
        { id: 'b', parent: 'a', service: 'x', start: 5, end: 10 },
        { id: 'b', parent: 'a', service: 'x', start: 15, end: 20 },
        { id: 'c', parent: 'b', service: 'x', start: 6, end: 8 },
      ],
    });
    const { result } = criticalPath(trace, STRICT);
    expect(printSections(trace, result)).toBe('a [20-30], b [15-20], a [10-15], b [8-10], c [6-8], b [5-6], a [0-5]');
    expect(result.notes).toEqual([{ kind: 'duplicate', spans: Int32Array.of(2) }]);
  });

  it('cuts a circle of parents and names all of it', () => {
    const trace = makeTrace({
      spans: [
        { id: 'a', parent: 'c', service: 'x', start: 0, end: 30 },
        { id: 'b', parent: 'a', service: 'x', start: 5, end: 10 },
        { id: 'c', parent: 'b', service: 'x', start: 6, end: 8 },
      ],
    });
    const { result } = criticalPath(trace, STRICT);
    expect(printSections(trace, result)).toBe('a [10-30], b [8-10], c [6-8], b [5-6], a [0-5]');
    expect(printNotes(trace, result)).toBe('cycle a b c');
  });

  it('says which spans ended before they started', () => {
    const trace = drawTrace(`
      x/a [0-30] #a
        x/b [10-5] #b`);
    const { result } = criticalPath(trace, STRICT);
    expect(printSections(trace, result)).toBe('a [10-30], a [0-10]');
    expect(printNotes(trace, result)).toBe('negative-duration b');
  });

  it('has an empty path for an empty trace', () => {
    const { result, problems } = criticalPath(makeTrace({ spans: [] }), STRICT);
    expect([result.path.length, result.sections.size, result.length, problems]).toEqual([0, 0, 0, []]);
  });
});
