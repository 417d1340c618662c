import fc from 'fast-check';

import { analyseCascade } from '.';
import { draws, inputOf, normal, regular, single } from './testing/signals';
import type { ServiceSignal, SignalAnomaly } from './types';

function anomalies(signal: ServiceSignal): readonly SignalAnomaly[] {
  return analyseCascade(inputOf([signal])).result.services.flatMap((service) => service.anomalies);
}

function told(signal: ServiceSignal): readonly string[] {
  return anomalies(signal).map(({ rule, at, value, baseline, ratio, severity }) =>
    [rule, `${at / 1e9} s`, value.toFixed(3), `of ${baseline.toFixed(3)}`, ratio?.toFixed(1) ?? '-', severity].join(' ')
  );
}

/** Errors of so many requests a sample: a share of them, another one from 300 s on. */
function errors(before: number, after: number, count = 100): ServiceSignal {
  return regular({ signal: 'errors', value: (at) => (at > 300 ? after : before), count: () => count });
}

/** P99 in seconds, another one from 300 s on. */
function p99(before: number, after: number, count = 100): ServiceSignal {
  return regular({ signal: 'latency', name: 'p99', value: (at) => (at > 300 ? after : before), count: () => count });
}

describe('by ratio', () => {
  it('errors are above ten times the usual, P99 above five times; the worst moment is told', () => {
    expect(told(errors(0.01, 0.2)).at(0)).toBe('ratio 305 s 0.200 of 0.010 20.0 critical');
    expect(told(p99(0.1, 0.6)).at(0)).toBe('ratio 305 s 0.600 of 0.100 6.0 critical');
    const peak = regular({ signal: 'latency', name: 'p99', value: (at) => (at === 400 ? 9 : at > 300 ? 2 : 0.1) });
    expect(anomalies(peak).find(({ rule }) => rule === 'ratio')).toMatchObject({ at: 400e9, value: 9 });
  });

  it.each([
    ['errors, just ten times the usual', errors(0.01, 0.1)],
    ['P99, just five times', p99(0.1, 0.5)],
    ['few failures, however many times the usual', errors(0.0001, 0.04)],
    ['a baseline of nothing, and little more than that', errors(0, 0.04)],
    ['three requests', errors(0, 1, 3)],
    ['failures of less than ten requests', errors(0, 0.9, 9)],
    ['less than five failures', errors(0, 0.2, 20)],
    ['milliseconds nobody notices', p99(0.001, 0.03)],
    ['the slowness of three requests', p99(0.1, 9, 3)],
    ['gaps', p99(0.1, NaN)],
  ])('is not %s', (_, signal) => {
    expect(anomalies(signal).filter(({ rule }) => rule === 'ratio')).toEqual([]);
  });

  it('has no ratio where the usual is nothing', () => {
    const [one] = anomalies(errors(0, 0.5));
    expect(one).toMatchObject({ rule: 'ratio', baseline: 0 });
    expect(one).not.toHaveProperty('ratio');
  });

  it('is told of quantiles that the rule is for, and of no median', () => {
    expect(anomalies({ ...p99(0.1, 9), name: 'p50' }).map(({ rule }) => rule)).toEqual(['robust']);
  });

  it('counts single requests in steps', () => {
    const ends = Array.from({ length: 6000 }, (_, row) => row / 10 + 0.05);
    const slow = single('latency', ends, (at) => (at > 300 ? 2 : 0.1));
    const failing = single('errors', ends, (at) => (at > 300 && Math.round(at * 10) % 2 === 0 ? 1 : 0));
    expect(anomalies(slow)).toMatchObject([{ rule: 'ratio', value: 2, baseline: 0.1 }]);
    expect(anomalies(failing)[0]?.value).toBeCloseTo(0.5, 1);
    // One slow request of the many in a step is that step's P99, but its neighbours are as usual.
    expect(anomalies(single('errors', ends, (at) => (at === 300.05 ? 1 : 0)))).toEqual([]);
  });
});

describe('by interquartile range', () => {
  const draw = draws(1);
  const noisy = (late: (at: number) => number) =>
    regular({ signal: 'saturation', name: 'cpu', value: (at) => 0.4 + 0.03 * normal(draw) + late(at) });

  it('is what is far above the median, three times at least', () => {
    expect(told(noisy((at) => (at > 300 && at <= 315 ? 0.9 : 0))).length).toBe(1);
    expect(told(noisy((at) => (at > 300 && at <= 310 ? 0.9 : 0)))).toEqual([]);
  });

  it('needs enough usual samples, and values', () => {
    expect(anomalies(noisy(() => NaN))).toEqual([]);
    expect(anomalies(regular({ signal: 'saturation', step: 60, value: (at) => (at > 300 ? 9 : 0.1) }))).toEqual([]);
  });
});

it('is nothing below the usual, and nothing at all of a constant', () => {
  expect(anomalies(errors(0.5, 0))).toEqual([]);
  expect(anomalies(p99(5, 0.1))).toEqual([]);
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom('errors', 'latency', 'saturation'),
      (level, signal) => {
        expect(anomalies(regular({ signal, name: 'p99', value: () => level }))).toEqual([]);
      }
    ),
    { seed: 4, numRuns: 50 }
  );
});
