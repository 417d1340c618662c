import path from 'node:path';
import type { Emission } from '../../sources';
import { alertsOf } from '.';
import { evaluateRule } from './evaluate';
import { type AlertRule, readRules } from './rules';
import { filled } from './template';

// jsdom asks for the browser's build, which is not CommonJS; the server gets this one.
jest.mock('yaml', () => jest.requireActual('../../../../node_modules/yaml/dist/index.js'));

const rule: AlertRule = {
  uid: 'r',
  title: 'Failing',
  condition: 'C',
  for: '20s',
  keepFiringFor: '0s',
  isPaused: false,
  labels: {},
  annotations: {},
  data: [
    {
      refId: 'C',
      datasourceUid: '__expr__',
      relativeTimeRange: { from: 0, to: 0 },
      model: { type: 'threshold', expression: 'A', conditions: [{ evaluator: { type: 'gt', params: [0.5] } }] },
    },
    { refId: 'A', datasourceUid: 'prom', relativeTimeRange: { from: 600, to: 0 }, model: { expr: 'x', instant: true } },
  ],
};

/** A source with one series of service "cart", one value each 10 s from 0. */
function series(values: ReadonlyArray<number | null>) {
  return (): readonly Emission[] => [
    {
      state: 'Done',
      data: [
        {
          refId: 'A',
          meta: {},
          length: values.length,
          fields: [
            { name: 'Time', type: 'time', config: {}, values: values.map((_, row) => row * 10_000) },
            { name: 'Value', type: 'number', config: {}, labels: { __name__: 'x', service: 'cart' }, values },
          ],
        },
      ],
    },
  ];
}

function standing(values: ReadonlyArray<number | null>, more: Partial<AlertRule> = {}) {
  const schedule = { fromMs: 0, toMs: (values.length - 1) * 10_000, everyMs: 10_000 };
  return evaluateRule({ ...rule, ...more }, schedule, series(values)).map(({ labels, standings, values: read }) => {
    const { state, activeAtMs } = standings[standings.length - 1];
    return { ...labels, state, activeAtMs, last: read[read.length - 1].A ?? null };
  });
}

describe('an alert rule', () => {
  it.each([
    ['never held', [0, 0, 0.1], 'Normal', undefined],
    ['holds for less than it must', [0, 0, 1, 1], 'Pending', 20_000],
    ['holds long enough', [0, 1, 1, 1], 'Alerting', 10_000],
    ['held, and no longer', [1, 1, 1, 0], 'Normal', undefined],
    ['has a gap in between', [1, 1, 1, null, 1], 'Pending', 40_000],
  ])('%s', (_, values, state, activeAtMs) => {
    expect(standing(values)).toEqual([{ service: 'cart', state, activeAtMs, last: values.at(-1) }]);
  });

  it('goes on firing for as long as it is told', () => {
    expect(standing([1, 1, 1, 0, 0], { keepFiringFor: '30s' })).toMatchObject([{ state: 'Alerting', activeAtMs: 0 }]);
    expect(standing([1, 1, 1, 0, 0, 0], { keepFiringFor: '30s' })).toMatchObject([{ state: 'Normal' }]);
  });

  it('refuses by name what the workbench cannot evaluate', () => {
    const [threshold, query] = rule.data;
    const math = { ...threshold, model: { type: 'math', expression: 'A' } };
    expect(() => standing([1], { data: [math, query] })).toThrow('"Failing": the workbench does not know expressions');
    expect(() => standing([1], { data: [threshold] })).toThrow('name steps that are missing');
  });

  it('says what the source refused', () => {
    const refused = (): readonly Emission[] => [{ state: 'Error', data: [], error: { message: 'no', status: 400 } }];
    expect(() => evaluateRule(rule, { fromMs: 0, toMs: 0, everyMs: 1000 }, refused)).toThrow('"Failing": no');
  });
});

describe('the rules of an incident', () => {
  const groups = [
    { name: 'g', folder: 'f', interval: '10s', rules: [{ ...rule, annotations: { to: '/x?from=now-1m&to=now' } }] },
  ];
  const at = (values: ReadonlyArray<number | null>) =>
    alertsOf(groups, { fromMs: 0, toMs: (values.length - 1) * 10_000 }, series(values));

  it('stand as they did when one last fired, with links that look back from there', () => {
    const { atMs, answer } = at([0, 1, 1, 1, 1, 0, 0, 0]);
    expect(atMs).toBe(40_000);
    const alerts = [
      { state: 'Alerting', activeAt: '1970-01-01T00:00:10.000Z', annotations: { to: '/x?from=-20000&to=40000' } },
    ];
    expect(answer).toMatchObject({ data: { groups: [{ rules: [{ state: 'firing', alerts }] }] } });
  });

  it('stand as they do at its end when none ever fires', () => {
    expect(at([0, 1, 0, 0])).toMatchObject({
      atMs: 30_000,
      answer: { data: { groups: [{ rules: [{ state: 'inactive' }] }] } },
    });
  });
});

describe('templates', () => {
  const known = { labels: { service: 'a b' }, values: { A: 0.123456 } };

  it.each([
    ['{{ $labels.service }} {{.Labels.service}}', 'a b a b'],
    ['{{ index $labels "service" | urlquery }}', 'a+b'],
    ['{{ urlquery .Labels.service }}', 'a+b'],
    ['{{ externalURL }}a/x', '/a/x'],
    ['{{ humanizePercentage .Values.A.Value }} {{ $values.A | humanize }}', '12.35% 0.1235'],
    ['{{ printf "%.1f" $values.A.Value }}', '0.1'],
    ['{{ with index .Values "A" }}{{ humanizePercentage .Value }}{{ end }} fail', '12.35% fail'],
    ['{{ $labels.none }}', '[no value]'],
    ['{{ range $x }}', '{{ range $x }}'],
  ])('%s', (template, expected) => {
    expect(filled(template, known)).toBe(expected);
  });
});

it('the provisioned rules are read, and their links are filled in whole', () => {
  const groups = readRules(path.resolve(__dirname, '../../../../provisioning'));
  const rules = groups.flatMap((group) => group.rules);
  expect(rules.length).toBeGreaterThan(0);
  const known = { labels: { service: 'cart', name: 'payment' }, values: { A: 1, B: 1 } };
  const texts = rules.flatMap(({ annotations }) => Object.values(annotations)).map((text) => filled(text, known));
  expect(texts.filter((text) => /\{\{|no value/.test(text))).toEqual([]);
  expect(texts.some((text) => text.startsWith('/a/clew-incident-app/investigate?service=cart'))).toBe(true);
});
