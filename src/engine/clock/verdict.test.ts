import type { NodeOffset } from './nodes';
import { judgeNode, judgePair } from './verdict';

const MS = 1e6;

function node(lowMs: number, highMs: number, more: Partial<NodeOffset> = {}): NodeOffset {
  const offset = ((lowMs + highMs) / 2) * MS;
  const range = { low: lowMs * MS, high: highMs * MS };
  return { node: 'n', group: 0, drift: 0, steps: [], reference: false, offset, ...range, ...more };
}

describe('judgeNode', () => {
  it.each([
    [-1, 1, 'info', 'none'],
    [99, 101, 'info', 'none'],
    [101, 103, 'warning', 'sync'],
    [-345, -340, 'warning', 'sync'],
    [299_000, 300_500, 'warning', 'sync'],
    [300_001, 300_002, 'alarm', 'sync'],
    [-Infinity, Infinity, 'info', 'none'],
  ] as const)('between %d and %d ms: %s, %s', (low, high, level, advice) => {
    expect(judgeNode(node(low, high))).toMatchObject({ level, advice });
  });

  it('tells a clock that was set, and one that drifts, from one that is off', () => {
    const steps = [{ at: 0, within: 0, by: -250 * MS }];
    expect(judgeNode(node(-1, 1, { steps }))).toMatchObject({ level: 'warning', advice: 'step', atLeast: 250 * MS });
    expect(judgeNode(node(150, 151, { drift: 50e-6 }))).toMatchObject({ level: 'warning', advice: 'drift' });
  });
});

describe('judgePair', () => {
  it('allows two nodes twice what it allows one', () => {
    const reading = { drift: 0, driftRange: { low: 0, high: 0 } };
    expect(judgePair({ ...reading, offset: 180 * MS, low: 179 * MS, high: 181 * MS }).level).toBe('info');
    expect(judgePair({ ...reading, offset: 220 * MS, low: 219 * MS, high: 221 * MS }).level).toBe('warning');
  });
});
