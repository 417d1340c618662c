import { EPOCH, makeLogs, makeTrace } from '../../../../pkg/testkit';
import { changesOfLogs, changesOfTraces } from '..';
import { seconds } from '../testing/signals';

const MOVED_S = 301;

/** A request a second for ten minutes, on one of two zones in turn; from {@link MOVED_S} on nearly all in `b`. */
const traces = Array.from({ length: 600 }, (_, second) => {
  const late = second >= MOVED_S;
  const zone = late ? (second % 10 === 0 ? 'a' : 'b') : second % 2 === 0 ? 'a' : 'b';
  return makeTrace({
    traceId: (second + 1).toString(16),
    spans: [
      {
        id: 's',
        service: 'web',
        kind: 'server' as const,
        start: second * 1000,
        end: second * 1000 + 10,
        status: late && second % 5 === 0 ? ('error' as const) : ('unset' as const),
        attributes: late ? { 'error.type': 'PoolTimeout' } : {},
        resource: { 'service.version': late ? '2.0' : '1.9', 'cloud.availability_zone': zone },
      },
    ],
  });
});

describe('changes that spans tell of', () => {
  const options = {
    origin: EPOCH,
    baseline: { from: seconds(0), to: seconds(150) },
    window: { from: seconds(150), to: seconds(600) },
  };

  it('are versions and error types that were not there before, and requests that moved', () => {
    const found = changesOfTraces(traces, options);
    expect(found.map(({ kind, text, before }) => [kind, text, before])).toEqual([
      ['version', '2.0', '1.9'],
      ['error-type', 'PoolTimeout', undefined],
      ['traffic-shift', 'b', undefined],
    ]);
    expect(found[0]?.at).toBe(seconds(MOVED_S));
    expect(Math.abs((found[2]?.at ?? 0) - seconds(MOVED_S))).toBeLessThan(seconds(10));
  });

  it('are none where nothing changed', () => {
    expect(changesOfTraces(traces.slice(0, MOVED_S), options)).toEqual([]);
  });
});

describe('changes that lines tell of', () => {
  /** A line a second for ten minutes; from {@link MOVED_S} on every fourth tells of something new. */
  const logs = makeLogs(
    Array.from({ length: 600 }, (_, second) => ({
      at: second * 1000,
      service: 'web',
      level: 'info' as const,
      line:
        second >= MOVED_S && second % 4 === 0 ? `pool orders is exhausted after ${second} ms` : `order ${second} done`,
    }))
  );

  it('are templates that were not there before', () => {
    const found = changesOfLogs([logs], EPOCH);
    expect(found).toEqual([
      { kind: 'log-template', at: seconds(304), service: 'web', text: 'pool orders is exhausted after <n> ms' },
    ]);
  });

  it('are none in no lines', () => {
    expect(changesOfLogs([], EPOCH)).toEqual([]);
    expect(changesOfLogs([makeLogs([])], EPOCH)).toEqual([]);
  });
});
