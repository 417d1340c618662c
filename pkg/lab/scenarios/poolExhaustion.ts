import { faultsOf } from '../faults';
import type { Random } from '../random';
import { NS_PER_MS } from '../simulation';
import { hotel } from '../topology';
import { degradation } from './degradation';
import { affectedIds } from './evidence';
import type { Plan, Run, Scenario, Told } from './scenario';

const STORY_MS = 240_000;
const BEFORE = '2.17.4';
const AFTER = ['2.18.0', '2.17.5', '3.0.0'] as const;

function plan(random: Random, scale: number): Plan {
  const onsetMs = Math.round(random.between(245_000, 290_000));
  return {
    topology: hotel(random.fork('topology'), scale),
    load: { requestsPerS: random.between(6.6, 7.4) * scale, untilMs: onsetMs + STORY_MS, ambient: [] },
    faults: [
      {
        kind: 'rollout',
        role: 'availability',
        atMs: onsetMs,
        everyMs: Math.round(random.between(8_000, 20_000)),
        version: random.pick(AFTER),
        connections: 1,
      },
    ],
    onsetMs,
  };
}

function tell(run: Run): Told {
  const { words, plan: planned } = run;
  const availability = words.name('availability');
  const [rollout] = faultsOf(planned.faults, 'rollout');
  return {
    cause:
      `${availability} ${rollout.version} was rolled out with a connection pool of 1 instead of 10; every hold keeps a connection while a ` +
      `partner confirms it, so the pool runs dry, and requests wait for a connection until they fail.`,
    kind: 'connection-pool-exhausted-after-deploy',
    firstService: availability,
    ...degradation(run),
    ids: affectedIds(run),
    fault: { service: availability, kind: 'change' },
    change: {
      service: availability,
      kind: 'deploy',
      at: rollout.atMs * NS_PER_MS,
      before: BEFORE,
      after: rollout.version,
    },
  };
}

/** Told in seeds/004, pattern 5, "Resource Exhaustion". */
export const poolExhaustion: Scenario = {
  name: 'pool-exhaustion',
  summary: 'a deploy leaves a connection pool of one; it runs dry, and requests wait until they fail',
  plan,
  tell,
};
