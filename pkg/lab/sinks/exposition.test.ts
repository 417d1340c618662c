import { spawnSync } from 'node:child_process';

import fc from 'fast-check';

import type { LabIncident } from '../incident';
import { runScenario } from '../run';
import { expose, type Exposed, type ExpositionFormat, formatFor, type Sample } from './exposition';

function series(name: string, ...all: ReadonlyArray<readonly [Record<string, string>, number]>): readonly Sample[] {
  return all.map(([labels, value]) => ({ name, labels, value }));
}

/** What a scrape at the end of an incident sees. */
function lastOf({ metrics, exemplars }: LabIncident): Exposed {
  const samples = metrics.flatMap(({ data }) =>
    data.result.map(({ metric: { __name__: name, ...labels }, values }) => ({
      name,
      labels,
      value: Number(values.at(-1)?.[1]),
    }))
  );
  return { samples, exemplars, at: undefined };
}

const SAMPLES = [
  ...series('requests_total', [{ path: 'a"b\\c\nd' }, 7]),
  ...series(
    'd_bucket',
    [{ s: 'a', le: '0.1' }, 1],
    [{ s: 'b', le: '0.1' }, 2],
    [{ s: 'a', le: '1' }, 3],
    [{ s: 'a', le: '+Inf' }, 4]
  ),
  ...series('d_sum', [{ s: 'a' }, 5.5]),
  ...series('d_count', [{ s: 'a' }, 4]),
  ...series('calls_count', [{}, 2]),
  ...series('calls_sum', [{}, 3]),
  ...series('threads', [{}, 9]),
];
const EXEMPLARS = [
  {
    seriesLabels: { __name__: 'd_bucket', le: '1', s: 'a' },
    exemplars: [
      { labels: { traceID: 'old' }, value: '0.4', timestamp: 3 },
      { labels: { traceID: 'abc' }, value: '0.5', timestamp: 9.25 },
    ],
  },
];
const exposed: Exposed = { samples: SAMPLES, exemplars: EXEMPLARS, at: undefined };

describe('expose', () => {
  it('writes the text format', () => {
    expect(expose(exposed, 'text')).toBe(`# TYPE requests_total counter
requests_total{path="a\\"b\\\\c\\nd"} 7
# TYPE d histogram
d_bucket{s="a",le="0.1"} 1
d_bucket{s="a",le="1"} 3
d_bucket{s="a",le="+Inf"} 4
d_count{s="a"} 4
d_sum{s="a"} 5.5
d_bucket{s="b",le="0.1"} 2
# TYPE calls summary
calls_count 2
calls_sum 3
# TYPE threads untyped
threads 9
`);
  });

  it('writes OpenMetrics with exemplars and, when asked, times', () => {
    expect(expose({ ...exposed, at: 10.5 }, 'openmetrics')).toBe(`# TYPE requests counter
requests_total{path="a\\"b\\\\c\\nd"} 7 10.5
# TYPE d histogram
d_bucket{s="a",le="0.1"} 1 10.5
d_bucket{s="a",le="1.0"} 3 10.5 # {traceID="abc"} 0.5 9.25
d_bucket{s="a",le="+Inf"} 4 10.5
d_count{s="a"} 4 10.5
d_sum{s="a"} 5.5 10.5
d_bucket{s="b",le="0.1"} 2 10.5
# TYPE calls summary
calls_count 2 10.5
calls_sum 3 10.5
# TYPE threads unknown
threads 9 10.5
# EOF
`);
    expect(expose({ ...exposed, at: 10.5 }, 'text')).toContain('threads 9 10500\n');
  });
});

/** The samples of an exposition, read by the grammar of the format: name, labels, value. */
function samplesOf(text: string): ReadonlyMap<string, string> {
  return new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const [, name, labels = '', value] =
          /^([a-zA-Z_:][\w:]*)(?:\{((?:[a-zA-Z_]\w*="(?:[^"\\]|\\.)*",?)*)\})? (\S+)/.exec(line) ?? [];
        const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key, raw]) => [
          key,
          unescape(key, raw),
        ]);
        return [JSON.stringify([['__name__', name], ...pairs].sort()), value];
      })
  );
}

function unescape(key: string, raw: string): string {
  const value = raw.replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char));
  return key === 'le' ? value.replace(/^(\d+)\.0$/, '$1') : value;
}

it('writes infinities and what is no number as both formats have them', () => {
  const samples = series('g', [{ s: 'a' }, Infinity], [{ s: 'b' }, -Infinity], [{ s: 'c' }, NaN]);
  expect(expose({ samples, exemplars: [], at: undefined }, 'text')).toBe(
    '# TYPE g untyped\ng{s="a"} +Inf\ng{s="b"} -Inf\ng{s="c"} NaN\n'
  );
});

describe('the exposition of an incident', () => {
  const incident = runScenario('mysterious-timeout', { seed: 1, scale: 0.2 });

  it.each<ExpositionFormat>(['text', 'openmetrics'])('as %s holds the last sample of every series', (format) => {
    const text = expose(lastOf(incident), format);
    const expected = incident.metrics.flatMap(({ data }) =>
      data.result.map(({ metric, values }) => [JSON.stringify(Object.entries(metric).sort()), values.at(-1)?.[1]])
    );
    expect(expected.length).toBeGreaterThan(500);
    expect(Object.fromEntries(samplesOf(text))).toEqual(Object.fromEntries(expected));
    const types = text.split('\n').filter((line) => line.startsWith('# TYPE'));
    expect(new Set(types).size).toBe(types.length);
  });

  it('names in OpenMetrics a trace for buckets', () => {
    const text = expose(lastOf(incident), 'openmetrics');
    const known = incident.exemplars.length;
    expect(text.split('\n').filter((line) => / # \{traceID="[0-9a-f]{32}"\} \S+ \S+$/.test(line))).toHaveLength(known);
  });

  it('is what Prometheus itself can read', () => {
    const text = expose(lastOf(incident), 'text');
    const { error, stderr, status } = spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8' });
    if (error !== undefined) {
      console.log('skipped: promtool absent');
      return;
    }
    // 1: not readable. 3: readable, with advice about names.
    expect({ status: status === 0 || status === 3, stderr }).toMatchObject({ status: true });
    expect(stderr).not.toMatch(/error while linting/);
  });
});

describe('label values', () => {
  it('come back from both formats, whatever they hold', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.constantFrom<ExpositionFormat>('text', 'openmetrics'),
        (value, format) => {
          const text = expose({ samples: series('m', [{ l: value }, 1]), exemplars: [], at: undefined }, format);
          expect([...samplesOf(text).keys()]).toEqual([
            JSON.stringify([
              ['__name__', 'm'],
              ['l', value],
            ]),
          ]);
        }
      ),
      { seed: 20261121 }
    );
  });
});

describe('formatFor', () => {
  it.each([
    [undefined, 'text'],
    ['*/*', 'text'],
    ['text/plain;version=0.0.4', 'text'],
    ['application/openmetrics-text', 'openmetrics'],
    // What Prometheus 2.42 and 3 send.
    [
      'application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1',
      'openmetrics',
    ],
    ['application/openmetrics-text;q=0,text/plain', 'text'],
    ['text/plain;version=0.0.4;q=0.9,application/openmetrics-text;q=0.5', 'text'],
  ])('%s: %s', (accept, format) => {
    expect(formatFor(accept)).toBe(format);
  });
});
