import type { Random } from '../random';
import { NS_PER_MS } from '../simulation';
import { HOT_KEY, newsstand } from '../topology';
import { degradation } from './degradation';
import { affectedIds } from './evidence';
import type { Plan, Run, Scenario, Told } from './scenario';

const STORY_MS = 180_000;
const DRAIN_MS = 60_000;

function plan(random: Random, scale: number): Plan {
  const onsetMs = Math.round(random.between(245_000, 300_000));
  return {
    topology: newsstand(random.fork('topology'), scale),
    load: { requestsPerS: random.between(9.5, 11) * scale, untilMs: onsetMs + STORY_MS, ambient: [] },
    faults: [
      {
        kind: 'expiry',
        atMs: onsetMs,
        ttlMs: Math.round(random.between(5_000, 7_000)),
        cache: 'page-cache',
        key: HOT_KEY,
      },
    ],
    drainMs: DRAIN_MS,
    onsetMs,
  };
}

function tell(run: Run): Told {
  const { words, plan: planned } = run;
  const [cache, catalog, database, search] = ['page-cache', 'catalog', 'products-db', 'search'].map((role) =>
    words.name(role)
  );
  const hit = degradation(run);
  return {
    cause:
      `The key ${HOT_KEY} of ${catalog} in ${cache} expires and is not renewed in time; every request that misses it asks ${database} for ` +
      `the same expensive value at once, which ${database} cannot make for all of them, and ${search}, which shares it, waits too.`,
    kind: 'cache-stampede-on-a-hot-key',
    firstService: database,
    ...hit,
    spread: [{ from: catalog, to: database, kind: 'load' }, ...hit.spread],
    ids: affectedIds(run),
    attribute: { key: 'db.collection.name', value: HOT_KEY },
    fault: { service: catalog, kind: 'traffic' },
    change: { service: catalog, kind: 'expiry', at: planned.onsetMs * NS_PER_MS, before: HOT_KEY, after: '' },
  };
}

/** Told in seeds/004, pattern 3, "The Thundering Herd", and seeds/003. */
export const cacheStampede: Scenario = {
  name: 'cache-stampede',
  summary: 'a hot key expires; all who miss it ask the database for the same expensive value at once',
  plan,
  tell,
};
