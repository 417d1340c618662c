import { Registry } from './registry';

describe('Registry', () => {
  it('samples cumulative buckets, a series beginning with its first use', () => {
    const registry = new Registry();
    registry.scrape(0);
    registry.observe('d', { service: 'a' }, [0.1, 1], 0.05);
    registry.observe('d', { service: 'a' }, [0.1, 1], 0.5);
    registry.observe('d', { service: 'a' }, [0.1, 1], 5);
    registry.scrape(5);
    const values = registry
      .answers()
      .flatMap(({ data }) => data.result.map(({ metric, values }) => [metric.__name__, metric.le, values]));
    expect(values).toEqual([
      ['d_bucket', '0.1', [[5, '1']]],
      ['d_bucket', '1', [[5, '2']]],
      ['d_bucket', '+Inf', [[5, '3']]],
      ['d_sum', undefined, [[5, '5.55']]],
      ['d_count', undefined, [[5, '3']]],
    ]);
  });

  it('gives counters one answer for each name', () => {
    const registry = new Registry();
    registry.count('c', { s: 'a' });
    registry.count('c', { s: 'b' }, 2);
    registry.set('g', {}, 7);
    registry.scrape(5);
    registry.count('c', { s: 'a' });
    registry.scrape(10);
    expect(registry.answers()).toEqual([
      {
        status: 'success',
        data: {
          resultType: 'matrix',
          result: [
            {
              metric: { __name__: 'c', s: 'a' },
              values: [
                [5, '1'],
                [10, '2'],
              ],
            },
            {
              metric: { __name__: 'c', s: 'b' },
              values: [
                [5, '2'],
                [10, '2'],
              ],
            },
          ],
        },
      },
      {
        status: 'success',
        data: {
          resultType: 'matrix',
          result: [
            {
              metric: { __name__: 'g' },
              values: [
                [5, '7'],
                [10, '7'],
              ],
            },
          ],
        },
      },
    ]);
  });

  it('renews the exemplar of a bucket only when the last one is old enough', () => {
    const registry = new Registry();
    for (const atSec of [1, 5, 11, 12]) {
      registry.observe('d', { service: 'a' }, [1], 0.5, { traceId: `t${atSec}`, atSec });
    }
    expect(registry.exemplars()).toEqual([
      {
        seriesLabels: { __name__: 'd_bucket', service: 'a', le: '1' },
        exemplars: [
          { labels: { traceID: 't1' }, value: '0.5', timestamp: 1 },
          { labels: { traceID: 't11' }, value: '0.5', timestamp: 11 },
        ],
      },
    ]);
  });
});
