import { faultsOf } from '../faults';
import type { Random } from '../random';
import { documents } from '../topology';
import { degradation } from './degradation';
import { affectedIds } from './evidence';
import type { Plan, Run, Scenario, Told } from './scenario';

const STORY_MS = 210_000;
const DRAIN_MS = 60_000;
const TENANTS = 9;
const TENANT_DIGITS = 4;

function plan(random: Random, scale: number): Plan {
  const onsetMs = Math.round(random.between(245_000, 300_000));
  const names = Array.from({ length: TENANTS }, () => `t_${random.hex(TENANT_DIGITS)}`);
  const loud = random.pick(names);
  return {
    topology: documents(random.fork('topology')),
    load: {
      requestsPerS: random.between(5, 5.6) * scale,
      untilMs: onsetMs + STORY_MS,
      ambient: [],
      tenants: names.map((name) => ({ name, share: 1 / TENANTS })),
    },
    faults: [
      {
        kind: 'tenant-surge',
        period: { fromMs: onsetMs, toMs: Infinity },
        tenant: loud,
        factor: random.between(9.5, 10.5),
        rampMs: 2000,
      },
    ],
    drainMs: DRAIN_MS,
    onsetMs,
  };
}

function tell(run: Run): Told {
  const { words, plan: planned } = run;
  const name = words.name('document-service');
  const [surge] = faultsOf(planned.faults, 'tenant-surge');
  const hit = degradation(run);
  return {
    cause:
      `Tenant ${surge.tenant} asks ${name} ten times as often, for documents that nobody else reads; its cache keeps them all, because no ` +
      'tenant has a limit of its own, until memory runs out and one instance after the other is killed. Nothing leaks.',
    kind: 'one-tenant-fills-a-shared-cache',
    firstService: name,
    ...hit,
    ids: affectedIds(run),
    attribute: { key: words.tenantAttribute, value: surge.tenant },
    fault: { service: name, kind: 'traffic' },
  };
}

/** Told in seeds/001, war story 3, "The Memory Leak That Wasn't". */
export const noisyNeighbour: Scenario = {
  name: 'noisy-neighbour',
  summary: 'one tenant asks ten times as often and fills a shared cache until memory runs out',
  plan,
  tell,
};
