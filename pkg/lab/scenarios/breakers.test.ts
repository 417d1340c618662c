import { type LabIncident, runScenario } from '../index';
import { attribute, type PlacedSpan, seriesOf, spansOf } from '../testing/spans';

const SCALE = 0.4;
const CLIENT = 3;

function callsTo(incident: LabIncident): readonly PlacedSpan[] {
  const { caller, callee } = incident.truth.edge ?? { caller: '', callee: '' };
  return spansOf(incident).filter(
    ({ service, span }) =>
      service === caller && span.kind === CLIENT && attribute(span.attributes, 'peer.service') === callee
  );
}

function waited(calls: readonly PlacedSpan[]): number {
  return calls.reduce((sum, { ms }) => sum + ms, 0);
}

describe.each([2, 14])('breaker-flap, seed %i', (seed) => {
  const incident = runScenario('breaker-flap', { seed, scale: SCALE });
  const { truth } = incident;

  it('has a breaker for each instance of the caller, which opens, half-opens and opens again', () => {
    expect(truth.breakers?.length).toBeGreaterThan(1);
    for (const { caller, callee, changes } of truth.breakers ?? []) {
      expect({ caller, callee }).toEqual(truth.edge);
      const states = changes.map(({ to }) => to);
      expect(states.join(' ')).toContain('open half-open open');
      expect(states.at(-1)).toBe('closed');
    }
  });

  it('tells every change in a line, in the words of the library', () => {
    const lines = incident.logs.filter(({ line }) =>
      line.includes(`CircuitBreaker '${truth.edge?.callee}' changed state from`)
    );
    const changes = (truth.breakers ?? []).flatMap((breaker) => breaker.changes);
    expect(lines).toHaveLength(changes.length);
    expect(lines.filter(({ line }) => /from CLOSED to OPEN/.test(line)).length).toBeGreaterThan(0);
  });

  it('shows the state in a gauge', () => {
    const open = seriesOf(incident, 'resilience4j_circuitbreaker_state', {
      name: truth.edge?.callee ?? '',
      state: 'open',
    });
    expect(open.length).toBe(truth.breakers?.length);
    expect(open.every(({ values }) => values.some(([, value]) => value === '1'))).toBe(true);
  });

  it('refuses calls at once, in a span or without one', () => {
    const refused = callsTo(incident).filter(
      ({ span }) => attribute(span.attributes, 'error.type') === 'CallNotPermittedException'
    );
    const thrown = spansOf(incident).filter(
      ({ service, span }) =>
        service === truth.edge?.caller && attribute(span.attributes, 'error.type') === 'CallNotPermittedException'
    );
    expect(thrown.length).toBeGreaterThan(20);
    expect(refused.every(({ ms }) => ms < 1)).toBe(true);
  });
});

it('has refusals with a span of their own in some runs, and without one in others', () => {
  const spans = [1, 2, 3, 4, 5, 6].map((seed) => {
    const calls = callsTo(runScenario('breaker-flap', { seed, scale: 0.2 }));
    return calls.some(({ span }) => attribute(span.attributes, 'error.type') === 'CallNotPermittedException');
  });
  expect(new Set(spans)).toEqual(new Set([true, false]));
});

describe.each([2, 14])('breaker-missing, seed %i', (seed) => {
  const usual = runScenario('breaker-missing', { seed, scale: SCALE });
  const { edge = { caller: '', callee: '' } } = usual.truth;
  const policy = { window: 5, minimumCalls: 5, failureRate: 1, openMs: 30_000, trialCalls: 1 };
  const guarded = runScenario('breaker-missing', { seed, scale: SCALE, breaker: { ...edge, policy } });

  it('has no breaker on the edge, whose calls fail after seconds', () => {
    expect(usual.truth.breakers).toBeUndefined();
    const failed = callsTo(usual).filter(({ span }) => span.status.code === 2);
    expect(failed.length).toBeGreaterThan(50);
    expect(waited(failed) / failed.length).toBeGreaterThan(500);
  });

  it('differs by the breaker alone when one is installed: the same requests, fewer of them waited for', () => {
    const ids = ({ span }: PlacedSpan): string => span.traceId;
    const sent = callsTo(guarded).filter(
      ({ span }) => attribute(span.attributes, 'error.type') !== 'CallNotPermittedException'
    );
    expect(callsTo(guarded).map(ids)).toEqual(callsTo(usual).map(ids));
    const same = new Map(callsTo(usual).map((call) => [call.span.traceId, call.ms]));
    expect(sent.every(({ span, ms }) => same.get(span.traceId) === ms)).toBe(true);
    expect(waited(callsTo(guarded))).toBeLessThan(0.7 * waited(callsTo(usual)));
  });
});
