import { drawTrace, EPOCH, makeLogs, makeSeries } from '../../../../pkg/testkit';
import type { Measure } from '../../signals';
import { epochMs } from '../../units';
import { signalsOfLogs, signalsOfMeasures, signalsOfSeries, signalsOfTraces } from '..';

const MS = 1e6;

describe('traces', () => {
  const trace = drawTrace(`
    web/GET-/cart [0-100] server #a
      web/pay [10-90] client #b peer.service=pay
        pay/charge [20-80] server error #c
          pay/SELECT [30-70] client #d peer.service=db db.system=postgresql
      web/ask [90-99] client error #e peer.service=dead
  `);
  const { signals, edges } = signalsOfTraces([trace], EPOCH);
  const find = (service: string, signal: string, name = '') =>
    signals.find((one) => one.service === service && one.signal === signal && one.name === name);

  it('tell of services by what they were asked, at its end', () => {
    expect([...(find('web', 'latency')?.times ?? [])]).toEqual([100 * MS]);
    expect([...(find('web', 'latency')?.values ?? [])]).toEqual([0.1]);
    expect([...(find('web', 'latency', 'self')?.values ?? [])]).toEqual([0.011]);
    expect([...(find('pay', 'errors')?.values ?? [])]).toEqual([1]);
    expect(find('pay', 'errors')?.seenBy).toBeUndefined();
  });

  it('tell of those that tell nothing themselves by who asked them', () => {
    expect(find('db', 'latency')).toMatchObject({
      seenBy: 'callers',
      operations: [{ name: 'SELECT', role: 'served' }],
    });
    expect([...(find('dead', 'errors')?.values ?? [])]).toEqual([1]);
  });

  it('tell of calls, and which of them nobody answered', () => {
    expect(edges.map(({ caller, callee, calls }) => `${caller} ${callee} ${calls}`)).toEqual([
      'web pay 1',
      'pay db 1',
      'web dead 1',
    ]);
    const unanswered = edges.map(({ signals: all = [] }) => all.find(({ name }) => name === 'unanswered')?.values[0]);
    expect(unanswered).toEqual([0, 0, 1]);
  });
});

describe('lines', () => {
  it('are errors or not', () => {
    const logs = makeLogs([
      { at: 2, service: 'a', level: 'error', line: 'x' },
      { at: 1, service: 'a', level: 'info', line: 'y' },
    ]);
    const [one] = signalsOfLogs([logs], EPOCH);
    expect([[...(one?.times ?? [])], [...(one?.values ?? [])]]).toEqual([
      [1 * MS, 2 * MS],
      [0, 1],
    ]);
  });
});

describe('raw series', () => {
  const counter = (labels: Readonly<Record<string, string>>, values: ReadonlyArray<number | null>, late = 0) =>
    makeSeries({
      name: 'http_requests_total',
      labels: { service: 'a', ...labels },
      from: late * 5000,
      intervalMs: 5000,
      values,
    });

  it('are rates from scrape to scrape: counters begin anew, and what appears late began at nothing', () => {
    const { signals } = signalsOfSeries(
      [counter({ status: '200' }, [10, 20, 5, 15]), counter({ status: '500' }, [2, 4], 2)],
      { origin: EPOCH }
    );
    const values = (signal: string) => [...(signals.find((one) => one.signal === signal)?.values ?? [])];
    expect(values('traffic')).toEqual([0, 2, 1.4, 2.4]);
    expect(values('errors')).toEqual([NaN, 0, 2 / 7, 2 / 12]);
    expect([...(signals.find(({ signal }) => signal === 'errors')?.counts ?? [])]).toEqual([0, 10, 7, 12]);
  });

  it('that were scraped twice at once, once, or by a clock that was off, tell what they can', () => {
    const at = (times: readonly number[], status: string) => ({
      ...counter(
        { status },
        times.map((_, row) => row)
      ),
      times: times.map((ms) => epochMs(ms)),
    });
    const sizes = (...series: ReadonlyArray<ReturnType<typeof at>>) =>
      signalsOfSeries(series, { origin: EPOCH }).signals.map(({ times }) => times.length);
    expect(sizes(at([0, 0, 5000, 5000], '200'))).toEqual([]);
    expect(sizes(at([0], '200'))).toEqual([]);
    expect(sizes(at([0, 0, 5000], '200'), at([0, 5000, 10_000], '500'))).toEqual([3, 3]);
    const now = 1_766_000_000_000;
    const [traffic] = sizes(at([now, now + 5000, now + 10_000], '200'), at([now, now + 5000], '500'), at([0], '404'));
    expect(traffic).toBeLessThan(200_000);
  });

  it('are quantiles where there are buckets', () => {
    const bucket = (le: string, values: readonly number[]) =>
      makeSeries({
        name: 'http_request_duration_seconds_bucket',
        labels: { service: 'a', le },
        intervalMs: 5000,
        values,
      });
    const { signals } = signalsOfSeries(
      [counter({ status: '200' }, [0, 100]), bucket('0.1', [0, 50]), bucket('0.2', [0, 100]), bucket('+Inf', [0, 100])],
      { origin: EPOCH }
    );
    const quantile = (name: string) => signals.find((one) => one.name === name)?.values[1];
    expect([quantile('p50'), quantile('p99')]).toEqual([0.1, expect.closeTo(0.198, 9)]);
  });
});

describe('measures', () => {
  it('are what the services view answered, the baseline apart, with the requests behind each value', () => {
    const measure = (role: Measure['role'], values: readonly number[], baseline = false): Measure => ({
      subject: { kind: 'service', service: 'a' },
      role,
      resource: undefined,
      convention: 'http',
      baseline,
      series: makeSeries({
        name: role,
        labels: { service: 'a' },
        intervalMs: 5000,
        values,
      }),
    });
    const { signals, usual } = signalsOfMeasures(
      [measure('traffic', [2, 4]), measure('errors', [0, 0.5]), measure('errors', [0, 0], true)],
      { origin: EPOCH }
    );
    expect(signals.map(({ signal, resolution }) => [signal, resolution])).toEqual([
      ['traffic', 5e9],
      ['errors', 5e9],
    ]);
    expect([...(signals[1]?.counts ?? [])]).toEqual([10, 20]);
    expect(usual.signals.map(({ signal }) => signal)).toEqual(['errors']);

    const rates = [measure('traffic', [2, 4]), measure('errors', [0, 0.5])].map((one) => ({
      ...one,
      lookbackMs: 20_000,
    }));
    const [, errors] = signalsOfMeasures(rates, { origin: EPOCH }).signals;
    expect([errors?.lookback, [...(errors?.counts ?? [])]]).toEqual([20e9, [40, 80]]);
  });
});
