import fc from 'fast-check';

import { DEFAULT_START_NS, type LabIncident, runScenario, type ScenarioName, scenarioNames } from './index';
import { spansOf } from './testing/spans';

const SCALE = 0.1;

function textOf(name: ScenarioName, seed: number): string {
  return JSON.stringify(runScenario(name, { seed, scale: SCALE }));
}

/** The incident with every time moved back by that many nanoseconds, and the times inside lines left out. */
function movedBack(incident: LabIncident, ns: bigint): unknown {
  const back = (time: string): string => String(BigInt(time) - ns);
  const seconds = Number(ns) / 1e9;
  const { truth } = incident;
  const allBack = (times: Readonly<Record<string, string>>): unknown =>
    Object.fromEntries(Object.entries(times).map(([key, time]) => [key, back(time)]));
  return {
    spans: spansOf(incident).map(({ span }) => ({
      ...span,
      startTimeUnixNano: back(span.startTimeUnixNano),
      endTimeUnixNano: back(span.endTimeUnixNano),
      events: span.events.map((event) => ({ ...event, timeUnixNano: back(event.timeUnixNano) })),
    })),
    logs: incident.logs.map((log) => ({
      ...log,
      timeUnixNano: back(log.timeUnixNano),
      line: log.line.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/, ''),
    })),
    metrics: incident.metrics.flatMap(({ data }) =>
      data.result.map(({ metric, values }) => ({ metric, values: values.map(([at, value]) => [at - seconds, value]) }))
    ),
    truth: {
      ...truth,
      onsetNs: back(truth.onsetNs),
      onsets: allBack(truth.onsets),
      signals: Object.fromEntries(
        Object.entries(truth.signals ?? {}).map(([service, times]) => [service, allBack(times)])
      ),
    },
  };
}

describe('runScenario', () => {
  it('gives the same bytes for the same seed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...scenarioNames), fc.integer({ min: 1, max: 1000 }), (name, seed) => {
        expect(textOf(name, seed)).toBe(textOf(name, seed));
      }),
      { numRuns: 3, seed: 20261121 }
    );
  });

  it('gives different ids, load and wording for different seeds', () => {
    const [one, two] = [1, 2].map((seed) => runScenario('healthy', { seed, scale: SCALE }));
    expect(one.truth.ids).not.toEqual(two.truth.ids);
    expect(one.logs.length).not.toBe(two.logs.length);
    const words = (incident: LabIncident): ReadonlySet<string> =>
      new Set(incident.logs.flatMap(({ line }) => /"message":"([a-z ]+)/.exec(line)?.[1] ?? []));
    expect(words(one)).not.toEqual(words(two));
  });

  it('keeps the names of the source for seeds 1 to 9, and may vary them beyond', () => {
    const services = (seed: number): readonly string[] =>
      [
        ...new Set(spansOf(runScenario('mysterious-timeout', { seed, scale: SCALE })).map(({ service }) => service)),
      ].sort();
    const canonical = ['cart', 'checkout', 'fraud-detection', 'frontend', 'inventory', 'payment'];
    expect(services(9)).toEqual(canonical);
    expect(services(12)).not.toEqual(canonical);
  });

  it('shifts everything exactly with the start', () => {
    const shift = BigInt(86_400_000_000_000);
    const base = runScenario('mysterious-timeout', { seed: 4, scale: SCALE });
    const moved = runScenario('mysterious-timeout', { seed: 4, scale: SCALE, startNs: DEFAULT_START_NS + shift });
    expect(movedBack(moved, shift)).toEqual(movedBack(base, BigInt(0)));
  });

  it('has more users with a larger scale', () => {
    const [few, many] = [0.1, 0.4].map((scale) => runScenario('duplicate-orders', { seed: 1, scale }));
    expect(many.logs.length).toBeGreaterThan(few.logs.length * 2);
  });
});
