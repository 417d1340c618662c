/** @jest-environment ./pkg/testkit/node-environment.cjs */
import { type LabIncident, runScenario, type ScenarioName } from '../../pkg/lab';
import { remember } from '../../pkg/workbench/sources';
import { readInvestigateAddress } from '../../src/engine/address';
import { differences, realAnswer, workbenchAnswer } from '../prometheus/compare';
import { findPrometheus } from '../prometheus/debian';
import { openMetrics } from '../prometheus/openMetrics';
import { RealPrometheus } from '../prometheus/server';
import { firings, ruleOf, rules } from './rules';

const START_S = Date.UTC(2026, 10, 21, 10) / 1000;
const TIMES = { start: START_S + 60, end: START_S + 720, step: 10 };
const VERSION = 2;

/** Simulated once for all rules; half the users are enough, and take half the time. */
const staged = new Map<string, LabIncident>();
function stage(scenario: ScenarioName, seed = 1): LabIncident {
  const key = `${scenario} ${seed}`;
  const incident = staged.get(key) ?? runScenario(scenario, { seed, scale: 0.5 });
  staged.set(key, incident);
  return incident;
}

/** What the workbench answers, or the test ends with its refusal. */
function evaluated(incident: LabIncident, expr: string) {
  const answer = workbenchAnswer(remember(incident), expr, TIMES, VERSION);
  if (typeof answer === 'string') {
    throw new Error(`${expr}: ${answer}`);
  }
  return answer;
}

/** Seconds after the start at which each service of a rule's labels first fires. */
function firedServices(incident: LabIncident, uid: string): Readonly<Record<string, number>> {
  const rule = ruleOf(uid);
  const fired = [...firings(rule, evaluated(incident, rule.expr))];
  return Object.fromEntries(
    fired.map(([series, time]) => [/"service":"([^"]+)"/.exec(series)?.[1] ?? series, time - START_S])
  );
}

function onsetOf({ truth }: LabIncident): number {
  return Number(BigInt(truth.onsetNs) / BigInt(1e9)) - START_S;
}

it('evaluates the rules at the interval that it steps by', () => {
  expect(rules.map(({ intervalSeconds }) => intervalSeconds)).toEqual(rules.map(() => TIMES.step));
});

describe('over a healthy shop', () => {
  it.each([1, 12])('no rule fires (seed %i)', (seed) => {
    const incident = stage('healthy', seed);
    expect(rules.map(({ uid }) => firedServices(incident, uid))).toEqual(rules.map(() => ({})));
  });
});

describe('over an incident', () => {
  const cases: ReadonlyArray<readonly [string, ScenarioName]> = [
    ['clew-error-ratio', 'mysterious-timeout'],
    ['clew-latency-p99', 'mysterious-timeout'],
    ['clew-latency-p99', 'duplicate-orders'],
  ];

  it.each(cases)('%s fires in %s, after its onset, for services that it hit', (uid, scenario) => {
    const incident = stage(scenario);
    const fired = firedServices(incident, uid);
    const onset = onsetOf(incident);
    expect(Object.keys(fired).length).toBeGreaterThan(0);
    expect(Object.keys(fired).filter((service) => !incident.truth.blastRadius.includes(service))).toEqual([]);
    expect(Math.min(...Object.values(fired))).toBeGreaterThan(onset + ruleOf(uid).forSeconds);
    // Within two minutes: an incident of this length must not be over when it is told.
    expect(Math.min(...Object.values(fired))).toBeLessThan(onset + 120);
  });

  it('a breaker that opens is told, with what it protects', () => {
    const healthy = runScenario('healthy', { seed: 1, scale: 0.02 });
    const state = (open: readonly string[]): LabIncident['metrics'][number] => ({
      status: 'success',
      data: {
        resultType: 'matrix',
        result: [
          {
            metric: { __name__: 'resilience4j_circuitbreaker_state', service: 'payment', name: 'bank', state: 'open' },
            values: open.map((value, i) => [START_S + 60 + 5 * i, value]),
          },
        ],
      },
    });
    const rule = ruleOf('clew-breaker-open');
    const withState = (open: readonly string[]) =>
      firings(rule, evaluated({ ...healthy, metrics: [state(open)] }, rule.expr));
    expect(withState(Array.from({ length: 40 }, () => '0')).size).toBe(0);
    const opening = withState(Array.from({ length: 40 }, (_, i) => (i < 12 ? '0' : '1')));
    expect([...opening]).toEqual([['{"name":"bank","service":"payment"}', START_S + 60 + 60 + rule.forSeconds]]);
  });
});

describe('the same rules in the real Prometheus', () => {
  const found = findPrometheus();
  const incident = stage('mysterious-timeout');
  let real: RealPrometheus | undefined;

  beforeAll(async () => {
    if ('missing' in found) {
      process.stdout.write(`skipped: ${found.missing}\n`);
      return;
    }
    real = await RealPrometheus.start(openMetrics(incident.metrics));
  });
  afterAll(() => real?.stop());

  it.each(rules)('$uid is evaluated alike, and fires for the same services', async (rule) => {
    if (real === undefined) {
      return;
    }
    const answer = realAnswer(await real.range(rule.expr, TIMES));
    expect(differences(answer, evaluated(incident, rule.expr), rule.expr)).toEqual([]);
    expect(typeof answer === 'string' ? answer : firings(rule, answer)).toEqual(
      firings(rule, evaluated(incident, rule.expr))
    );
  });
});

describe('the links of the rules', () => {
  /** What Grafana's template engine makes of the few functions that our annotations use. */
  function expand(template: string, labels: Readonly<Record<string, string>>): string {
    return template
      .replace(/\{\{ externalURL \}\}/g, 'https://grafana.example/sub/')
      .replace(/\{\{ urlquery \.Labels\.(\w+) \}\}/g, (_, name: string) =>
        encodeURIComponent(labels[name]).replace(/%20/g, '+')
      );
  }

  it.each(rules)('$uid opens the Investigate page of its service', ({ annotations }) => {
    const url = new URL(expand(annotations.investigate, { service: 'päyment & co', name: 'bank' }));
    expect(url.pathname).toBe('/sub/a/clew-incident-app/investigate');
    const { result, problems } = readInvestigateAddress(url.search);
    expect(problems).toEqual([]);
    expect(result).toEqual({
      subject: { kind: 'service', service: 'päyment & co' },
      range: { from: 'now-15m', to: 'now' },
      source: undefined,
    });
  });
});
