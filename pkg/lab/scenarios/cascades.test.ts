import { type LabIncident, runScenario, type ScenarioName } from '../index';
import { type PlacedSpan, quantile, seriesOf, spansOf } from '../spans';

const SERVER = 2;
const NS_PER_S = 1e9;

/** One staged cascade, and what tests ask of it; times are seconds after the fault began. */
class Staged {
  readonly incident: LabIncident;
  readonly spans: readonly PlacedSpan[];

  constructor(name: ScenarioName, seed: number) {
    this.incident = runScenario(name, { seed });
    this.spans = spansOf(this.incident);
  }

  get truth(): LabIncident['truth'] {
    return this.incident.truth;
  }

  after(time: bigint | string | undefined): number {
    return time === undefined ? Infinity : Number(BigInt(time) - BigInt(this.truth.onsetNs)) / NS_PER_S;
  }

  onset(service: string): number {
    return this.after(this.truth.onsets[service]);
  }

  signal(service: string, signal: 'latency' | 'errors' | 'saturation' | 'traffic'): number {
    return this.after(this.truth.signals?.[service]?.[signal]);
  }

  /** Durations of a service's requests that ended in a time, in milliseconds. */
  lengths(service: string, from: number, to: number): readonly number[] {
    return this.served(service, from, to).map(({ ms }) => ms);
  }

  /** The part of a service's requests that failed. */
  failing(service: string, from: number, to: number): number {
    const served = this.served(service, from, to);
    return served.filter(({ span }) => span.status.code === 2).length / Math.max(1, served.length);
  }

  served(service: string, from: number, to: number): readonly PlacedSpan[] {
    return this.spans.filter((placed) => {
      const end = this.after(placed.end);
      return placed.service === service && placed.span.kind === SERVER && end >= from && end < to;
    });
  }

  lines(text: RegExp): readonly string[] {
    return this.incident.logs.filter(({ line }) => text.test(line)).map(({ labels }) => labels.service_name);
  }
}

describe.each([1, 2])('payment-cascade, seed %i', (seed) => {
  const staged = new Staged('payment-cascade', seed);
  const { truth } = staged;

  it('takes payment from 50 to 500 ms, its memory first', () => {
    const bitten = staged.onset('payment');
    expect(staged.signal('payment', 'saturation')).toBeLessThan(bitten);
    expect(quantile(staged.lengths('payment', -200, 0), 0.5)).toBeGreaterThan(40);
    expect(quantile(staged.lengths('payment', -200, 0), 0.5)).toBeLessThan(60);
    const work = staged.spans.filter(
      ({ service, span, end }) => service === 'payment' && span.name === 'INSERT payments' && staged.after(end) > 60
    );
    const apart = work
      .map(({ start, instance }) => ({ instance, at: staged.after(start) }))
      .sort((a, b) => a.at - b.at);
    const [one] = apart;
    const turns = apart.filter(({ instance }) => instance === one.instance).map(({ at }) => at);
    const gaps = turns.slice(1).map((at, row) => at - turns[row]);
    expect(quantile(gaps, 0.5)).toBeGreaterThan(0.4);
    expect(quantile(gaps, 0.5)).toBeLessThan(0.62);
  });

  it('goes on from payment to those who wait for it, and then to those who only share their threads', () => {
    expect(truth.firstService).toBe('payment');
    expect(Object.keys(truth.onsets)).toEqual([
      'payment',
      'order-service',
      'api-gateway',
      'edge-lb',
      'account-service',
    ]);
    expect(staged.onset('order-service') - staged.onset('payment')).toBeGreaterThan(2);
    expect(staged.onset('account-service') - staged.onset('order-service')).toBeGreaterThan(5);
    expect(staged.signal('order-service', 'saturation')).toBeLessThan(staged.signal('api-gateway', 'saturation'));
    expect(staged.lengths('catalog', -200, 400).every((ms) => ms < 1000)).toBe(true);
  });

  it('has everything down in four minutes: timeouts of ten seconds, then of thirty, then no gateway at all', () => {
    expect(staged.failing('edge-lb', -200, 0)).toBe(0);
    expect(staged.failing('edge-lb', 180, 240)).toBeGreaterThan(0.75);
    const timeouts = (caller: string): readonly number[] =>
      staged.spans
        .filter(({ service, span }) => service === caller && span.kind === 3 && span.status.code === 2)
        .map(({ ms }) => Math.round(ms / 1000));
    expect(timeouts('order-service')).toContain(10);
    expect(timeouts('api-gateway')).toContain(30);
    expect(new Set(staged.lines(/no healthy upstream|no server is available|backends of/))).toEqual(
      new Set(['edge-lb'])
    );
  });
});

describe.each([1, 12])('memory-leak-cascade, seed %i', (seed) => {
  const staged = new Staged('memory-leak-cascade', seed);
  const { truth, incident } = staged;

  it('is known by its metrics alone', () => {
    expect([staged.spans, incident.logs, incident.exemplars, truth.ids]).toEqual([[], [], [], []]);
    const memory = seriesOf(incident, 'process_resident_memory_bytes', { service: truth.firstService });
    const levels = memory.map(({ values }) => values.map(([, value]) => Number(value)));
    expect(levels.every((values) => Math.max(...values) > 1.5 * Math.max(...values.slice(0, 40)))).toBe(true);
  });

  it('names the leak first and the rest within ten minutes', () => {
    expect(Object.keys(truth.onsets)[0]).toBe(truth.firstService);
    expect(Object.keys(truth.onsets).length).toBe(5);
    expect(truth.fault).toEqual({ service: truth.firstService, kind: 'resource' });
    expect(Math.max(...Object.keys(truth.onsets).map((service) => staged.onset(service)))).toBeLessThan(600);
  });
});
