import type { Random } from '../random';
import { quotes } from '../topology';
import { degradation } from './degradation';
import { affectedIds } from './evidence';
import type { Plan, Run, Scenario, Told } from './scenario';

const STORY_MS = 160_000;
const DRAIN_MS = 60_000;
/** Who asks again, and whom. */
const RETRIED = [
  ['pricing', 'tax'],
  ['basket', 'pricing'],
] as const;

function plan(random: Random, scale: number): Plan {
  const onsetMs = Math.round(random.between(245_000, 300_000));
  return {
    topology: quotes(random.fork('topology'), scale),
    load: { requestsPerS: random.between(5.6, 6.2) * scale, untilMs: onsetMs + STORY_MS, ambient: [] },
    faults: [
      {
        kind: 'slow-store',
        period: { fromMs: onsetMs, toMs: onsetMs + Math.round(random.between(70_000, 90_000)) },
        store: 'tax-db',
        factor: random.between(12.5, 14),
        rampMs: 1_200,
      },
    ],
    drainMs: DRAIN_MS,
    onsetMs,
  };
}

function tell(run: Run): Told {
  const { words } = run;
  const name = (role: string): string => words.name(role);
  const hit = degradation(run);
  const retries = RETRIED.map(([from, to]) => ({ from: name(from), to: name(to), kind: 'retries' as const }));
  return {
    cause:
      `${name('tax-db')} answers twelve times as slowly; ${name('pricing')} gives up on ${name('tax')} after 400 ms and asks again, and so ` +
      `does ${name('basket')}, both without jitter and without a breaker, until one basket asks up to six times, and the store ` +
      'that could have borne its usual load has several times as much.',
    kind: 'retries-amplify-a-slow-dependency',
    firstService: name('tax-db'),
    ...hit,
    spread: [...hit.spread, ...retries],
    ids: affectedIds(run),
    fault: { service: name('tax-db'), kind: 'resource' },
  };
}

/** Told in seeds/002, "Cascading Failures", and seeds/004, pattern 3. */
export const retryStorm: Scenario = {
  name: 'retry-storm',
  summary: 'two layers retry without jitter or breaker, and multiply the load of a store that is merely slow',
  plan,
  tell,
};
