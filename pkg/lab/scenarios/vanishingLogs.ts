import type { Random } from '../random';
import { shop, type Topology } from '../topology';
import { disciplined, nodeNames } from './clocks';
import { requestIdOf } from './evidence';
import type { Plan, Run, Scenario, Told } from './scenario';

const RUN_MS = 690_000;
const LISTED_IDS = 5;
const NODES = 5;
/** Their lines name the span that they were written in. */
const WRITERS = ['frontend', 'checkout', 'payment', 'fraud-detection', 'shipping'] as const;
/** The source's zone comes first: most seeds keep it. */
const ZONES = [-8, -8, -7, -5, 1, 2, 8, 9] as const;

function inLocalTime(topology: Topology, role: string, localHours: number): Topology {
  const services = topology.services.map((spec) =>
    spec.role === role ? { ...spec, log: { ...spec.log, localHours } } : spec
  );
  return { ...topology, services };
}

function plan(random: Random, scale: number): Plan {
  const clocks = random.fork('clocks');
  const nodes = nodeNames(clocks, NODES);
  const topology = shop(random.fork('topology'), { events: true });
  return {
    topology: inLocalTime(topology, clocks.pick(WRITERS), clocks.pick(ZONES)),
    load: { requestsPerS: random.between(1.6, 2.2) * scale, untilMs: RUN_MS, ambient: [] },
    faults: [],
    nodes,
    skew: Object.fromEntries(nodes.map((name) => [name, disciplined(clocks)])),
    onsetMs: 0,
  };
}

function tell({ plan: planned, spans, words }: Run): Told {
  const [{ role, log }] = planned.topology.services.filter(({ log: style }) => style.localHours !== undefined);
  const hours = log.localHours ?? 0;
  const service = words.name(role);
  const passing = new Set(spans.filter(({ instance }) => instance.service === service).map(({ traceId }) => traceId));
  return {
    cause:
      `${service} stamps its log lines in local time (UTC${hours < 0 ? '' : '+'}${hours}), which is taken for UTC: a search around an ` +
      'incident finds none of them.',
    kind: 'log-lines-in-local-time',
    firstService: service,
    onsets: {},
    blastRadius: [service],
    ids: spans
      .filter(({ parentSpanId, traceId }) => parentSpanId === '' && passing.has(traceId))
      .slice(0, LISTED_IDS)
      .map((root) => requestIdOf(root, words)),
    slip: { service, hours },
  };
}

/** Told in seeds/002, example 2, "The Vanishing Logs". */
export const vanishingLogs: Scenario = {
  name: 'vanishing-logs',
  summary: 'one service stamps its log lines in local time, whole hours from the UTC of all others',
  plan,
  tell,
};
