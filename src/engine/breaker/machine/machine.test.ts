import fc from 'fast-check';

import { nanos, nanosFromMs } from '../../units';
import type { BreakerConfiguration } from '../types';
import { breakerMachine, defaultConfiguration, type Generation, type StateChange } from './machine';

const SECOND = 1e9;

/**
 * Plays calls that end where they begin: `.` succeeds, `x` fails, `-` is ignored, a number waits so many seconds, and
 * `f`, `d`, `r` force it open, disable it and return it. Written back: the state after each wait, and each sign as it was,
 * `!` where the call was refused.
 */
function play(configuration: BreakerConfiguration, script: string): string {
  const machine = breakerMachine(configuration);
  let now = nanos(0);
  const call = (sign: string): string => {
    const generation = machine.admit(now);
    if (generation === undefined) {
      return '!';
    }
    machine.record(generation, sign === 'x' ? 'failure' : sign === '-' ? 'ignored' : 'success', now);
    return sign;
  };
  const override = (sign: string): string => {
    machine.override(sign === 'f' ? 'forced' : sign === 'd' ? 'disabled' : undefined, now);
    return sign;
  };
  const played = script.split(' ').map((step) => {
    if (/^[\d.]*\d$/.test(step)) {
      now = nanos(now + Number(step) * SECOND);
      return machine.state(now);
    }
    return [...step].map((sign) => ('fdr'.includes(sign) ? override(sign) : call(sign))).join('');
  });
  return `${played.join(' ')} -> ${machine.state(now)}`;
}

const consecutive = (failures: number, comparison: 'at' | 'after'): BreakerConfiguration => ({
  ...defaultConfiguration,
  rule: { kind: 'consecutive', failures, comparison },
});

describe('consecutive rule', () => {
  it('opens at the fifth failure as the seed says, or after more than five as gobreaker does', () => {
    expect(play(consecutive(5, 'at'), 'xxxx.xxxx')).toContain('-> closed');
    expect(play(consecutive(5, 'at'), 'xxxxx')).toContain('-> open');
    expect(play(consecutive(5, 'after'), 'xxxxx')).toContain('-> closed');
    expect(play(consecutive(5, 'after'), 'xxxxxx')).toContain('-> open');
  });

  it('stays open for 30 s, then lets one trial through: a failure opens it again, a success closes it', () => {
    expect(play(defaultConfiguration, 'xxxxx .. 29 . 1 x . 30 . x')).toBe(
      'xxxxx !! open ! half-open x ! half-open . x -> closed'
    );
  });

  it('does not count an ignored result, nor take a trial for one', () => {
    expect(play(consecutive(2, 'at'), 'x-x')).toContain('-> open');
    expect(play(consecutive(2, 'at'), 'xx 30 ---')).toContain('-> half-open');
  });

  it('clears its counts every interval', () => {
    const clearing = { ...consecutive(3, 'at'), clearEvery: nanos(10 * SECOND) };
    expect(play(clearing, 'xx 10 xx')).toContain('-> closed');
    expect(play(clearing, 'xx 9 x')).toContain('-> open');
  });
});

describe('rate rule', () => {
  const share = (window: Extract<BreakerConfiguration['rule'], { kind: 'rate' }>['window'], more = {}) => ({
    ...defaultConfiguration,
    rule: { kind: 'rate' as const, share: 0.5, comparison: 'at' as const, minimumCalls: 4, window, ...more },
  });

  it('opens when the share is reached, not below the minimum of calls', () => {
    const all = share({ kind: 'all' });
    expect(play(all, 'xxx')).toContain('-> closed');
    expect(play(all, 'xxxx')).toContain('-> open');
    expect(play(all, '...x.x')).toContain('-> closed');
    expect(play(share({ kind: 'all' }, { comparison: 'after' }), '..xx')).toContain('-> closed');
  });

  it('forgets calls beyond the last so many', () => {
    const last = share({ kind: 'count', calls: 4 });
    expect(play(last, '........xx')).toContain('-> open');
    expect(play(last, 'x....x')).toContain('-> closed');
  });

  it('forgets calls beyond the last while, moment by moment or by buckets', () => {
    const moments = share({ kind: 'time', length: nanos(10 * SECOND) });
    expect(play(moments, '.... 9 xxx')).toContain('-> closed');
    expect(play(moments, '.... 10 xxxx')).toContain('-> open');
    const buckets = share({ kind: 'time', length: nanos(10 * SECOND), bucket: nanos(5 * SECOND) });
    expect(play(buckets, '4 .... 5.9 xxx')).toContain('-> closed');
    expect(play(buckets, '4 .... 6 xxxx')).toContain('-> open');
  });

  it('awaits all trials where the library does, and judges them by the share', () => {
    const patient = { ...share({ kind: 'all' }), trialCalls: 3, trialRule: 'share' as const };
    expect(play(patient, 'xxxx 30 x..')).toContain('-> closed');
    expect(play(patient, 'xxxx 30 xx.')).toContain('-> open');
  });
});

describe('overrides and late results', () => {
  it('is forced open or disabled until it is returned', () => {
    expect(play(defaultConfiguration, 'f . 60 . r .')).toBe('f ! forced ! r . -> closed');
    expect(play(defaultConfiguration, 'd xxxxxxxx r .')).toBe('d xxxxxxxx r . -> closed');
  });

  it('ignores results of calls that an older generation let through', () => {
    const changes: StateChange[] = [];
    const machine = breakerMachine(consecutive(1, 'at'), nanos(0), (change) => changes.push(change));
    const [slow, failing] = [machine.admit(nanos(0)), machine.admit(nanos(0))];
    machine.record(failing ?? -1, 'failure', nanos(1));
    machine.record(slow ?? -1, 'success', nanos(31 * SECOND));
    expect(machine.state(nanos(31 * SECOND))).toBe('half-open');
    expect(changes.map(({ from, to }) => `${from} -> ${to}`)).toEqual(['closed -> open', 'open -> half-open']);
  });

  it('lets so many trials through at once, and as many as it takes to close', () => {
    const machine = breakerMachine({ ...consecutive(1, 'at'), trialCalls: 2, successesToClose: 3 });
    machine.record(machine.admit(nanos(0)) ?? -1, 'failure', nanos(0));
    const later = nanosFromMs(30_000);
    const admitted: Array<Generation | undefined> = [machine.admit(later), machine.admit(later), machine.admit(later)];
    expect(admitted.map((generation) => generation !== undefined)).toEqual([true, true, false]);
    machine.record(admitted[0] ?? -1, 'success', later);
    machine.record(admitted[1] ?? -1, 'success', later);
    expect(machine.state(later)).toBe('half-open');
    machine.record(machine.admit(later) ?? -1, 'success', later);
    expect(machine.state(later)).toBe('closed');
  });

  it('never lets more than its trials through while half-open, whatever comes', () => {
    const steps = fc.array(fc.tuple(fc.nat({ max: 20 }), fc.boolean()), { maxLength: 80 });
    fc.assert(
      fc.property(steps, fc.integer({ min: 1, max: 3 }), (calls, trialCalls) => {
        const machine = breakerMachine({ ...consecutive(2, 'at'), trialCalls });
        let now = 0;
        let underWay = 0;
        for (const [wait, fails] of calls) {
          now += wait * SECOND;
          const before = machine.state(nanos(now));
          const generation = machine.admit(nanos(now));
          underWay = before === 'half-open' ? underWay + Number(generation !== undefined) : 0;
          expect(underWay).toBeLessThanOrEqual(trialCalls);
          expect(before === 'open' ? generation : undefined).toBeUndefined();
          expect(before === 'closed' && generation === undefined).toBe(false);
          if (generation !== undefined && wait % 2 === 0) {
            machine.record(generation, fails ? 'failure' : 'success', nanos(now));
            underWay = 0;
          }
        }
      }),
      { seed: 1, numRuns: 200 }
    );
  });
});
