import { drawTrace } from '../../../pkg/testkit';
import { clockAt, correctTrace, shiftAt } from './correct';
import { defaultNodeRules, nodesOf } from './node';

const MS = 1e6;
const still = { drift: 0, steps: [] };

describe('correctTrace', () => {
  const trace = drawTrace(`
    web/call [100-160] client host.name=a
      shop/serve [90-140] server host.name=b
        db/ask [95-110] client host.name=c
  `);
  const nodes = nodesOf(trace, defaultNodeRules);
  const clocks = new Map([
    ['a', { offset: 0, low: 0, high: 0, ...still }],
    ['b', { offset: -15 * MS, low: -16 * MS, high: -14 * MS, ...still }],
  ]);

  it('moves each span by its clock, keeps lengths, and records every shift', () => {
    const before = Float64Array.from(trace.start);
    const corrected = correctTrace(trace, nodes, clocks, { at: 0, shift: 0 });
    expect([...corrected.shift]).toEqual([0, -15 * MS, 0]);
    expect([...corrected.unknown]).toEqual([0, 0, 1]);
    expect(corrected.moved).toBe(1);
    expect(corrected.trace.duration).toBe(trace.duration);
    // Pure: what was given stays.
    expect(trace.start).toEqual(before);
    const start = (row: number): bigint => corrected.trace.origin + BigInt(corrected.trace.start[row] ?? 0);
    expect(Number(start(1) - start(0))).toBe(5 * MS);
    expect(Math.min(...corrected.trace.start)).toBe(0);
  });

  it('goes back to the original by its record', () => {
    const { trace: moved, shift } = correctTrace(trace, nodes, clocks, { at: 0, shift: 0 });
    const back = Array.from(moved.start, (time, row) => moved.origin + BigInt(time + (shift[row] ?? 0)));
    expect(back).toEqual(Array.from(trace.start, (time) => trace.origin + BigInt(time)));
  });

  it('gives the trace itself where nothing moves', () => {
    expect(correctTrace(trace, nodes, new Map(), { at: 0, shift: 0 }).trace).toBe(trace);
  });
});

describe('clockAt', () => {
  it('adds what a clock drifted and was set by in between, in both directions', () => {
    const clock = { offset: 10, drift: 1e-3, steps: [{ at: 2000, by: 7 }] };
    expect(clockAt(clock, 1000, 1000)).toBe(10);
    expect(clockAt(clock, 1000, 3000)).toBe(19);
    expect(clockAt(clock, 3000, 1000)).toBe(1);
  });
});

describe('shiftAt', () => {
  const ahead = { offset: 10, low: 4, high: 16, drift: 0, steps: [] };

  it('moves nothing that might land farther from the truth than it was', () => {
    // The true offset may be 4: moved by 10 the error would be 6, unmoved it is 4.
    expect(shiftAt(ahead, 0, 100)).toBe(0);
    expect(shiftAt({ ...ahead, low: 5 }, 0, 100)).toBe(10);
    expect(shiftAt({ ...ahead, offset: -10, low: -16, high: -4 }, 0, 100)).toBe(0);
    expect(shiftAt({ ...ahead, offset: -10, low: -16, high: -5 }, 0, 100)).toBe(-10);
    expect(shiftAt({ ...ahead, offset: 0, low: -1, high: 1 }, 0, 100)).toBe(0);
  });

  it('judges by the offset of the moment: a clock that is right before a step and wrong after it', () => {
    const set = { offset: 0, low: -1, high: 1, drift: 0, steps: [{ at: 1000, within: 20, by: 50 }] };
    expect(shiftAt(set, 0, 900)).toBe(0);
    expect(shiftAt(set, 0, 1100)).toBe(50);
  });

  it('does not know a clock while it is being set, nor one without an estimate', () => {
    const set = { offset: 0, low: -1, high: 1, drift: 0, steps: [{ at: 1000, within: 20, by: 50 }] };
    expect(shiftAt(set, 0, 995)).toBeUndefined();
    expect(shiftAt(undefined, 0, 995)).toBeUndefined();
  });
});
