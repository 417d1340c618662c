import { drawTrace, makeLogs } from '../../../pkg/testkit';
import { joinSignals } from '../correlation';
import type { Trace } from '../model';
import { finish } from '../steps';
import { type ClockCorrection, correctTraces } from './correction';
import { correctLines } from './correct-lines';
import { defaultNodeRules, type NodeRules } from './node';

const MS = 1e6;

function correct(traces: readonly Trace[], rules: NodeRules = defaultNodeRules): ClockCorrection {
  return finish(correctTraces(traces, rules));
}

/** One request from a to b, whose clock is ahead by so many milliseconds, and one from b to c. */
function call(number: number, ahead: number, more = ''): Trace {
  const at = number * 1000;
  return drawTrace(
    `
    web/call [${at}-${at + 60}] client host.name=a
      shop/serve [${at + 10 + ahead}-${at + 50 + ahead}] server host.name=b #served${number}
    ${more}
    `,
    { traceId: String(number + 1).padStart(32, '0') }
  );
}

const starts = (trace: Trace): readonly number[] =>
  Array.from(trace.start, (time) => (Number(trace.origin % BigInt(1e12)) + time) / MS);

describe('correctTraces', () => {
  it('puts all traces on one clock by what all of them say, and counts what it moved', () => {
    const traces = [0, 1, 2].map((number) => call(number, 340));
    const found = correct(traces);
    expect(found).toMatchObject({ state: 'corrected', moved: 3, most: 340 * MS, unknown: 0, references: ['a'] });
    found.traces.forEach(({ trace, shift }, row) => {
      expect([...shift]).toEqual([0, 340 * MS]);
      const [asked = 0, began = 0] = starts(trace);
      expect(began - asked).toBeCloseTo(10);
      expect(starts(traces[row] ?? trace)[1]).toBeCloseTo(began + 340);
    });
  });

  it('does not believe one answer that comes late, but does believe one request that was received before it was sent', () => {
    expect(correct([call(0, 340)]).state).toBe('too-few');
    expect(correct([call(0, 340), call(1, 340)]).state).toBe('too-few');
    expect(correct([call(0, -340)])).toMatchObject({ state: 'corrected', moved: 1, most: 340 * MS });
  });

  it('does not count exchanges that contradict one another as told', () => {
    // Three that were queued for different times agree on nothing.
    const queued = [200, 900, 4000].map((late, number) => call(number, late));
    expect(correct(queued).state).toBe('too-few');
  });

  it('leaves clocks alone that may be right', () => {
    const traces = [0, 1, 2, 3].map((number) => call(number, 4));
    const found = correct(traces);
    expect(found).toMatchObject({ state: 'agree', moved: 0, most: 0 });
    expect(found.traces.map(({ trace }) => trace)).toEqual(traces);
    expect(found.traces.every(({ trace }, row) => trace === traces[row])).toBe(true);
  });

  it('says why there is nothing to go by', () => {
    expect(correct([]).state).toBe('no-exchange');
    expect(correct([drawTrace('web/call [0-9] client host.name=a')]).state).toBe('no-exchange');
    expect(correct([call(0, 340)], { order: ['nowhere'] }).state).toBe('no-node');
  });

  it('counts spans whose clock is not known', () => {
    const traces = [0, 1, 2].map((number) =>
      call(number, 340, `  db/ask [${number * 1000 + 20}-${number * 1000 + 30}] client host.name=d`)
    );
    expect(correct(traces)).toMatchObject({ moved: 3, unknown: 3 });
  });
});

describe('correctLines', () => {
  const traces = [0, 1, 2].map((number) => call(number, 340));
  const correction = correct(traces);
  const line = (at: number, service: string, labels: Readonly<Record<string, string>>) => ({
    at,
    service,
    labels,
    line: 'x',
  });
  const linesOf = (lines: Parameters<typeof makeLogs>[0]) => {
    const { result: join } = joinSignals({ arrivals: [{ leg: 'test', traces, logs: [makeLogs(lines)] }] });
    return { join, found: correctLines(join, correction, defaultNodeRules) };
  };
  const inSpan = (number: number) => ({
    trace_id: String(number + 1).padStart(32, '0'),
    span_id: traces[number]?.spanId[1] ?? '',
  });

  it('moves a line with the span it was written in, or by the node that its labels name', () => {
    const { found, join } = linesOf([
      line(1370, 'shop', inSpan(1)),
      line(1371, 'shop', { host: 'b' }),
      line(1372, 'web', { host_name: 'a' }),
      line(1373, 'cron', { host: 'elsewhere' }),
    ]);
    expect([...found.shift]).toEqual([340 * MS, 340 * MS, 0, 0]);
    expect(found).toMatchObject({ moved: 2, most: 340 * MS });
    expect([...found.logs.time]).toEqual([...join.logs.time].map((time, row) => time - (found.shift[row] ?? 0)));
  });

  it('takes hours off the lines of a service that stamps them in local time', () => {
    const hours = 2;
    const { found } = linesOf(
      [0, 1, 2].map((number) => line(number * 1000 + 370 + hours * 3_600_000, 'shop', inSpan(number)))
    );
    expect([...found.shift]).toEqual([0, 1, 2].map(() => hours * 3600e9 + 340 * MS));
  });

  it('gives the table itself where nothing moves', () => {
    const { found, join } = linesOf([line(0, 'web', {})]);
    expect(found.logs).toBe(join.logs);
  });
});
