import fc from 'fast-check';

import { makeTrace, type SpanDraft } from '../../../pkg/testkit';
import type { SpanKind, Trace } from '../model';
import {
  type CriticalPath,
  criticalPath,
  dragAndSlack,
  errorRoots,
  type PathOptions,
  selfTimes,
  sequentialSiblings,
  timesByOperation,
  whereTimeWent,
} from '.';

const KINDS: readonly SpanKind[] = ['unspecified', 'client', 'server', 'producer', 'consumer', 'internal'];
const OPTIONS: readonly PathOptions[] = [
  { rule: 'last-finishing' },
  { rule: 'last-finishing', backToBack: 'inclusive' },
  { rule: 'tolerant' },
];

/** Parents may be missing, the span itself, or below it; IDs may repeat; times may touch, stick out or run backwards. */
const forest: fc.Arbitrary<readonly SpanDraft[]> = fc
  .array(
    fc.record({
      id: fc.integer({ min: 0, max: 40 }),
      parent: fc.option(fc.integer({ min: 0, max: 44 }), { nil: undefined, freq: 6 }),
      start: fc.integer({ min: -20, max: 100 }),
      length: fc.oneof(fc.integer({ min: -10, max: 60 }), fc.constant(0)),
      kind: fc.constantFrom(...KINDS),
      followsFrom: fc.boolean(),
      error: fc.boolean(),
      host: fc.constantFrom('', 'h1', 'h2'),
      service: fc.constantFrom('x', 'y', ''),
    }),
    { maxLength: 45 }
  )
  .map((spans) =>
    spans.map(({ id, parent, start, length, kind, followsFrom, error, host, service }): SpanDraft => ({
      id: `s${id}`,
      parent: parent === undefined ? '' : `s${parent}`,
      service,
      operation: `op${id % 5}`,
      start,
      end: start + length,
      kind,
      followsFrom: followsFrom && id % 4 === 0,
      status: error ? 'error' : 'unset',
      resource: host === '' ? {} : { hostname: host },
    }))
  );

function frozen(trace: Trace): string {
  const { details: _, ...columns } = trace;
  return JSON.stringify(columns, (__, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
}

function sumOf({ sections }: CriticalPath): number {
  return sections.end.reduce((sum, end, i) => sum + end - (sections.start[i] ?? 0), 0);
}

/** What is wrong with a path, row by row; tests look at nothing but whether it is empty. */
function faultsOf(trace: Trace, path: CriticalPath): readonly string[] {
  const { dragInclusive, dragExclusive, slack } = dragAndSlack(trace, path);
  const faults = Array.from(path.path).flatMap((row) => {
    const own = path.exclusive[row] ?? NaN;
    const checks = {
      left: path.asynchronous[row] === 0 && path.outside[row] === 0,
      slack: slack[row] === 0,
      own: own >= 0 && own <= (path.inclusive[row] ?? NaN),
      drag: (dragInclusive[row] ?? NaN) >= 0 && (dragExclusive[row] ?? NaN) >= 0 && (dragExclusive[row] ?? NaN) <= own,
    };
    return Object.entries(checks).flatMap(([name, holds]) => (holds ? [] : [`${name} of ${row}`]));
  });
  const isOnce = new Set(path.path).size === path.path.length;
  const isMarked = path.onPath.reduce((sum, bit) => sum + bit, 0) === path.path.length;
  const hasRoots = path.roots.every((row) => path.onPath[row] === 1);
  return [...faults, ...(isOnce && isMarked && hasRoots ? [] : ['path'])];
}

/** Under last-finishing each section begins where the one before it ended, but for the first of each root. */
function gapsOf(trace: Trace, { sections, onPath, roots }: CriticalPath): readonly string[] {
  const { span, start, end } = sections;
  const ends = new Set(Array.from(roots, (row) => (trace.start[row] ?? 0) + (trace.duration[row] ?? 0)));
  return Array.from(span).flatMap((row, i) => {
    const begins = end[i] === start[i - 1] || ends.has(end[i] ?? NaN);
    return begins && (end[i] ?? NaN) > (start[i] ?? NaN) && onPath[row] === 1 ? [] : [`section ${i}`];
  });
}

describe('any forest', () => {
  it('is answered by both rules, and is not changed', () => {
    fc.assert(
      fc.property(forest, (spans) => {
        const trace = makeTrace({ spans });
        const before = frozen(trace);
        const faults = OPTIONS.flatMap((options) => {
          const { result: path } = criticalPath(trace, options);
          sequentialSiblings(trace, path);
          whereTimeWent(trace, path);
          timesByOperation(trace, path);
          return faultsOf(trace, path);
        });
        errorRoots(trace);
        expect(faults).toEqual([]);
        expect(frozen(trace)).toBe(before);
      }),
      { numRuns: 300, seed: 5 }
    );
  });

  it('has sections under last-finishing that go on without a gap and sum to the roots', () => {
    fc.assert(
      fc.property(forest, fc.constantFrom('strict' as const, 'inclusive' as const), (spans, backToBack) => {
        const trace = makeTrace({ spans });
        const { result: path } = criticalPath(trace, { rule: 'last-finishing', backToBack });
        expect(sumOf(path)).toBe(path.length);
        expect(gapsOf(trace, path)).toEqual([]);
      }),
      { numRuns: 300, seed: 6 }
    );
  });

  it('has self times between nothing and the length of the span', () => {
    fc.assert(
      fc.property(forest, (spans) => {
        const trace = makeTrace({ spans });
        const self = selfTimes(trace);
        expect(self.every((time, row) => time >= 0 && time <= (trace.duration[row] ?? NaN))).toBe(true);
      }),
      { seed: 7 }
    );
  });

  it('is walked a thousand deep, in any order of rows', () => {
    const spans = Array.from({ length: 1000 }, (_, depth): SpanDraft => ({
      id: `d${depth}`,
      parent: depth === 0 ? '' : `d${depth - 1}`,
      service: 'x',
      start: depth,
      end: 3000 - depth,
    }));
    for (const rows of [spans, [...spans].reverse()]) {
      const trace = makeTrace({ spans: rows });
      for (const options of OPTIONS) {
        const { result } = criticalPath(trace, options);
        expect(result.path.length).toBe(1000);
        expect(trace.spanId[result.path[999] ?? -1]).toBe('d999');
        expect(result.exclusive[result.path[999] ?? -1]).toBe(1002e6);
      }
    }
  });

  it('is walked with a hundred thousand children of one span, and with a chain of as many', () => {
    const size = 100_000;
    const base = makeTrace({ spans: [{ id: 'a', service: 'x', start: 0, end: 1 }] });
    const columns = {
      ...base,
      size,
      spanId: Array.from({ length: size }, (_, row) => String(row)),
      parentSpanId: Array.from({ length: size }, (_, row) => (row === 0 ? '' : 'p')),
      service: new Int32Array(size),
      operation: Array.from({ length: size }, () => 'op'),
      flags: new Uint8Array(size),
      kind: Array.from({ length: size }, (): SpanKind => 'internal'),
      status: Array.from({ length: size }, () => 'unset' as const),
      statusMessage: Array.from({ length: size }, () => ''),
    };
    const flat: Trace = {
      ...columns,
      parent: new Int32Array(size).fill(0).fill(-1, 0, 1),
      start: Float64Array.from({ length: size }, (_, row) => row * 10),
      duration: new Float64Array(size).fill(8).fill(size * 10, 0, 1),
    };
    const chain: Trace = {
      ...columns,
      parent: Int32Array.from({ length: size }, (_, row) => row - 1),
      start: Float64Array.from({ length: size }, (_, row) => row),
      duration: Float64Array.from({ length: size }, (_, row) => 2 * (size - row)),
    };
    for (const trace of [flat, chain]) {
      for (const options of OPTIONS) {
        const { result } = criticalPath(trace, options);
        expect(result.path.length).toBe(size);
        expect(Number.isNaN(dragAndSlack(trace, result).slack[size - 1])).toBe(false);
      }
    }
  });
});
