import { traceIdOf } from '../../../pkg/testkit';
import { estimateOffset } from './offset';
import { explainer } from './explained';
import type { PairOffset } from './nodes';
import { drifting, talk } from './testing/exchanges';
import type { Violation } from './violations';

const MS = 1e6;

function pairOf(from: string, to: string, ms: number): PairOffset {
  const estimate = estimateOffset(talk({ seed: 1, exchanges: 200, offset: drifting(ms, 0) }), 0);
  if (estimate === undefined) {
    throw new Error('no estimate');
  }
  return { from, to, estimate };
}

function violation(kind: Violation['kind'], byMs: number, parentNode = 'a', childNode: string | undefined = 'b') {
  const ids = { traceId: traceIdOf('1'), parentSpanId: 'p', childSpanId: 'c' };
  return { ...ids, kind, by: byMs * MS, time: 0, parentNode, childNode, parentService: '', childService: '' };
}

describe('explainer', () => {
  const behind = explainer([pairOf('a', 'b', -20)]);

  it.each([
    ['child-before-parent', 15, 'yes'],
    ['child-before-parent', 20, 'possible'],
    ['child-before-parent', 25, 'no'],
    ['child-after-parent', 5, 'no'],
  ] as const)('%s by %i ms, of a clock 20 ms behind: %s', (kind, by, expected) => {
    expect(behind(violation(kind, by))).toBe(expected);
  });

  it('knows the clock from calls in the other direction too', () => {
    const ahead = explainer([pairOf('b', 'a', -20)]);
    expect(ahead(violation('child-after-parent', 15))).toBe('yes');
    expect(ahead(violation('child-before-parent', 15))).toBe('no');
  });

  it('never blames the clock of spans that share one, and says so where nothing is known', () => {
    expect(behind(violation('child-before-parent', 1, 'a', 'a'))).toBe('no');
    expect(behind(violation('child-before-parent', 1, 'a', 'c'))).toBe('unknown');
    expect(behind({ ...violation('child-before-parent', 1), childNode: undefined })).toBe('unknown');
  });

  it.each([
    [10, 'yes'],
    [20, 'possible'],
    [40, 'no'],
  ] as const)('a line %i ms outside its span, of a log clock 15 to 30 ms behind: %s', (by, expected) => {
    const clock = {
      ...{ service: 'shop', offset: -20 * MS, low: -30 * MS, high: -15 * MS },
      ...{ drift: 0, driftRange: { low: 0, high: 0 }, lines: 9, outliers: 0, hours: undefined },
    };
    const line = { ...violation('log-outside-span', by), parentNode: undefined, childNode: undefined };
    expect(explainer([], [clock])({ ...line, childService: 'shop' })).toBe(expected);
    const ahead = { ...clock, offset: 20 * MS, low: 15 * MS, high: 30 * MS };
    expect(explainer([], [ahead])({ ...line, childService: 'shop' })).toBe(expected);
    expect(explainer([], [clock])({ ...line, childService: 'cart' })).toBe('unknown');
  });
});
