import { EPOCH, makeSeries } from '../../../../pkg/testkit';
import type { Series } from '../../model';
import { nanos } from '../../units';
import type { EdgeOutcomes } from '../inference';
import { type CallDraft, makeEdge, series } from '../testing/calls';
import { resilienceFindings } from './index';

const window = { origin: EPOCH, end: nanos(600e9) };

function told(edges: readonly EdgeOutcomes[], metrics: readonly Series[] = []): readonly string[] {
  return resilienceFindings({ edges, series: metrics }, window).map(
    ({ kind, severity, message }) => `${kind} ${severity} ${JSON.stringify(message.params)}`
  );
}

describe('timeouts', () => {
  /** Every tenth call is given up after a second, while the callee works for three. */
  const givenUp = series(200, 1000, (row) =>
    row % 10 === 0 ? { ms: 1000 + (row % 3), outcome: 'failure', served: 3000 } : { ms: 50, served: 45 }
  );

  it('are too short where callers give up sooner than the callee takes at P99', () => {
    expect(told([makeEdge('shop', 'pay', givenUp)])).toEqual([
      'timeout-shorter-than-p99 critical {"caller":"shop","callee":"pay","operation":"op","timeoutNs":1001000000,"p99Ns":3000000000,"gaveUp":20,"calls":200}',
    ]);
  });

  it('are read from attributes where those state them', () => {
    const stated = givenUp.map((draft) => ({ ...draft, timeout: 900 }));
    expect(told([makeEdge('shop', 'pay', stated)])[0]).toContain('"timeoutNs":900000000');
  });

  it('are long enough where the callee is faster, or failed before', () => {
    const failed = series(200, 1000, (row) => ({
      ms: 50,
      served: 45,
      ...(row % 10 === 0 ? { outcome: 'failure' } : {}),
    }));
    const rare = series(400, 1000, (row) =>
      row < 3 ? { ms: 1000, outcome: 'timeout', served: 3000 } : { ms: 50, served: 45 }
    );
    expect(told([makeEdge('shop', 'pay', failed), makeEdge('shop', 'stock', rare)])).toEqual([]);
  });

  it('are missing where a caller waits out whatever the callee takes', () => {
    const slow = series(200, 1000, (row) => (row % 50 === 0 ? { ms: 12_000, served: 11_990 } : { ms: 50, served: 45 }));
    expect(told([makeEdge('shop', 'pay', slow)])).toEqual([
      'no-timeout warning {"caller":"shop","callee":"pay","operation":"op","slow":4,"longestNs":12000000000,"usualNs":50000000}',
    ]);
  });

  it('are not missing where the callee waited for somebody else', () => {
    const slow = series(200, 1000, (row) => (row % 50 === 0 ? { ms: 12_000, served: 11_990 } : { ms: 50, served: 45 }));
    const behind = slow.map((draft) => ({ ...draft, ms: (draft.ms ?? 0) - 5 }));
    expect(
      told([makeEdge('web', 'shop', slow), makeEdge('shop', 'pay', behind)]).map((line) => line.slice(0, 40))
    ).toEqual(['no-timeout warning {"caller":"shop","cal']);
  });
});

/** Requests of which each is tried so often, so many milliseconds after each failure. */
function retried(requests: number, attempts: number, pause: (request: number) => number): readonly CallDraft[] {
  return Array.from({ length: requests }, (_, request) =>
    Array.from({ length: attempts }, (__, attempt): CallDraft => ({
      at: request * 1000 + attempt * (100 + pause(request)),
      ms: 100,
      trace: String(request),
      outcome: attempt === attempts - 1 ? 'success' : 'failure',
      served: 90,
    }))
  ).flat();
}

describe('retries', () => {
  it('multiply along a path', () => {
    const jitter = (request: number): number => 50 + ((request * 37) % 100);
    const edges = [makeEdge('web', 'shop', retried(10, 3, jitter)), makeEdge('shop', 'pay', retried(10, 4, jitter))];
    expect(told(edges)).toEqual(['retries-multiply critical {"path":"web > shop > pay","hops":2,"product":12}']);
  });

  it('come without jitter after the same pause', () => {
    expect(
      told([
        makeEdge(
          'shop',
          'pay',
          retried(10, 2, () => 50)
        ),
      ])
    ).toEqual([
      'retries-without-jitter info {"caller":"shop","callee":"pay","retries":10,"gapNs":50000000,"together":1}',
    ]);
  });

  it('are none where calls went well before, or run side by side', () => {
    const two = series(40, 100, (row) => ({ trace: String(Math.floor(row / 2)) }));
    const sideBySide = series(40, 1, (row) => ({
      ms: 500,
      outcome: 'failure',
      trace: String(Math.floor(row / 2)),
      served: 400,
    }));
    expect(told([makeEdge('shop', 'pay', two), makeEdge('shop', 'stock', sideBySide)])).toEqual([]);
  });
});

describe('bulkheads', () => {
  it('are full where they refuse calls', () => {
    const drafts = series(100, 100, (row) => (row < 4 ? { outcome: 'rejected', refusedBy: 'bulkhead', ms: 0 } : {}));
    expect(told([makeEdge('shop', 'pay', drafts)])).toEqual([
      'bulkhead-full warning {"caller":"shop","callee":"pay","refused":4,"calls":100}',
    ]);
  });

  it('are full where work waits for a place in three samples in a row', () => {
    const pending = (values: readonly number[]): Series =>
      makeSeries({ service: 'shop', name: 'hikaricp_connections_pending', labels: { instance: 'a' }, values });
    expect(told([], [pending([0, 4, 9, 2, 0]), pending([0, 4, 0, 4, 0, 4])])).toEqual([
      'bulkhead-full warning {"service":"shop","metric":"hikaricp_connections_pending","most":9,"samples":3}',
    ]);
  });

  it('are full where no call is left', () => {
    const left = makeSeries({
      service: 'shop',
      name: 'resilience4j_bulkhead_available_concurrent_calls',
      values: [5, 0, 0, 0, 5],
    });
    expect(told([], [left])).toHaveLength(1);
  });
});
