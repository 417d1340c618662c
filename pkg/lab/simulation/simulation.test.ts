import fc from 'fast-check';

import { Random } from '../random';
import { Breaker } from './breaker';
import { NodeClock } from './clock';
import { first, type Process, start, together, wait } from './process';
import { Resource } from './resource';
import { backoff } from './retry';
import { Scheduler } from './scheduler';

describe('Scheduler', () => {
  it('runs events by time, and those of one instant in the order they were scheduled', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20)), (times) => {
        const scheduler = new Scheduler();
        const seen: Array<readonly [number, number]> = [];
        times.forEach((time, order) => scheduler.at(time, () => seen.push([scheduler.now, order])));
        scheduler.runUntil(20);
        const expected = times.map((time, order) => [time, order] as const).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
        expect(seen).toEqual(expected);
      })
    );
  });

  it('leaves later events for the next run', () => {
    const scheduler = new Scheduler();
    const seen: number[] = [];
    [5, 10, 11].forEach((time) => scheduler.at(time, () => seen.push(time)));
    scheduler.runUntil(10);
    expect(seen).toEqual([5, 10]);
    scheduler.runUntil(20);
    expect(seen).toEqual([5, 10, 11]);
  });
});

describe('processes', () => {
  it('take the first value only: an answer after the timeout is dropped', () => {
    const scheduler = new Scheduler();
    const got: string[] = [];
    start(
      first<string>((hand) => {
        scheduler.after(10, () => hand('timeout'));
        scheduler.after(20, () => hand('answer'));
      }),
      (value) => got.push(value)
    );
    scheduler.runUntil(100);
    expect(got).toEqual(['timeout']);
  });

  it('run together and end with the slowest', () => {
    const scheduler = new Scheduler();
    function* sleeper(length: number): Process<number> {
      yield* wait(scheduler, length);
      return scheduler.now;
    }
    const ended: Array<readonly [number, readonly number[]]> = [];
    start(together([sleeper(30), sleeper(10), sleeper(20)]), (results) => ended.push([scheduler.now, results]));
    start(together<number>([]), (results) => ended.push([scheduler.now, results]));
    scheduler.runUntil(100);
    expect(ended).toEqual([
      [0, []],
      [30, [30, 10, 20]],
    ]);
  });
});

describe('Resource', () => {
  it('never gives out more than it has, and serves in order of arrival', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 20 }),
        (size, lengths) => {
          const scheduler = new Scheduler();
          const resource = new Resource(size);
          const served: number[] = [];
          let most = 0;
          function* user(row: number, length: number): Process<void> {
            yield* resource.acquire();
            served.push(row);
            most = Math.max(most, resource.active);
            yield* wait(scheduler, length);
            resource.release();
          }
          lengths.forEach((length, row) => start(user(row, length)));
          scheduler.runUntil(1000);
          expect(served).toEqual(lengths.map((_, row) => row));
          expect(most).toBeLessThanOrEqual(size);
          expect([resource.active, resource.queued]).toEqual([0, 0]);
        }
      )
    );
  });
});

describe('Breaker', () => {
  const policy = { window: 4, minimumCalls: 4, failureRate: 0.5, openMs: 10, trialCalls: 2 };
  const MS = 1e6;

  function opened(): Breaker {
    const breaker = new Breaker(policy);
    [true, false, true, false].forEach((failed) => breaker.record(failed, 0));
    return breaker;
  }

  it('stays closed before enough calls are known, and below the rate', () => {
    const breaker = new Breaker(policy);
    [true, true, true].forEach((failed) => breaker.record(failed, 0));
    expect(breaker.state).toBe('closed');
    const calm = new Breaker(policy);
    [true, false, false, false, true, false].forEach((failed) => calm.record(failed, 0));
    expect(calm.state).toBe('closed');
  });

  it('opens at the rate, refuses until its time is up, then lets the trials through', () => {
    const breaker = opened();
    expect(breaker.state).toBe('open');
    expect(breaker.permits(9 * MS)).toBe(false);
    expect([1, 2, 3].map(() => breaker.permits(10 * MS))).toEqual([true, true, false]);
    expect(breaker.state).toBe('half_open');
  });

  it.each([
    [[false, false], 'closed'],
    [[true, false], 'open'],
  ] as const)('after trials %j it is %s', (trials, state) => {
    const breaker = opened();
    breaker.permits(10 * MS);
    trials.forEach((failed) => breaker.record(failed, 11 * MS));
    expect(breaker.state).toBe(state);
  });
});

describe('backoff', () => {
  it('doubles without jitter, and lies below that with it', () => {
    const random = new Random(1);
    const plain = { retries: 3, backoffMs: 100, jitter: false };
    expect([1, 2, 3].map((attempt) => backoff(plain, attempt, random) / 1e6)).toEqual([100, 200, 400]);
    const draws = Array.from({ length: 200 }, () => backoff({ ...plain, jitter: true }, 2, random) / 1e6);
    expect(Math.max(...draws)).toBeLessThan(200);
    expect(new Set(draws).size).toBeGreaterThan(190);
  });
});

describe('NodeClock', () => {
  it('shows true time plus offset plus drift', () => {
    const clock = new NodeClock(BigInt('1795255200000000000'), { offsetUs: -1500, driftPpm: 50 });
    expect(clock.show(0)).toBe('1795255199998500000');
    expect(clock.show(2e9)).toBe('1795255201998600000');
  });
});
