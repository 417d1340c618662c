import { faultsOf } from '../faults';
import type { Random } from '../random';
import { NS_PER_MS } from '../simulation';
import { webmail } from '../topology';
import { degradation } from './degradation';
import { affectedIds } from './evidence';
import type { Plan, Run, Scenario, Told } from './scenario';

const STORY_MS = 200_000;
const DRAIN_MS = 180_000;
/** Two machines in every zone. */
const NODES = ['node-a1', 'node-b1', 'node-c1', 'node-a2', 'node-b2', 'node-c2'];

function plan(random: Random, scale: number): Plan {
  const onsetMs = Math.round(random.between(245_000, 300_000));
  const topology = webmail(random.fork('topology'), scale);
  const lasting = Math.round(random.between(90_000, 120_000));
  return {
    topology,
    load: {
      requestsPerS: random.between(10, 11) * scale,
      untilMs: onsetMs + STORY_MS,
      ambient: [],
      zones: topology.zones.map((name) => ({ name, share: random.between(0.9, 1.1) })),
    },
    faults: [
      {
        kind: 'zone-routing',
        period: { fromMs: onsetMs, toMs: onsetMs + lasting },
        zone: random.pick(topology.zones),
      },
    ],
    nodes: NODES,
    drainMs: DRAIN_MS,
    onsetMs,
  };
}

function tell(run: Run): Told {
  const { words, plan: planned } = run;
  const [router, front, mailbox] = ['global-router', 'frontend', 'mailbox'].map((role) => words.name(role));
  const [routing] = faultsOf(planned.faults, 'zone-routing');
  const hit = degradation(run);
  return {
    cause:
      `${router} sends the users of all zones to ${routing.zone}, where ${mailbox} has room for its own users only: requests wait for its ` +
      `threads, ${front} gives up on them, and users of every zone wait while the other zones stand idle.`,
    kind: 'traffic-collapsed-onto-one-zone',
    firstService: mailbox,
    ...hit,
    spread: [{ from: router, to: front, kind: 'load' }, { from: front, to: mailbox, kind: 'load' }, ...hit.spread],
    ids: affectedIds(run),
    attribute: { key: 'zone', value: routing.zone },
    fault: { service: router, kind: 'traffic' },
    change: {
      service: router,
      kind: 'routing',
      at: planned.onsetMs * NS_PER_MS,
      before: (planned.topology.zones ?? []).join(','),
      after: routing.zone,
    },
  };
}

/** Told in seeds/001, "Real Post-Mortem: Google's 2013 Gmail Outage". */
export const oneDatacentre: Scenario = {
  name: 'one-datacentre',
  summary: 'routing sends the users of all zones to one of them, which has no room for them',
  plan,
  tell,
};
