import type { Random } from '../random';
import { failingPayment, tellFailing } from './failingPayment';
import type { Run, Scenario, Told } from './scenario';

function tell(run: Run): Told {
  const { words } = run;
  const [callee, caller] = [words.name('payment'), words.name('checkout')];
  const cause =
    `${callee} fails in bursts, after seconds and whatever its load; ${caller} calls it again and again and waits each time, ` +
    'because no circuit breaker stands between them.';
  return tellFailing(run, cause, 'breaker-missing');
}

/** Told in seeds/002, "Circuit breakers": the same edge as in `breaker-flap`, without one. */
export const breakerMissing: Scenario = {
  name: 'breaker-missing',
  summary: 'the callee fails in bursts, and nothing keeps its caller from waiting for it',
  plan: (random: Random, scale) =>
    failingPayment(random, scale, {
      latency: { medianMs: random.between(800, 2500), p99Ms: random.between(3000, 6000) },
      breaker: undefined,
    }),
  tell,
};
