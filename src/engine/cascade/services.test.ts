import { analyseCascade } from '.';
import { draws, inputOf, regular, seconds, single } from './testing/signals';
import type { Onset, ServiceSignal } from './types';

const BROKEN = 301;

/** Requests a second until a second, and none afterwards. */
function trafficUntil(service: string, last: number, missing = 0): ServiceSignal {
  const draw = draws(3);
  return regular({ service, signal: 'traffic', value: (at) => (at < last ? 20 + draw() : missing) });
}

function errors(service: string, from: number, until = Infinity): ServiceSignal {
  const value = (at: number): number => (at > from && at < until ? 0.6 : 0);
  return regular({ service, signal: 'errors', value, count: () => 100 });
}

describe('a service that is dead', () => {
  const calls = [{ caller: 'web', callee: 'users', signals: [errors('', BROKEN)] }];
  const first = (users: ServiceSignal) =>
    analyseCascade(inputOf([errors('web', BROKEN), users], { edges: calls })).result;

  it.each([
    ['counts nothing any more', trafficUntil('users', BROKEN)],
    ['is not there any more', trafficUntil('users', BROKEN, NaN)],
  ])('and %s degraded when the calls to it began to fail, as its callers saw it', (_, users) => {
    const { order, services } = first(users);
    expect(order.tiers).toEqual([['users', 'web']]);
    expect(services[0]?.onset).toMatchObject({ low: seconds(300), high: seconds(305), seenBy: 'callers' });
  });

  it('is not one that answers, or did for a while: its callers have troubles of their own', () => {
    expect(first(trafficUntil('users', Infinity)).order.tiers).toEqual([['web']]);
    expect(first(trafficUntil('users', 400)).order.tiers).toEqual([['web']]);
  });

  it('is not one that never was asked', () => {
    expect(first(trafficUntil('users', 0)).order.tiers).toEqual([['web']]);
  });
});

describe('trouble', () => {
  function onset(signal: ServiceSignal): Onset | undefined {
    return analyseCascade(inputOf([signal])).result.services[0]?.onset;
  }

  it('is over when it does not come again soon', () => {
    expect(onset(errors('a', 301, 350))?.until).toBe(seconds(345));
    expect(onset(errors('a', 301))?.until).toBeUndefined();
  });

  it('is not over in a pause that is shorter than it was', () => {
    const again = (from: number, until: number) =>
      regular({
        signal: 'errors',
        value: (at) => ((at > 301 && at < 400) || (at > from && at < until) ? 0.6 : 0),
        count: () => 100,
      });
    expect(onset(again(440, 500))?.until).toBe(seconds(495));
    expect(onset(again(540, 580))?.until).toBe(seconds(395));
  });
});

describe('other services, their names and the units', () => {
  const draw = draws(9);
  const slow = regular({
    service: 'b',
    signal: 'latency',
    name: 'p99',
    value: (at) => (at > BROKEN ? 2 : 0.2) + draw() / 50,
  });
  const ends = Array.from({ length: 1200 }, (_, row) => row / 2 + 0.1);
  const failing = { ...single('errors', ends, (at) => (at > 330 ? 1 : 0)), service: 'a' };
  const told = (signals: readonly ServiceSignal[]) => {
    const { result } = analyseCascade(inputOf(signals, { edges: [{ caller: 'a', callee: 'b' }] }));
    return {
      onsets: result.services.flatMap(({ service, onset }) =>
        onset === undefined ? [] : [[service, onset.low, onset.high]]
      ),
      tiers: result.order.tiers,
      propagation: result.propagation,
      services: result.blastRadius.services,
    };
  };

  it('change nothing where nothing happens to them', () => {
    const calm = regular({ service: 'calm', signal: 'traffic', value: () => 20 });
    expect(told([slow, failing, calm])).toEqual(told([slow, failing]));
  });

  it('do not matter in the order in which they are given', () => {
    expect(told([failing, slow])).toEqual(told([slow, failing]));
  });

  it('do not move an onset: times by another origin move it by as much', () => {
    const moved = [slow, failing].map((one) => ({ ...one, times: one.times.map((time) => time + 7e9) }));
    const shifted = analyseCascade(
      inputOf(moved, {
        edges: [{ caller: 'a', callee: 'b' }],
        baseline: { kind: 'window', window: { from: seconds(7), to: seconds(157) } },
        window: { from: seconds(157), to: seconds(607) },
      })
    ).result;
    const plain = analyseCascade(inputOf([slow, failing], { edges: [{ caller: 'a', callee: 'b' }] })).result;
    expect(shifted.services.map(({ onset }) => onset && [onset.low - 7e9, onset.high - 7e9])).toEqual(
      plain.services.map(({ onset }) => onset && [onset.low, onset.high])
    );
  });

  it('do not matter by name: callees stay callees', () => {
    const renamed = analyseCascade(
      inputOf(
        [
          { ...slow, service: 'z' },
          { ...failing, service: 'a' },
        ],
        { edges: [{ caller: 'a', callee: 'z' }] }
      )
    ).result;
    expect(renamed.order.tiers).toEqual([['z'], ['a']]);
    expect(renamed.propagation.map(({ from, to }) => [from, to])).toEqual([['z', 'a']]);
  });

  it('of a latency move no onset, as of a rate of requests', () => {
    const inMinutes = { ...slow, values: slow.values.map((value) => value * 60) };
    const [plain, scaled] = [slow, inMinutes].map((one) => analyseCascade(inputOf([one])).result.services[0]?.onset);
    expect([scaled?.low, scaled?.at, scaled?.high]).toEqual([plain?.low, plain?.at, plain?.high]);
  });

  it('of clocks: nobody is first by a clock that is ahead', () => {
    const early = {
      ...single('errors', ends, (at) => (at > 340 ? 1 : 0)),
      service: 'c',
      times: failing.times.map((time) => time - 60e9),
    };
    const clocks = [{ service: 'c', offset: seconds(-60), halfWidth: seconds(0) }];
    const order = (known: boolean) =>
      analyseCascade(inputOf([failing, early], known ? { clocks } : {})).result.order.tiers;
    expect([order(false), order(true)]).toEqual([
      [['c'], ['a']],
      [['a'], ['c']],
    ]);
  });
});
