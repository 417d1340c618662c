import fc from 'fast-check';
import { epochMs } from '../units';
import { fullest, meanOf, medianOf, peakOf, ratioOf, shareOf, signalRows, sumOf, worstOf, type Measure } from './index';

function measure(role: Measure['role'], values: ReadonlyArray<number | null>, more: Partial<Measure> = {}): Measure {
  return {
    subject: { kind: 'service', service: 'cart' },
    role,
    resource: undefined,
    convention: 'http',
    baseline: false,
    ...more,
    series: {
      name: role,
      labels: {},
      times: values.map((_, at) => epochMs(at * 1000)),
      values,
      unit: role === 'saturation' ? 'percentunit' : 's',
      intervalMs: 1000,
      service: { key: 'cart', name: 'cart', namespace: undefined, basis: 'label:service' },
      signal: undefined,
      quantile: undefined,
    },
  };
}

const series = (values: ReadonlyArray<number | null>, from = 0) => ({
  times: values.map((_, at) => epochMs(from + at)),
  values,
});

describe('sums over samples', () => {
  it('leave gaps out, and know nothing of nothing', () => {
    expect([meanOf([1, null, 3]), medianOf([5, null, 1]), medianOf([4, 1, 3, 2]), peakOf([null, -2, -3])]).toEqual([
      2, 3, 2.5, -2,
    ]);
    expect([meanOf([]), medianOf([null]), peakOf([])]).toEqual([undefined, undefined, undefined]);
  });

  it('have a median that half of the samples lie on either side of', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1 }), (values) => {
        const median = medianOf(values) ?? NaN;
        const below = values.filter((value) => value < median).length;
        const above = values.filter((value) => value > median).length;
        return below <= values.length / 2 && above <= values.length / 2;
      })
    );
  });

  it('give no ratio to a baseline of nothing', () => {
    expect([ratioOf(3, 2), ratioOf(0, 2), ratioOf(3, 0), ratioOf(undefined, 2), ratioOf(2, undefined)]).toEqual([
      1.5,
      0,
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('take a missing part for nothing, and a share of nothing for unknown', () => {
    const whole = series([10, 0, null, 5]);
    expect(shareOf(series([5], 0), whole).values).toEqual([0.5, null, null, 0]);
    expect(shareOf(undefined, whole).values).toEqual([0, null, null, 0]);
  });

  it('add up and compare series at the times of either', () => {
    const [a, b] = [series([1, null, 3]), series([10, 20], 1)];
    expect(sumOf([a, b])).toEqual({ times: [0, 1, 2], values: [1, 10, 23] });
    expect(worstOf([a, b])).toEqual({ times: [0, 1, 2], values: [1, 10, 20] });
  });
});

describe('the row of a subject', () => {
  it('compares the mean of the range with the median of the baseline', () => {
    const [row] = signalRows([
      measure('p99', [1, 1, 10]),
      measure('p99', [1, 1, 100], { baseline: true }),
      measure('errors', [0, 0.5]),
      measure('errors', [0, 0], { baseline: true }),
    ]);
    expect(row.cells.p99).toEqual({ value: 4, baseline: 1, ratio: 4 });
    expect(row.cells.errors).toEqual({ value: 0.25, baseline: 0, ratio: undefined });
    expect(row.cells.traffic).toEqual({ value: undefined, baseline: undefined, ratio: undefined });
  });

  it('names the fullest of what has a capacity', () => {
    const pool = { kind: 'pool', name: 'main' } as const;
    const queue = { kind: 'queue', name: 'waiting' } as const;
    const waiting = measure('saturation', [90], { resource: queue });
    const all = [
      measure('saturation', [0.2, 0.9], { resource: pool }),
      measure('saturation', [0.5, 0.5], { resource: { kind: 'cpu', name: 'x' } }),
      measure('saturation', [0.3], { resource: pool, baseline: true }),
      { ...waiting, series: { ...waiting.series, unit: 'short' } },
    ];
    expect(signalRows(all)[0].worst).toEqual({ resource: pool, value: 0.9, baseline: 0.3, ratio: 0.9 / 0.3 });
    expect(fullest(all.filter(({ baseline }) => !baseline)).map(({ resource }) => resource?.kind)).toEqual([
      'pool',
      'cpu',
    ]);
  });

  it('is one a subject, in the order of the measures', () => {
    const rows = signalRows([
      measure('traffic', [1], { subject: { kind: 'edge', client: 'a', service: 'b' } }),
      measure('traffic', [2], { subject: { kind: 'instance', service: 'a', instance: 'b' } }),
      measure('errors', [0], { subject: { kind: 'edge', client: 'a', service: 'b' }, convention: 'other' }),
    ]);
    expect(rows.map(({ subject, conventions }) => `${subject.kind} ${conventions.join()}`)).toEqual([
      'edge http,other',
      'instance http',
    ]);
  });
});
