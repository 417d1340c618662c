import { drawTrace, EPOCH, makeLogs } from '../../../pkg/testkit';
import { logClocks, type LogClocks } from './log-clock';
import { judgeLogClock } from './verdict';

const HOUR_MS = 3_600_000;

/** A hundred requests, each with a line of `shop`, stamped by a clock that is ahead by so many milliseconds. */
function linesAhead(ms: number): LogClocks {
  const rows = Array.from({ length: 100 }, (_, row) => row + 1);
  const traces = rows.map((row) =>
    drawTrace(`shop/serve [${row * 1000}-${row * 1000 + 20}] server #00000000000000aa`, { traceId: row.toString(16) })
  );
  const lines = rows.map((row) => ({
    at: row * 1000 + (row % 20) + 0.3 + ms,
    service: 'shop',
    line: 'said something',
    labels: { trace_id: row.toString(16).padStart(32, '0'), span_id: '00000000000000aa' },
  }));
  return logClocks(traces, [makeLogs(lines)], EPOCH);
}

describe('logClocks', () => {
  it('finds nothing wrong with lines inside their spans', () => {
    const { clocks, violationCount } = linesAhead(0);
    expect(clocks).toHaveLength(1);
    expect(clocks[0]).toMatchObject({ service: 'shop', lines: 100, outliers: 0, hours: undefined });
    expect(clocks.map((clock) => judgeLogClock(clock).level)).toEqual(['info']);
    expect(violationCount).toBe(0);
  });

  it.each([
    [-8, -8],
    [5.5, 5.5],
    [1, 1],
  ])('names a slip of %d hours', (hours, named) => {
    const { clocks, violations } = linesAhead(hours * HOUR_MS);
    expect(clocks.map((clock) => [clock.hours, judgeLogClock(clock)])).toEqual([
      [named, expect.objectContaining({ level: 'warning', advice: 'zone' })],
    ]);
    expect(violations).toHaveLength(100);
    expect(violations[0]).toMatchObject({ kind: 'log-outside-span', childSpanId: '', childService: 'shop' });
  });

  it('does not take another offset for a time zone', () => {
    expect(linesAhead(20 * 60_000).clocks.map(({ hours }) => hours)).toEqual([undefined]);
  });

  it('passes over lines whose trace or span is not known', () => {
    const lines = [
      { at: 1, service: 'shop', line: 'no ids' },
      { at: 1, service: 'shop', line: 'lost', labels: { trace_id: 'f'.repeat(32), span_id: '00000000000000aa' } },
    ];
    expect(logClocks([drawTrace('shop/a [0-1]')], [makeLogs(lines)], EPOCH).clocks).toEqual([]);
  });
});
