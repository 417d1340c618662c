import fc from 'fast-check';
import { drawTrace, makeTrace, type SpanDraft } from '../../../pkg/testkit';
import type { Trace } from '../model';
import { finish } from '../steps';
import { criticalPath, type OperationCost, type OperationCostOptions, operationCosts } from '.';

const CHECKOUT = `
  frontend/checkout [0-1000] server
    cart/read [20-120]
    payment/charge [150-980] client
      payment/score [200-900]
    mail/send [400-420]
`;

function costsOf(trace: Trace, options: OperationCostOptions): readonly OperationCost[] {
  return finish(operationCosts(trace, criticalPath(trace, { rule: 'last-finishing' }).result, options));
}

const find = (costs: readonly OperationCost[], wanted: string) => costs.find(({ operation }) => operation === wanted);

/** Calls within calls, one after the other or side by side; every child lies within its parent. */
const request: fc.Arbitrary<readonly SpanDraft[]> = fc
  .array(fc.record({ up: fc.nat(), from: fc.nat(99), length: fc.nat(100), operation: fc.nat(3) }), { maxLength: 24 })
  .map((calls) => {
    const spans: Array<SpanDraft & { readonly start: number; readonly end: number }> = [
      { id: 's0', parent: '', service: 'a', operation: 'root', start: 0, end: 10_000 },
    ];
    for (const { up, from, length, operation } of calls) {
      const above = spans[up % spans.length];
      const start = (above?.start ?? 0) + Math.floor((((above?.end ?? 0) - (above?.start ?? 0)) * from) / 100);
      const end = Math.min(above?.end ?? 0, start + Math.floor((((above?.end ?? 0) - start) * length) / 100));
      spans.push({
        id: `s${spans.length}`,
        parent: above?.id ?? '',
        service: 'a',
        operation: `op${operation}`,
        start,
        end,
      });
    }
    return spans;
  });

describe('what operations cost', () => {
  it('is ranked by their time on the path, and re-timed', () => {
    const costs = costsOf(drawTrace(CHECKOUT), { faster: 0.2 });
    expect(costs[0]).toMatchObject({ service: 'payment', operation: 'score', time: 700e6, share: 0.7 });
    // Without it the mail decides: 440 ms instead of 1000.
    expect(costs[0]).toMatchObject({ drag: 560e6, saving: 140e6, basis: 'retimed' });
    expect(find(costs, 'send')).toBeUndefined();
  });

  it('is no more than another call leaves', () => {
    const costs = costsOf(drawTrace('a/root [0-100]\n  a/slow [0-90]\n  a/other [0-89]'), { faster: 0.5 });
    expect(find(costs, 'slow')).toMatchObject({ drag: 1e6, saving: 1e6 });
  });

  it('is a bound where the trace is not re-timed', () => {
    const trace = drawTrace('a/root [0-100]\n  a/slow [0-90]\n  a/other [0-89]');
    const costs = costsOf(trace, { faster: 0.5, retimed: 0 });
    expect(find(costs, 'slow')).toMatchObject({ drag: 90e6, saving: 45e6, basis: 'bound' });
  });

  it('is never more than the bound', () => {
    fc.assert(
      fc.property(request, fc.constantFrom(0.1, 0.5, 1), (spans, faster) => {
        const trace = makeTrace({ spans });
        const bounds = costsOf(trace, { faster, retimed: 0 });
        for (const { operation, drag, saving } of costsOf(trace, { faster, retimed: Infinity })) {
          const bound = find(bounds, operation);
          expect(drag).toBeLessThanOrEqual((bound?.drag ?? 0) + 1);
          expect(saving).toBeLessThanOrEqual((bound?.saving ?? 0) + 1);
        }
      }),
      { numRuns: 300, seed: 12 }
    );
  });
});
