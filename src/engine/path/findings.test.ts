import { drawTrace } from '../../../pkg/testkit';
import type { Trace } from '../model';
import {
  anomalies,
  bottlenecks,
  type CriticalPath,
  criticalPath,
  errorRoots,
  selfTimes,
  sequentialSiblings,
  timesByOperation,
  timesByService,
  whereTimeWent,
} from '.';
import { printTimes } from './testing/print-path';

const MS = 1e6;

function analysed(text: string): { readonly trace: Trace; readonly path: CriticalPath } {
  const trace = drawTrace(text);
  return { trace, path: criticalPath(trace, { rule: 'last-finishing' }).result };
}

const SHOP = `
  frontend/GET-/cart [0-100] server #a
    frontend/call-checkout [10-90] client #b
      checkout/charge [20-80] server #c
        checkout/query [30-50] client db.system=postgresql #d
        checkout/query [50-70] client db.system=postgresql #e
    frontend/render [95-99] #f`;

describe('times', () => {
  it('of a span without its children are its own; overlapping children count once, asynchronous ones not at all', () => {
    const { trace } = analysed(`
      x/a [0-100] #a
        x/b [10-50] #b
        x/c [30-60] #c
        x/d [90-120] #d
        x/e [60-80] follows-from #e`);
    expect(printTimes(trace, selfTimes(trace))).toBe('a 40, b 40, c 30, d 30, e 20');
  });

  it('are summed by service: spans inside one another count once in the total', () => {
    const { trace, path } = analysed(SHOP);
    const rows = timesByService(trace, path).map(({ service, total, self, onPath, share, spans }) => ({
      service: trace.services[service]?.key,
      total: total / MS,
      self: self / MS,
      onPath: onPath / MS,
      share,
      spans,
    }));
    expect(rows).toEqual([
      { service: 'checkout', total: 60, self: 60, onPath: 60, share: 0.6, spans: 3 },
      { service: 'frontend', total: 100, self: 40, onPath: 40, share: 0.4, spans: 3 },
    ]);
  });

  it('are summed by operation', () => {
    const { trace, path } = analysed(SHOP);
    const rows = timesByOperation(trace, path).map(({ operation, onPath, spans }) => [operation, onPath / MS, spans]);
    // The first query ends when the second starts: Jaeger's rule does not see it.
    expect(rows).toEqual([
      ['charge', 40, 1],
      ['query', 20, 2],
      ['call-checkout', 20, 1],
      ['GET-/cart', 16, 1],
      ['render', 4, 1],
    ]);
  });

  it('are shared out: own, waiting for whom, unknown', () => {
    const { trace, path } = analysed(`${SHOP}
  mailer/late [130-150] #g`);
    const rows = whereTimeWent(trace, path).map(({ service, kind, peer, time, spans }) => [
      trace.services[service]?.key,
      kind,
      peer,
      time / MS,
      spans,
    ]);
    expect(rows).toEqual([
      ['checkout', 'own', undefined, 40, 1],
      [undefined, 'unknown', undefined, 30, 0],
      ['frontend', 'own', undefined, 20, 2],
      ['frontend', 'waiting', 'checkout', 20, 1],
      ['checkout', 'waiting', 'postgresql', 20, 1],
      ['mailer', 'own', undefined, 20, 1],
    ]);
    expect(whereTimeWent(trace, path).reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
  });
});

describe('bottlenecks', () => {
  it('are operations with more than a fifth of the request, all their spans together', () => {
    const { trace, path } = analysed(`
      x/a [0-100] #a
        x/wait [0-10] #w
        x/loop [11-30] #l1
        x/loop [31-50] #l2
        x/other [51-99] #o`);
    const found = bottlenecks(trace, path).map(({ operation, time, share, spans }) => [
      operation,
      time / MS,
      share,
      spans,
    ]);
    expect(found).toEqual([
      ['other', 48, 0.48, [4]],
      ['loop', 38, 0.38, [3, 2]],
    ]);
    expect(bottlenecks(trace, path, { share: 0.4 })).toHaveLength(1);
    expect(bottlenecks(trace, path, { share: 0.48 })).toHaveLength(0);
  });
});

describe('anomalies', () => {
  it('are spans above the P99 of their operation, high above twice that', () => {
    const { trace } = analysed(`
      x/a [0-100] #a
        x/b [0-50] #b
        x/b [50-71] #c
        x/b [80-90] #d
        x/new [90-99] #e`);
    const history = [
      { service: 'x', operation: 'a', p99: 100 * MS },
      { service: 'x', operation: 'b', p99: 20 * MS },
      { service: 'y', operation: 'new', p99: 1 },
    ];
    expect(anomalies(trace, history).map(({ span, ratio, severity }) => [trace.spanId[span], ratio, severity])).toEqual(
      [
        ['b', 2.5, 'high'],
        ['c', 1.05, 'raised'],
      ]
    );
  });
});

describe('errors', () => {
  it('are named by their deepest failing span, with how far they went', () => {
    const { trace } = analysed(`
      x/a [0-100] error #a
        x/b [0-50] error #b
          x/c [10-40] error #c
        x/d [50-70] #d
          x/e [51-60] error #e
        x/f [80-90] error #f`);
    const found = errorRoots(trace).map(({ span, surface, length, reachesRoot }) => [
      trace.spanId[span],
      trace.spanId[surface],
      length,
      reachesRoot,
    ]);
    expect(found).toEqual([
      ['c', 'a', 3, true],
      ['f', 'a', 2, true],
      ['e', 'e', 1, false],
    ]);
  });
});

describe('siblings in sequence', () => {
  const text = `
    x/a [0-100] #a
      x/b [0-20] #b
      x/c [21-60] #c
      x/d [61-90] #d`;

  it('are named with what running them side by side would save', () => {
    const { trace, path } = analysed(text);
    expect(sequentialSiblings(trace, path)).toEqual([{ parent: 0, spans: [1, 2, 3], saving: 49 * MS, basis: 'none' }]);
  });

  it('end where one is known to need another', () => {
    const { trace, path } = analysed(text);
    const order = { dependent: (_: Trace, earlier: number, later: number) => earlier === 1 && later === 2 };
    expect(sequentialSiblings(trace, path, order)).toEqual([
      { parent: 0, spans: [2, 3], saving: 29 * MS, basis: 'order' },
    ]);
  });
});
