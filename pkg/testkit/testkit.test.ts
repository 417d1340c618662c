import { MISSING_PARENT } from '../../src/engine/model';
import { drawTrace, EPOCH, makeLogs, makeSeries, printTrace } from './index';

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
