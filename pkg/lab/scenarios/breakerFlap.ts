import type { Random } from '../random';
import { failingPayment, tellFailing } from './failingPayment';
import type { Run, Scenario, Told } from './scenario';

function tell(run: Run): Told {
  const { words } = run;
  const [callee, caller] = [words.name('payment'), words.name('checkout')];
  const cause =
    `${callee} fails in bursts, whatever its load; the circuit breakers of ${caller} towards it open, let a trial through ` +
    'while the burst goes on, open again, and close when it is over, until the next burst.';
  return tellFailing(run, cause, 'callee-fails-intermittently');
}

/** Told in seeds/002 and 003, "Circuit breakers": closed, open, half-open, and open again. */
export const breakerFlap: Scenario = {
  name: 'breaker-flap',
  summary: 'a breaker opens, half-opens and opens again, because the callee fails in bursts',
  plan: (random: Random, scale) =>
    failingPayment(random, scale, {
      latency: { medianMs: random.between(60, 400), p99Ms: 900 },
      breaker: {
        window: random.pick([5, 8, 10]),
        minimumCalls: 5,
        failureRate: random.pick([0.5, 0.6, 1]),
        openMs: Math.round(random.between(8000, 15_000)),
        trialCalls: random.pick([1, 1, 2, 3]),
        outside: random.chance(0.5),
      },
    }),
  tell,
};
