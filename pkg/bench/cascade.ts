import { analyseCascade, signalsOfMeasures } from '../../src/engine/cascade';
import { serviceIdentity } from '../../src/engine/correlation';
import type { Measure as GoldenMeasure, SignalRole, Subject } from '../../src/engine/signals';
import { epochMs, epochNsFromMs, nanos, nanosFromMs } from '../../src/engine/units';
import { against, type Bench, medians } from './measure';

const FEW = 50;
const MANY = 500;
const POINTS = 1000;
const STEP_MS = 15_000;
const CALLS_EACH = 4;
const ROLES: readonly SignalRole[] = ['traffic', 'errors', 'p50', 'p99', 'saturation'];
const START_MS = Date.UTC(2026, 10, 21, 10);
/** Two thirds of the points are usual; then every tenth service goes wrong, each a little later. */
const USUAL_POINTS = 667;
const WRONG = 10;
/** Times `JSON.parse` of the frames. */
const BOUND = 2;
/** Per point, against a tenth of the services. */
const GROWTH = 2;

interface Stored {
  readonly role: SignalRole;
  readonly subject: Subject;
  readonly times: readonly number[];
  readonly values: readonly number[];
}

/** Five signals of each service, as frames hold them. */
function stored(services: number): readonly Stored[] {
  const random = generator();
  const times = Array.from({ length: POINTS }, (_, at) => START_MS + at * STEP_MS);
  return Array.from({ length: services }, (_, service) => {
    const wrongAt = service % WRONG === 0 ? USUAL_POINTS + (service % 100) : Infinity;
    return ROLES.map((role) => ({
      role,
      subject: { kind: 'service' as const, service: `service-${service}` },
      times,
      values: times.map((_, at) => rounded(LEVELS[role](at >= wrongAt) * (0.8 + 0.4 * random()))),
    }));
  }).flat();
}

const LEVELS: Readonly<Record<SignalRole, (wrong: boolean) => number>> = {
  traffic: () => 100,
  errors: (wrong) => (wrong ? 0.3 : 0.002),
  p50: (wrong) => (wrong ? 0.4 : 0.05),
  p95: (wrong) => (wrong ? 2 : 0.15),
  p99: (wrong) => (wrong ? 4 : 0.3),
  mean: (wrong) => (wrong ? 0.8 : 0.1),
  saturation: (wrong) => (wrong ? 0.9 : 0.3),
  'log-errors': (wrong) => (wrong ? 5 : 0.1),
};

function rounded(value: number): number {
  return Number(value.toPrecision(6));
}

function generator(): () => number {
  let draw = 1;
  return () => {
    draw = (draw * 48271) % 2147483647;
    return draw / 2147483647;
  };
}

/** What Grafana sends: one frame for each series. */
function framesOf(all: readonly Stored[]): string {
  return JSON.stringify(
    all.map(({ role, subject, times, values }) => ({
      schema: {
        refId: role,
        fields: [
          { name: 'Time', type: 'time' },
          { name: 'Value', type: 'number', labels: subject },
        ],
      },
      data: { values: [times, values] },
    }))
  );
}

function measuresOf(all: readonly Stored[]): readonly GoldenMeasure[] {
  return all.map(({ role, subject, times, values }) => ({
    subject,
    role,
    resource: role === 'saturation' ? { kind: 'cpu', name: 'process' } : undefined,
    convention: 'http',
    baseline: false,
    series: {
      name: role,
      labels: {},
      times: times.map(epochMs),
      values,
      unit: role === 'saturation' ? 'percentunit' : '',
      intervalMs: STEP_MS,
      service: serviceIdentity(subject.service, undefined, 'label:service'),
      signal: undefined,
      quantile: undefined,
    },
  }));
}

function edgesOf(services: number): ReadonlyArray<{ readonly caller: string; readonly callee: string }> {
  const random = generator();
  return Array.from({ length: services * CALLS_EACH }, (_, at) => ({
    caller: `service-${at % services}`,
    callee: `service-${Math.floor(random() * services)}`,
  }));
}

function analyse(measures: readonly GoldenMeasure[], services: number): number {
  const origin = epochNsFromMs(START_MS);
  const { signals } = signalsOfMeasures(measures, { origin });
  const { result } = analyseCascade({
    origin,
    signals,
    edges: edgesOf(services),
    baseline: { kind: 'window', window: { from: nanos(0), to: nanosFromMs(USUAL_POINTS * STEP_MS * 0.9) } },
    window: { from: nanosFromMs(USUAL_POINTS * STEP_MS * 0.9), to: nanosFromMs(POINTS * STEP_MS) },
    changes: [],
  });
  return result.blastRadius.services.length;
}

/** Reading and analysing the signals of five hundred services, against parsing the frames that carry them. */
export const cascadeBench: Bench = {
  name: 'cascade',
  run: () => {
    const few = stored(FEW);
    const many = stored(MANY);
    const text = framesOf(many);
    const [fewMeasures, manyMeasures] = [measuresOf(few), measuresOf(many)];
    const times = medians((time) => {
      time('parse', () => JSON.parse(text));
      time('few', () => analyse(fewMeasures, FEW));
      time('many', () => analyse(manyMeasures, MANY));
    });
    const of = (step: string): number => times.get(step) ?? NaN;
    return [
      against(
        {
          bench: 'cascade',
          measure: `${MANY} services x ${ROLES.length} signals x ${POINTS} points, against JSON.parse`,
        },
        of('many'),
        of('parse'),
        BOUND
      ),
      against(
        { bench: 'cascade', measure: `each point, ${MANY} services against ${FEW}` },
        (of('many') / MANY) * FEW,
        of('few'),
        GROWTH
      ),
    ];
  },
};
