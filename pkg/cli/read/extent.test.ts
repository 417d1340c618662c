import { addNanos, nanosFromMs } from '../../../src/engine/units';
import { drawTrace, EPOCH, makeLogs, makeSeries } from '../../testkit';
import { extentOf } from './extent';

const nothing = { traces: [], logs: [], series: [] };

function ms(after: number) {
  return addNanos(EPOCH, nanosFromMs(after));
}

describe('extentOf', () => {
  it('goes from the first moment to the last end, whichever signal has them', () => {
    const traces = [drawTrace('a/b [10-900]\n  c [20-30]')];
    const logs = [
      makeLogs([
        { at: 400, line: 'x' },
        { at: 5, line: 'y' },
      ]),
    ];
    const series = [makeSeries({ values: [1, 2], from: 100, intervalMs: 500 })];

    expect(extentOf({ ...nothing, traces })).toEqual({ from: ms(10), to: ms(900) });
    expect(extentOf({ traces, logs, series })).toEqual({ from: ms(5), to: ms(900) });
    expect(extentOf({ ...nothing, series })).toEqual({ from: ms(100), to: ms(600) });
  });

  it('takes no moment from a table without lines or a series without samples', () => {
    const traces = [drawTrace('a/b [10-20]')];

    expect(extentOf({ traces, logs: [makeLogs([])], series: [makeSeries({ values: [] })] })).toEqual({
      from: ms(10),
      to: ms(20),
    });
    expect(extentOf(nothing)).toEqual({ from: BigInt(0), to: BigInt(0) });
  });
});
