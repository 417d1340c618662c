import { MISSING_PARENT, SpanFlag } from '../../src/engine/model';
import { drawTrace, EPOCH, makeExemplar, makeLogs, makeSeries, printTrace, traceIdOf } from './index';

const DRAWING = `
frontend/GET [0-100] server #a
  checkout/charge [10-90] error #b request_id=req_1
    checkout/retry [20-30] client #c
  checkout/late [95-120.5] #d
lost/orphan [40-50] #e ^gone
`.trim();

describe('testkit', () => {
  it('prints what it parsed', () => {
    expect(printTrace(drawTrace(DRAWING))).toBe(DRAWING);
  });

  it('skips the bars that it prints', () => {
    const bars = printTrace(drawTrace(DRAWING), { bars: true });

    expect(bars.split('\n')[0]).toMatch(/\|=+ *\|$/);
    expect(printTrace(drawTrace(bars))).toBe(DRAWING);
  });

  it('reads parents from the indent, and orphans from ^', () => {
    const trace = drawTrace(DRAWING);

    expect([...trace.parent]).toEqual([-1, 0, 1, 0, MISSING_PARENT]);
    expect(trace.origin).toBe(EPOCH);
  });

  it('takes the service of the parent where none is written, and any margin', () => {
    expect(
      printTrace(
        drawTrace(`
          a/b [0-9]
            c [1-2]
        `)
      )
    ).toBe('a/b [0-9] #s0\n  a/c [1-2] #s1');
  });

  it('reads kinds, states and references from words, and an end before its start as no length', () => {
    const trace = drawTrace(`
      a/b [0-9] server #one
        c [5-2] consumer error follows-from #two k=v=w
    `);

    expect(trace.kind).toEqual(['server', 'consumer']);
    expect(trace.status).toEqual(['unset', 'error']);
    expect([...trace.duration]).toEqual([9e6, 0]);
    expect(trace.flags[1]).toBe(SpanFlag.NegativeDuration | SpanFlag.FollowsFrom);
    expect(trace.details.attributes(1)).toEqual([{ key: 'k', value: 'v=w' }]);
  });

  it.each([
    ['a/b', 'not a span: a/b'],
    ['a/b [0-9]\n    c [1-2]', 'indent does not fit:     c [1-2]'],
    ['a/b [0-9]\n c [1-2]', 'indent does not fit:  c [1-2]'],
    ['a/b [0-9] sever', 'unknown word "sever" in: a/b [0-9] sever'],
    ['a/b [0-9] =x', 'unknown word "=x"'],
  ])('refuses %j, which is no drawing', (text, reason) => {
    expect(() => drawTrace(text)).toThrow(reason);
  });

  it('refuses a trace ID that is none', () => {
    expect(() => traceIdOf('not hexadecimal')).toThrow('not a trace ID: not hexadecimal');
  });

  it('makes exemplars at the fixed epoch', () => {
    expect(makeExemplar(5, 'abc', { service: 'a' })).toMatchObject({
      time: 1795254000005,
      value: 1,
      traceId: 'abc',
      service: { key: 'a' },
    });
  });

  it('makes tables and series at the fixed epoch', () => {
    const table = makeLogs([
      { at: 5, service: 'a', line: 'x' },
      { at: 2, line: 'y' },
    ]);

    expect([...table.time]).toEqual([3e6, 0]);
    expect(table.services.map((service) => service.key)).toEqual(['a', '']);
    expect(makeSeries({ service: 'a', values: [1, null] }).times[1]).toBe(1795254005000);
  });
});
