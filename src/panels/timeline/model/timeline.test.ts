import { drawTrace, makeExemplar, makeLogs, makeSeries } from '../../../../pkg/testkit';
import { draftTimeline, printRows, reportLine } from '../testing/fixture';
import { findItem, itemKey } from './items';
import { itemMessage } from './message';
import { Severity } from './types';

describe('lanes', () => {
  it('are services in call order, with spans nested in as few rows as fit', () => {
    const timeline = draftTimeline({
      traces: [
        `
        frontend/GET [0-100] server
          frontend/call [5-95] client
            checkout/place [10-90] server
              checkout/a [12-30] client
              checkout/b [31-60] client
              checkout/c [40-80] client
          frontend/render [96-99]
        `,
      ],
    });
    expect(printRows(timeline)).toBe(
      ['frontend', '  GET', '  call render', 'checkout', '  place', '  a b', '  c'].join('\n')
    );
  });

  it('put a child below its parent even when the parent had to move down', () => {
    const timeline = draftTimeline({
      traces: ['a/one [0-100]', 'a/two [10-90]\n  a/child [20-30]'],
    });
    expect(printRows(timeline)).toBe(['a', '  one', '  two', '  child'].join('\n'));
  });

  it('keep a lane for a service that is known from metrics only', () => {
    const timeline = draftTimeline({ traces: ['a/x [0-10]'], series: [makeSeries({ service: 'b', values: [1, 2] })] });
    expect(timeline.lanes.map((lane) => [lane.service.key, lane.spans, lane.strips.length])).toEqual([
      ['a', 1, 0],
      ['b', 0, 1],
    ]);
  });
});

describe('extent', () => {
  it('covers spans and lines of the ID, with a margin', () => {
    const { extent, zero } = draftTimeline({
      id: 'req_1',
      traces: ['a/x [0-100]'],
      lines: [{ at: 200, service: 'a', line: 'x' }],
    });
    expect([extent.from / 1e6, extent.to / 1e6]).toEqual([-6, 206]);
    expect(zero).toBe(0);
  });

  it('leaves out lines of plain frames that belong to no trace', () => {
    const lines = [
      { at: -50_000, service: 'a', line: 'long before' },
      { at: 120, service: 'a', line: 'of the trace', labels: { trace_id: '1'.padStart(32, '0') } },
    ];
    const { extent, zero, origin } = draftTimeline({ traces: ['a/x [0-100]'], lines });
    const epoch = draftTimeline({ traces: ['a/x [0-100]'] }).origin;
    const offset = Number(epoch - origin) / 1e6;
    expect(zero / 1e6).toBe(offset);
    expect(Math.round(extent.from / 1e6 - offset)).toBe(-4);
    expect(Math.round(extent.to / 1e6 - offset)).toBe(124);
  });

  it('is the dashboard range when there are only metrics', () => {
    const { extent } = draftTimeline({ series: [makeSeries({ service: 'a', values: [1] })] });
    expect((extent.to - extent.from) / 1e9).toBe(120);
  });
});

describe('first failure', () => {
  const of = (text: string) => {
    const timeline = draftTimeline({ traces: [text] });
    const found = timeline.firstFailure;
    return found && [itemMessage(timeline, found.item), found.abandoned?.key];
  };

  it('is the deepest error when it travelled upwards', () => {
    expect(of('a/top [0-100] error\n  b/middle [10-90] error\n    c/bottom [20-80] error')).toEqual([
      'bottom',
      undefined,
    ]);
  });

  it('is the caller that gave up when the callee failed only later', () => {
    expect(of('a/call [0-50] error client\n  b/work [1-100] error')).toEqual(['call', 'b']);
  });

  it('names nobody when nothing failed', () => {
    expect(of('a/x [0-10]')).toBeUndefined();
  });

  it('does not blame a callee whose clock is off', () => {
    expect(of('a/call [10-50] error client\n  b/work [5-100]')).toEqual(['call', undefined]);
  });
});

describe('what is missing', () => {
  it('tells a signal that found nothing from one that failed and one that nobody asked for', () => {
    const presence = (state: 'done' | 'empty' | 'failed' | 'loading' | 'skipped') =>
      draftTimeline({ traces: ['a/x [0-1]'], report: [reportLine({ signal: 'logs', state })] }).presence.logs;
    expect(presence('empty')).toBe('empty');
    expect(presence('failed')).toBe('failed');
    expect(presence('loading')).toBe('loading');
    expect(presence('skipped')).toBe('not-asked');
    expect(draftTimeline({ traces: ['a/x [0-1]'] }).presence).toEqual({
      traces: 'present',
      logs: 'not-asked',
      metrics: 'not-asked',
    });
  });

  it('counts orphans, and knows where answers were cut', () => {
    const trace = drawTrace('a/x [0-10]\na/lost [2-5] ^gone', { partial: true });
    const table = makeLogs(
      [
        { at: 3, service: 'a', line: 'one' },
        { at: 7, service: 'a', line: 'two' },
      ],
      { limitReached: 2 }
    );
    const timeline = draftTimeline({ traces: [trace], table });
    expect(timeline.lanes[0]?.orphans).toBe(1);
    expect(timeline.tears).toEqual([
      { time: 7e6, side: 'after', signal: 'logs', limit: 2 },
      { time: 10e6, side: 'after', signal: 'traces', limit: undefined },
    ]);
  });
});

describe('strips', () => {
  it('show the highest quantile first, and what was usual against what holds for the request', () => {
    const series = [
      makeSeries({
        service: 'a',
        signal: 'traffic',
        name: 'rps',
        from: -20_000,
        intervalMs: 5000,
        values: [3, 3, 3, 3, 3, 4],
      }),
      makeSeries({ service: 'a', signal: 'latency', quantile: 0.5, name: 'p50', values: [1] }),
      makeSeries({
        service: 'a',
        signal: 'latency',
        quantile: 0.99,
        name: 'p99',
        from: -20_000,
        intervalMs: 5000,
        values: [1, 2, null, 1, 5, 8, 9],
      }),
    ];
    const [strip, second] = draftTimeline({ traces: ['a/x [1000-6000]'], series, strips: 2 }).lanes[0]?.strips ?? [];
    expect(strip?.series.quantile).toBe(0.99);
    // The samples at -20 to 0 s lie before the request; the one at +10 s is the first after its end.
    expect([strip?.before, strip?.during, strip?.max, strip?.more]).toEqual([1.5, 9, 9, 1]);
    expect(second?.series.signal).toBe('traffic');
  });
});

describe('items', () => {
  it('are sorted by time, and keep their keys when earlier rows arrive', () => {
    const before = draftTimeline({
      traces: ['a/x [10-20] error'],
      lines: [{ at: 15, service: 'a', line: 'late', level: 'error', id: 'l1' }],
    });
    const after = draftTimeline({
      traces: ['a/x [10-20] error'],
      lines: [
        { at: 5, service: 'b', line: 'early', id: 'l0' },
        { at: 15, service: 'a', line: 'late', level: 'error', id: 'l1' },
      ],
      exemplars: [makeExemplar(12, 'ab', { service: 'a' })],
    });
    expect([...before.items.time]).toEqual([0, 5e6]);
    expect([...after.items.time]).toEqual([0, 5e6, 7e6, 10e6]);
    for (let item = 0; item < before.items.size; item++) {
      const key = itemKey(before, item);
      const found = findItem(after, key);
      expect(itemKey(after, found)).toBe(key);
      expect(itemMessage(after, found)).toBe(itemMessage(before, item));
    }
    expect([...after.items.severity]).toContain(Severity.Error);
    expect(findItem(after, 'log:gone')).toBe(-1);
  });
});
