import fc from 'fast-check';
import type { BreakerState, CallCounts, StateInterval } from '../../../engine/breaker';
import { nanos } from '../../../engine/units';
import { boxAt, intervalAt, LEAST_WIDTH, makeBoxes } from './boxes';
import { makeStrip, pieceAt } from './strip';
import { breakers } from '../testing/lanes';
import { tileShape } from './tiles';

const window = { from: nanos(0), to: nanos(100e9) };
const intervals = (states: string) => breakers(`measured a>b ${states}`)[0]?.intervals ?? [];

describe('boxes', () => {
  it('are where their intervals are', () => {
    const boxes = makeBoxes(intervals('--##v-----'), window, 1000);
    expect(boxes.map(({ state, x, width }) => [state, x, width])).toEqual([
      ['closed', 0, 200],
      ['open', 200, 200],
      ['half-open', 400, 100],
      ['closed', 500, 500],
    ]);
  });

  it('are cut at the window', () => {
    const later = { from: nanos(30e9), to: nanos(60e9) };
    expect(makeBoxes(intervals('--##v-----'), later, 300).map(({ state, x, width }) => [state, x, width])).toEqual([
      ['open', 0, 100],
      ['half-open', 100, 100],
      ['closed', 200, 100],
    ]);
  });

  it('of a short interval can still be seen, over its neighbours', () => {
    const boxes = makeBoxes(intervals('----#-----'), window, 8);
    expect(boxes.at(-1)).toMatchObject({ state: 'open', width: LEAST_WIDTH, interval: 1 });
  });

  it('that share a pixel are that of the worst, and say how many they are', () => {
    const [box] = makeBoxes(intervals('v#-D.-v#v-'), window, 2).slice(-1);
    expect(box).toMatchObject({ state: 'open', count: 10 });
  });

  it('are never more than there are pixels, and lose no opening', () => {
    const states = fc.array(fc.constantFrom<BreakerState>('closed', 'open', 'half-open', 'unknown'), {
      minLength: 1,
      maxLength: 400,
    });
    fc.assert(
      fc.property(states, fc.integer({ min: 10, max: 300 }), (list, width) => {
        const end = 100e9 / list.length;
        const all = list.map((state, at): StateInterval => ({
          state,
          start: nanos(at * end),
          end: nanos((at + 1) * end),
          confidence: 1,
          evidence: [],
        }));
        const boxes = makeBoxes(all, window, width);
        expect(boxes.length).toBeLessThanOrEqual(width + 2);
        expect(boxes.reduce((sum, { count }) => sum + count, 0)).toBe(all.length);
        expect(boxes.some(({ state }) => state === 'open')).toBe(list.includes('open'));
      })
    );
  });

  it('are hit a little beside them when they are short', () => {
    const boxes = makeBoxes(intervals('------#---'), window, 12);
    expect(boxAt(boxes, 5)?.state).toBe('open');
    expect(boxAt(boxes, 1)?.state).toBe('closed');
    expect(boxAt([], 1)).toBeUndefined();
  });

  it('are found by time', () => {
    const all = intervals('--##------');
    expect([0, 19e9, 20e9, 39e9, 40e9, 1e12, -1].map((time) => intervalAt(all, time))).toEqual([0, 0, 1, 1, 2, 2, 0]);
  });
});

describe('the strip', () => {
  const counts = (calls: readonly number[], failed: readonly number[], rejected: readonly number[]): CallCounts => ({
    start: Float64Array.from(calls, (_, at) => at * 10e9),
    end: Float64Array.from(calls, (_, at) => (at + 1) * 10e9),
    calls: Float64Array.from(calls),
    failed: Float64Array.from(failed),
    rejected: Float64Array.from(rejected),
  });

  it('has the share that failed of what was let through, and the share that was refused of all', () => {
    const pieces = makeStrip(counts([10, 4, 0], [0, 3, 0], [0, 4, 7]), window, 1000);
    expect(pieces.map(({ x, width, failureRate, refused }) => [x, width, failureRate, refused])).toEqual([
      [0, 100, 0, 0],
      [100, 100, 0.75, 0.5],
      [200, 100, undefined, 1],
    ]);
  });

  it('adds up what shares a pixel: no call is lost', () => {
    const many = Array.from({ length: 10 }, () => 3);
    const pieces = makeStrip(counts(many, many, many), window, 6);
    expect(pieces.length).toBeLessThan(4);
    expect(pieces.reduce((sum, { calls }) => sum + calls, 0)).toBe(30);
    expect(pieces.every(({ failureRate, refused }) => failureRate === 1 && refused === 0.5)).toBe(true);
  });

  it('says nothing of what nobody counted', () => {
    const { start, end, rejected } = counts([1, 1], [0, 0], [2, 8]);
    const pieces = makeStrip({ start, end, rejected }, window, 1000);
    expect(pieces.map(({ failureRate, refused }) => [failureRate, refused])).toEqual([
      [undefined, 0.25],
      [undefined, 1],
    ]);
  });

  it('passes over gaps', () => {
    const pieces = makeStrip(counts([NaN, 2], [NaN, 1], [0, 0]), window, 1000);
    expect(pieces.map(({ failureRate }) => failureRate)).toEqual([undefined, 0.5]);
    expect(pieceAt(pieces, 150)?.calls).toBe(2);
    expect(pieceAt(pieces, 999)).toBeUndefined();
  });
});

describe('tiles', () => {
  it.each([
    [1, 1200, 700],
    [6, 1200, 700],
    [40, 1200, 700],
    [100, 1500, 900],
  ])('%i fit on %i x %i', (count, width, height) => {
    const shape = tileShape(count, { width, height });
    expect(shape.scrolls).toBe(false);
    expect(Math.ceil(count / shape.columns) * shape.height).toBeLessThanOrEqual(height);
    expect(shape.columns * shape.width).toBeLessThanOrEqual(width);
  });

  it('that do not fit scroll, and can still be read', () => {
    expect(tileShape(200, { width: 500, height: 300 })).toMatchObject({ scrolls: true, columns: 3, height: 52 });
  });
});
