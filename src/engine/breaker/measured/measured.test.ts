import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { classifyFrames, readSeries } from '../../../frames';
import { defaultIdentityRules } from '../../correlation';
import type { Series } from '../../model';
import { addNanos, epochNsFromMs, nanos } from '../../units';
import { customBreakerConvention } from '../conventions/custom';
import { drawCounter, drawGauge, drawnWindow, drawStates, printLane, STEP_MS } from '../testing/draw';
import type { Breaker } from '../types';
import { measuredBreakers } from './measured';

const STATE = 'resilience4j_circuitbreaker_state';
const STATES = { c: 'closed', o: 'open', h: 'half_open' };
const labels = { application: 'checkout', name: 'payment', instance: 'a' };
const step = (steps: number): number => steps * STEP_MS * 1e6;

function only(breakers: readonly Breaker[]): Breaker {
  expect(breakers).toHaveLength(1);
  return breakers[0] ?? { ...NOBODY };
}
const NOBODY: Breaker = {
  identity: { name: '' },
  basis: 'measured',
  source: '',
  intervals: [],
  transitions: [],
  disagreements: [],
  instances: [],
};

function read(series: readonly Series[], steps: number): Breaker {
  return only(measuredBreakers(series, drawnWindow(steps)));
}

describe('lanes from samples', () => {
  it('are unknown before the first sample, in gaps and after the last one: never closed', () => {
    const breaker = read(drawStates(STATE, labels, 'state', STATES, '  cc      cco'), 18);
    expect(printLane(breaker, 18)).toBe('??cc??????cco?????');
  });

  it('bridge a scrape that failed, cover the window and touch', () => {
    const breaker = read(drawStates(STATE, labels, 'state', STATES, 'cc c  oo'), 9);
    expect(printLane(breaker, 9)).toBe('ccccccooo');
    expect(breaker.intervals.map(({ start, end }) => [start, end])).toEqual([
      [0, step(6)],
      [step(6), step(9)],
    ]);
  });

  it('say when a change was seen, how long before it can have been, and where to look', () => {
    const breaker = read(drawStates(STATE, labels, 'state', STATES, 'ccc oohc'), 8);
    expect(breaker.transitions.map(({ at, within, from, to }) => [at, within, from, to])).toEqual([
      [step(4), step(2), 'closed', 'open'],
      [step(6), step(1), 'open', 'half-open'],
      [step(7), step(1), 'half-open', 'closed'],
    ]);
    expect(breaker.transitions[0]).toMatchObject({
      reason: { key: 'breaker.reason.sampled', params: { metric: STATE } },
      evidence: [{ kind: 'series', metric: STATE, labels: { ...labels, state: 'open' } }],
    });
  });

  it('take a sample before the window for the state at its start', () => {
    const series = drawStates(STATE, labels, 'state', STATES, 'ccooo');
    const { start, end } = drawnWindow(5);
    const later = { start: addNanos(start, nanos(step(2.5))), end };
    expect(only(measuredBreakers(series, later)).intervals).toEqual([
      expect.objectContaining({ state: 'open', start: 0, end: step(2.5) }),
    ]);
    expect(only(measuredBreakers(series, later)).transitions).toEqual([]);
  });

  it('have the worst state of all processes, and each process beneath', () => {
    const both = [
      ...drawStates(STATE, labels, 'state', STATES, 'ccoohccc'),
      ...drawStates(STATE, { ...labels, instance: 'b' }, 'state', STATES, 'cccooohc'),
    ];
    const breaker = read(both, 8);
    expect(printLane(breaker, 8)).toBe('ccoooohc');
    expect(breaker.instances.map((lane) => `${lane.instance} ${printLane(lane, 8)}`)).toEqual([
      'a ccoohccc',
      'b cccooohc',
    ]);
    expect(breaker.intervals[1]?.reason).toEqual({ key: 'breaker.reason.mixed', params: { count: 1, known: 2 } });
    expect(breaker.intervals[2]?.reason).toBeUndefined();
    expect(breaker.identity).toEqual({ name: 'payment', caller: 'checkout' });
    expect(breaker.transitions.map(({ from, to }) => `${from} ${to}`)).toEqual([
      'closed open',
      'open half-open',
      'half-open closed',
    ]);
  });

  it('have the worst of a gauge that was summed over processes', () => {
    const sums = [
      drawGauge(STATE, { name: 'payment', state: 'closed' }, '332233'),
      drawGauge(STATE, { name: 'payment', state: 'open' }, '001000'),
      drawGauge(STATE, { name: 'payment', state: 'half_open' }, '000100'),
    ];
    const breaker = read(sums, 6);
    expect(printLane(breaker, 6)).toBe('ccohcc');
    expect(breaker.intervals[1]?.reason).toEqual({ key: 'breaker.reason.mixed', params: { count: 1, known: 3 } });
  });
});

describe('what the gauge does not say', () => {
  it('an open breaker of resilience4j only waits for a call, once 60 s are over and nothing was refused since', () => {
    const gauge = drawStates(STATE, labels, 'state', STATES, 'coooooooooo');
    const refused = (drawing: string) =>
      drawCounter('resilience4j_circuitbreaker_not_permitted_calls_total', labels, drawing);
    expect(printLane(read(gauge, 11), 11)).toBe('cooooOOOOOO');
    expect(printLane(read([...gauge, refused('00111111000')], 11), 11)).toBe('cooooooOOOO');
    const waiting = read(gauge, 11).intervals.at(-1);
    expect(waiting?.reason).toEqual({ key: 'breaker.reason.waits-for-call', params: { waitNs: 60e9 } });
  });

  it('calls refused between two samples that say closed were refused by an open breaker', () => {
    const breaker = read(
      [
        ...drawStates(STATE, labels, 'state', STATES, 'ccccccc'),
        drawCounter('resilience4j_circuitbreaker_not_permitted_calls_total', labels, '0004000'),
      ],
      7
    );
    expect(printLane(breaker, 7)).toBe('ccOcccc');
    expect(breaker.intervals[1]).toMatchObject({
      confidence: 0.5,
      reason: { key: 'breaker.reason.refused-unseen', params: { count: 4 } },
    });
    expect(breaker.transitions.map(({ at, within, to }) => [at, within, to])).toEqual([
      [step(3), step(1), 'open'],
      [step(3), step(1), 'closed'],
    ]);
  });

  it('is taken from refused calls where there is no gauge at all', () => {
    const refused = drawCounter('resilience4j_circuitbreaker_not_permitted_calls_total', labels, '0004100');
    expect(printLane(read([refused], 7), 7)).toBe('?CCooCC');
  });
});

describe('counters', () => {
  const events = (event: string, drawing: string) =>
    drawCounter('circuit', { name: 'payment', instance: 'a', event }, drawing);

  it('begin again with their process: the breaker is a new one, and closed', () => {
    const breaker = read([events('fire', '05555!55'), events('open', '00100!00'), events('reject', '00055!00')], 8);
    expect(printLane(breaker, 8)).toBe('CCoooCCC');
    expect([...(breaker.calls?.rejected ?? [])]).toEqual([0, 0, 5, 5, 0, 0, 0]);
  });

  it('tell the state at their first sample by how often each was entered', () => {
    expect(printLane(read([events('open', '30'), events('halfOpen', '20'), events('close', '20')], 2), 2)).toBe('OO');
    expect(printLane(read([events('open', '30'), events('halfOpen', '30'), events('close', '30')], 2), 2)).toBe('CC');
    expect(printLane(read([events('open', '30'), events('halfOpen', '30'), events('close', '10')], 2), 2)).toBe('??');
  });

  it('tell the last of several changes between two samples, and are not sure of it', () => {
    const cycle = [events('open', '020'), events('halfOpen', '010'), events('close', '000')];
    expect(printLane(read(cycle, 3), 3)).toBe('COO');
    expect(printLane(read([events('open', '010'), events('halfOpen', '010'), events('close', '010')], 3), 3)).toBe(
      'CCC'
    );
    expect(printLane(read([events('open', '010'), events('halfOpen', '010'), events('close', '000')], 3), 3)).toBe(
      'CHH'
    );
  });

  it('count within the window, from the last sample before it', () => {
    const series = [events('fire', '0'.repeat(8)), events('success', '01234567')];
    const { start } = drawnWindow(8);
    const window = { start: addNanos(start, nanos(step(2.5))), end: addNanos(start, nanos(step(5.5))) };
    const { calls } = only(measuredBreakers(series, window));
    expect([...(calls?.start ?? [])]).toEqual([-0.5, 0.5, 1.5].map(step));
    expect([...(calls?.calls ?? [])]).toEqual([3, 4, 5]);
  });

  it('of several processes are added up', () => {
    const calls = (instance: string, drawing: string) =>
      drawCounter('resilience4j_circuitbreaker_calls_seconds_count', { ...labels, instance, kind: 'failed' }, drawing);
    const lanes = ['a', 'b'].flatMap((instance) => drawStates(STATE, { ...labels, instance }, 'state', STATES, 'cccc'));
    const breaker = read([...lanes, calls('a', '0123'), calls('b', '0441')], 4);
    expect([...(breaker.calls?.failed ?? [])]).toEqual([5, 6, 4]);
  });
});

describe('mappings of the user', () => {
  const states = { '0': 'closed', '1': 'open', '2': 'half-open' };
  const measure = (
    series: readonly Series[],
    mapping: Parameters<typeof customBreakerConvention>[0],
    steps: number
  ) => {
    const made = customBreakerConvention(mapping);
    return made.ok ? measuredBreakers(series, drawnWindow(steps), { conventions: [made.value] }) : [];
  };

  it('take the state from a value', () => {
    const series = [drawGauge('house_breaker', { breaker: 'db', service: 'orders', to: 'postgres' }, '001120')];
    const [breaker] = measure(
      series,
      { name: 'house', metric: 'house_breaker', labels: { name: 'breaker', callee: 'to' }, states },
      6
    );
    expect(breaker?.identity).toEqual({ name: 'db', caller: 'orders', callee: 'postgres' });
    expect(printLane(breaker ?? NOBODY, 6)).toBe('ccoohc');
  });

  it('take the state from a label, of any metric when none is named', () => {
    const series = drawStates('A-series', { cb: 'db' }, 'is', { c: 'shut', o: 'tripped' }, 'cco');
    const mapping = {
      name: 'x',
      metric: '',
      labels: { name: 'cb' },
      stateLabel: 'is',
      states: { shut: 'closed', tripped: 'open' },
    };
    expect(printLane(measure(series, mapping, 3)[0] ?? NOBODY, 3)).toBe('cco');
    expect(measure([drawGauge('up', { job: 'x' }, '111')], mapping, 3)).toEqual([]);
  });

  it('say what is wrong with them', () => {
    const good = { name: 'x', metric: 'm', labels: { name: 'cb' }, states };
    const codeOf = (mapping: Parameters<typeof customBreakerConvention>[0]): string => {
      const made = customBreakerConvention(mapping);
      return made.ok ? 'ok' : made.error.code;
    };
    expect([
      codeOf(good),
      codeOf({ ...good, name: ' ' }),
      codeOf({ ...good, metric: 'not a metric' }),
      codeOf({ ...good, labels: { name: '' } }),
      codeOf({ ...good, states: { '0': 'shut' } }),
      codeOf({ ...good, states: {} }),
    ]).toEqual([
      'ok',
      'breaker-convention.no-name',
      'breaker-convention.bad-metric',
      'breaker-convention.no-label',
      'breaker-convention.bad-state',
      'breaker-convention.bad-state',
    ]);
  });
});

describe('a real Grafana over a real Prometheus', () => {
  it('reads the recorded gauge of resilience4j', () => {
    const file = join(process.cwd(), 'tests/contracts/grafana-12.4.0/prom-breaker-state.json');
    const { emissions, range } = JSON.parse(readFileSync(file, 'utf8'));
    const series = readSeries(classifyFrames(emissions.at(-1).data).series, defaultIdentityRules).result;
    const breaker = only(measuredBreakers(series, { start: epochNsFromMs(range.from), end: epochNsFromMs(range.to) }));
    expect(breaker.identity).toEqual({ name: 'fraud-detection', caller: 'payment', instance: '127.0.0.1:9464' });
    const open = series.find((one) => one.labels.state === 'open');
    expect(open?.values).toHaveLength(38);
    open?.times.forEach((time, row) => {
      const at = (time - range.from) * 1e6;
      const found = breaker.intervals.find(({ start, end }) => start <= at && at < end);
      expect([row, found?.state]).toEqual([row, open.values[row] === 1 ? 'open' : 'closed']);
    });
    expect(breaker.transitions.map(({ to, within }) => [to, within / 1e9])).toEqual([
      ['open', 5],
      ['closed', 5],
      ['open', 5],
    ]);
  });
});
