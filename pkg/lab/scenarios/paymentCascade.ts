import type { Random } from '../random';
import { gateways } from '../topology';
import { degradation } from './degradation';
import { affectedIds } from './evidence';
import type { Plan, Run, Scenario, Told } from './scenario';

/** How the story goes on after the leak has begun to bite, at most. */
const STORY_MS = 240_000;
/** Long enough for every queue to be worked off. */
const DRAIN_MS = 135_000;
/** What an instance uses before it leaks. */
const USUAL_MIB = 181;

interface Pace {
  /** How long the leak goes on before the collector of garbage gets in the way, and from there until it does nothing else. */
  readonly roomMs: readonly [number, number];
  readonly bitesMs: readonly [number, number];
}

function planOf(random: Random, scale: number, { roomMs, bitesMs }: Pace): Plan {
  const onsetMs = Math.round(random.between(245_000, 275_000));
  const mibPerS = random.between(7, 10);
  const room = random.between(...roomMs);
  const bites = random.between(...bitesMs);
  const softMib = USUAL_MIB + (mibPerS * room) / 1000;
  const limits = { softMib, limitMib: softMib + (mibPerS * bites) / 1000 };
  return {
    topology: gateways(random.fork('topology'), scale, limits),
    load: { requestsPerS: random.between(8.6, 9.2) * scale, untilMs: onsetMs + room + STORY_MS, ambient: [] },
    faults: [{ kind: 'leak', period: { fromMs: onsetMs, toMs: Infinity }, role: 'payment', mibPerS }],
    drainMs: DRAIN_MS,
    onsetMs,
  };
}

function tell(run: Run): Told {
  const { words } = run;
  const hit = degradation(run);
  const [payment, order, gateway] = ['payment', 'order-service', 'api-gateway'].map((role) => words.name(role));
  return {
    cause:
      `${payment} leaks memory until it does little but collect garbage, and goes from 50 to 500 ms; what ${order} sends it waits longer ` +
      `and longer, up to the timeout of ten seconds, until no thread of ${order} is free; then those of ${gateway} run out, whose ` +
      'health checks fail, and the load balancer has nobody left to send a request to.',
    kind: 'memory-leak-that-exhausts-the-threads-of-its-callers',
    firstService: payment,
    ...hit,
    ids: affectedIds(run),
    fault: { service: payment, kind: 'resource' },
  };
}

/** Told in seeds/000, "The Cascade Failure: One Service Takes Down Everything". */
export const paymentCascade: Scenario = {
  name: 'payment-cascade',
  summary: 'payment leaks memory and slows down tenfold; everything that waits for it runs out of threads',
  plan: (random, scale) => planOf(random, scale, { roomMs: [14_000, 24_000], bitesMs: [9_000, 13_000] }),
  tell,
};

/** Told in seeds/000, challenge 3, "The Cascade Failure": the same from metrics alone, and slower. */
export const memoryLeakCascade: Scenario = {
  name: 'memory-leak-cascade',
  summary: 'the same leak takes everything down within ten minutes, and there are metrics only',
  metricsOnly: true,
  plan: (random, scale) => planOf(random, scale, { roomMs: [50_000, 90_000], bitesMs: [9_000, 13_000] }),
  tell: (run) => ({ ...tell(run), ids: [] }),
};
