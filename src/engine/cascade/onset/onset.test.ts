import { analyseCascade } from '..';
import { draws, inputOf, normal, regular, seconds, single } from '../testing/signals';
import type { CascadeInput, Onset, ServiceSignal } from '../types';

const S = 1e9;
const BROKEN = 301.7;

function onsetsOf(signals: readonly ServiceSignal[], more: Partial<CascadeInput> = {}): readonly Onset[] {
  return analyseCascade(inputOf(signals, more)).result.services.flatMap(({ onsets }) => onsets);
}

function arrivals(seed: number, rate: number, until = 600): readonly number[] {
  const draw = draws(seed);
  const ends: number[] = [];
  for (let at = 0; at < until; at -= Math.log(1 - draw()) / rate) {
    ends.push(at);
  }
  return ends.slice(1);
}

describe('a signal of regular samples', () => {
  it('left the usual between two scrapes', () => {
    const draw = draws(1);
    const latency = regular({
      signal: 'latency',
      name: 'p99',
      value: (at) => (at >= BROKEN ? 2 : 0.1) * Math.exp(0.2 * normal(draw)),
    });
    expect(onsetsOf([latency])).toMatchObject([
      {
        low: seconds(300),
        high: seconds(305),
        shape: 'step',
        direction: 'up',
        severity: 'critical',
        seenBy: 'service',
      },
    ]);
  });

  describe('of rates that look back on four scrapes', () => {
    const LOOKBACK = 20;

    /** Errors of twenty requests a second; a share of them fails from a second on. */
    function rate(seed: number, from: number, share: number): ServiceSignal {
      const draw = draws(seed);
      const failed = Array.from({ length: 600 }, (_, second) =>
        Array.from({ length: 20 }, () => (draw() < (second >= from ? share : 0.005) ? 1 : 0)).reduce<number>(
          (sum, one) => sum + one,
          0
        )
      );
      const value = (at: number): number =>
        failed.slice(Math.max(0, at - LOOKBACK), at).reduce((sum, one) => sum + one, 0) / (20 * LOOKBACK);
      return { ...regular({ signal: 'errors', value, count: () => 20 * LOOKBACK }), lookback: seconds(LOOKBACK) };
    }

    it('it is known nearly as well as they were scraped where much changed, and no better than they look back else', () => {
      const width = (share: number): number => {
        const [one] = onsetsOf([rate(2, 320, share)]);
        return ((one?.high ?? 0) - (one?.low ?? 0)) / S;
      };
      expect(width(0.5)).toBeLessThanOrEqual(12);
      expect(width(0.03)).toBeGreaterThanOrEqual(LOOKBACK);
    });

    it('it lies in its interval in nine of ten, whatever share fails', () => {
      const held = Array.from({ length: 100 }, (_, seed) => {
        const from = 250 + (seed % 23);
        const [one] = onsetsOf([rate(seed + 1, from, 0.03 + (seed % 10) / 12)]);
        return one !== undefined && one.low <= from * S && from * S <= one.high;
      });
      expect(held.filter((one) => one).length).toBeGreaterThanOrEqual(90);
    });
  });

  it('may fall, if it is load', () => {
    const draw = draws(3);
    const traffic = regular({ signal: 'traffic', value: (at) => (at >= BROKEN ? 2 : 20) + draw() });
    const latency = regular({ signal: 'latency', value: (at) => (at >= BROKEN ? 0.01 : 0.1) + draw() / 1000 });
    expect(onsetsOf([traffic, latency])).toMatchObject([{ signal: 'traffic', direction: 'down' }]);
  });

  it('that grows is a ramp, and began before any sample shows it', () => {
    const draw = draws(4);
    const memory = regular({
      signal: 'saturation',
      name: 'memory:heap',
      value: (at) => 0.3 + 0.01 * normal(draw) + Math.max(0, at - 250) * 0.004,
    });
    const [one] = onsetsOf([memory]);
    expect(one?.shape).toBe('ramp');
    expect((one?.began ?? 0) / S).toBeGreaterThan(210);
    expect(one?.began).toBeLessThan(one?.high ?? 0);
  });

  it('is usual again', () => {
    const draw = draws(5);
    const errors = regular({
      signal: 'errors',
      value: (at) => (at >= BROKEN && at < 400 ? 0.4 : 0),
      count: () => 40 + draw(),
    });
    expect((onsetsOf([errors])[0]?.until ?? 0) / S).toBeCloseTo(395, -1);
  });
});

describe('what proves nothing', () => {
  it('is a failure or two where none was before, and all of three requests', () => {
    const rare = regular({ signal: 'errors', value: (at) => (at === 300 || at === 450 ? 0.1 : 0), count: () => 10 });
    const few = regular({
      signal: 'errors',
      value: (at) => (at === 300 ? 1 : 0),
      count: (at) => (at === 300 ? 3 : 10),
    });
    const result = [rare, few].map((one) => analyseCascade(inputOf([one])).result);
    expect(result.map(({ severity }) => severity)).toEqual(['info', 'info']);
    expect(result.flatMap(({ services }) => services.flatMap(({ anomalies }) => anomalies))).toEqual([]);
  });

  it('is one wild request', () => {
    const ends = arrivals(1, 5);
    const latency = single('latency', ends, (at) => (at > 300 && at < 300.5 ? 60 : 0.1));
    expect(onsetsOf([latency]).filter(({ severity }) => severity !== 'info')).toEqual([]);
  });

  it('is a signal that nothing usual is known of', () => {
    const late = regular({ signal: 'latency', value: (at) => (at < 400 ? NaN : 5) });
    const { result, problems } = analyseCascade(inputOf([late], { baseline: { kind: 'signals', signals: [] } }));
    expect(result.services.flatMap(({ onsets }) => onsets)).toEqual([]);
    expect(problems).toMatchObject([{ code: 'cascade.no-baseline', count: 1 }]);
  });

  it('is noise, in two hundred services', () => {
    const found = Array.from({ length: 200 }, (_, seed) => {
      const draw = draws(seed);
      const latency = single('latency', arrivals(seed, 3), () => 0.1 * Math.exp(0.5 * normal(draw)));
      const errors = single('errors', arrivals(seed, 3), () => (draw() < 0.003 ? 1 : 0));
      const load = regular({ signal: 'traffic', value: () => 20 + 2 * normal(draw) });
      return analyseCascade(inputOf([latency, errors, load])).result.severity;
    });
    expect(found.filter((severity) => severity !== 'info')).toEqual([]);
  });
});

/** What metrics count when all requests are told: as many a second. */
function counted(ends: readonly number[]): ServiceSignal {
  return regular({ signal: 'traffic', value: () => ends.length / 600 });
}

describe('a signal of single requests', () => {
  it('left the usual with its first slow request, give or take what clocks agree on', () => {
    const ends = arrivals(7, 4);
    const first = ends.find((at) => at >= BROKEN) ?? 0;
    const draw = draws(7);
    const latency = single('latency', ends, (at) => (at >= BROKEN ? 3 : 0.1) * Math.exp(0.3 * normal(draw)));
    expect(onsetsOf([latency, counted(ends)])).toMatchObject([
      { low: seconds(first - 0.005), high: seconds(first + 0.005) },
    ]);
  });

  it('is told by kinds of requests: those that were not hit say nothing', () => {
    const ends = arrivals(8, 10);
    const first = ends.find((at, row) => at >= BROKEN && row % 5 === 0) ?? 0;
    const latency = {
      ...single('latency', ends, () => 0.1),
      operation: Int32Array.from(ends, (_, row) => (row % 5 === 0 ? 1 : 0)),
      operations: [
        { name: 'read', role: 'served' as const },
        { name: 'write', role: 'served' as const },
      ],
    };
    latency.values.forEach((_, row) => {
      latency.values[row] = row % 5 === 0 ? ((ends[row] ?? 0) >= BROKEN ? 6 : 1) : 0.1;
    });
    const { result } = analyseCascade(inputOf([latency]));
    expect(result.services[0]?.onset?.at).toBe(seconds(first));
    expect(result.blastRadius.operations).toEqual([{ service: 'a', operation: 'write' }]);
    expect(result.blastRadius.share).toBeCloseTo(0.2, 1);
  });

  it('holds the true onset in nine of ten, whatever share is hit', () => {
    const held = Array.from({ length: 100 }, (_, seed) => {
      const draw = draws(seed);
      const hit = 0.3 + 0.7 * draw();
      const ends = arrivals(seed, 3);
      let first = Infinity;
      const latency = single('latency', ends, (at) => {
        const slow = at >= BROKEN && draw() < hit;
        first = slow ? Math.min(first, at) : first;
        return 0.1 * Math.exp(0.3 * normal(draw)) * (slow ? 8 : 1);
      });
      const [one] = onsetsOf([latency, counted(ends)]);
      return one !== undefined && one.low <= first * S && first * S <= one.high;
    });
    expect(held.filter((one) => one).length).toBeGreaterThanOrEqual(90);
  });

  it('is by the common clock', () => {
    const ends = arrivals(9, 4);
    const latency = single('latency', ends, (at) => (at >= BROKEN ? 3 : 0.1));
    const [plain] = onsetsOf([latency, counted(ends)]);
    const [moved] = onsetsOf([latency, counted(ends)], {
      clocks: [{ service: 'a', offset: seconds(2), halfWidth: seconds(0.5) }],
    });
    expect((moved?.at ?? 0) - (plain?.at ?? 0)).toBe(-2 * S);
    expect((moved?.high ?? 0) - (moved?.low ?? 0)).toBe(1 * S);
  });

  it('that are a sample begin after the last usual one that was sampled, and the first of all lies in there', () => {
    const held = Array.from({ length: 100 }, (_, seed) => {
      const all = arrivals(seed, 10);
      const draw = draws(seed);
      const sample = all.filter(() => draw() < 0.05);
      const latency = single('latency', sample, (at) => (at >= BROKEN ? 3 : 0.1) * Math.exp(0.2 * normal(draw)));
      const [one] = onsetsOf([latency, counted(all)]);
      const first = all.find((at) => at >= BROKEN) ?? 0;
      return one !== undefined && one.low <= first * S && first * S <= one.high;
    });
    expect(held.filter((one) => one).length).toBeGreaterThanOrEqual(95);
  });

  it('may be a sample where nobody counted them', () => {
    const ends = arrivals(7, 4);
    const row = ends.findIndex((at) => at >= BROKEN);
    const latency = single('latency', ends, (at) => (at >= BROKEN ? 3 : 0.1));
    expect(onsetsOf([latency])).toMatchObject([
      { low: seconds((ends[row - 1] ?? 0) - 0.005), high: seconds((ends[row] ?? 0) + 0.005) },
    ]);
  });
});
