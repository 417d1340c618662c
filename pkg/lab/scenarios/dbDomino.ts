import type { Random } from '../random';
import { parcels } from '../topology';
import { degradation } from './degradation';
import { affectedIds } from './evidence';
import type { Plan, Run, Scenario, Told } from './scenario';

const STORY_MS = 210_000;
const DRAIN_MS = 60_000;

function plan(random: Random, scale: number): Plan {
  const onsetMs = Math.round(random.between(245_000, 300_000));
  return {
    topology: parcels(random.fork('topology'), scale),
    load: { requestsPerS: random.between(9, 10.5) * scale, untilMs: onsetMs + STORY_MS, ambient: [] },
    faults: [
      {
        kind: 'slow-store',
        period: { fromMs: onsetMs, toMs: onsetMs + Math.round(random.between(110_000, 140_000)) },
        store: 'orders-db',
        factor: random.between(84, 96),
        rampMs: Math.round(random.between(27_000, 31_000)),
      },
    ],
    drainMs: DRAIN_MS,
    onsetMs,
  };
}

function tell(run: Run): Told {
  const { words } = run;
  const [database, api, front] = ['orders-db', 'order-api', 'storefront'].map((role) => words.name(role));
  return {
    cause:
      `${database} slows down; requests of ${api} wait for it until no thread is free, health checks fail, all traffic floods to the ` +
      `servers that are left, and one after the other runs out of memory and crashes; ${front} has nobody to ask.`,
    kind: 'slow-database-that-fells-server-after-server',
    firstService: database,
    ...degradation(run),
    ids: affectedIds(run),
    fault: { service: database, kind: 'resource' },
  };
}

/** Told in seeds/002, "Cascading Failures: The Domino Effect". */
export const dbDomino: Scenario = {
  name: 'db-domino',
  summary: 'a database slows down: queues, threads, health checks, a flood to the servers that are left, crashes',
  plan,
  tell,
};
