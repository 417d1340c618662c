import type { Random } from '../random';
import { shop } from '../topology';
import { nodeNames, disciplined, servicesOn, shuffled, startsBeforeCause } from './clocks';
import { LISTED_IDS, requestIdOf } from './evidence';
import type { Plan, Run, Scenario, Told } from './scenario';

const RUN_MS = 690_000;
const NODES = 6;
const AHEAD_US = 340_000;
const DRIFT_PPM = 50;

function plan(random: Random, scale: number): Plan {
  const clocks = random.fork('clocks');
  const nodes = nodeNames(clocks, NODES);
  const [ahead, drifting, stepping] = shuffled(nodes, clocks);
  // Not in the middle of the run, where offsets are told for: which side of the step would be meant?
  const [from, to] = clocks.pick([
    [120_000, 280_000],
    [410_000, 570_000],
  ]);
  const steps = [{ atMs: clocks.int(from, to), byUs: clocks.pick([-1, 1]) * clocks.int(150_000, 450_000) }];
  return {
    topology: shop(random.fork('topology'), { events: true }),
    load: { requestsPerS: random.between(1.8, 2.4) * scale, untilMs: RUN_MS, ambient: [] },
    faults: [],
    nodes,
    skew: {
      ...Object.fromEntries(nodes.map((name) => [name, disciplined(clocks)])),
      [ahead]: { ...disciplined(clocks), offsetUs: AHEAD_US },
      [drifting]: { ...disciplined(clocks), driftPpm: clocks.pick([-1, 1]) * DRIFT_PPM },
      [stepping]: { ...disciplined(clocks), steps },
    },
    onsetMs: 0,
  };
}

function tell({ plan: planned, spans, words }: Run): Told {
  const clocks = Object.entries(planned.skew ?? {});
  const nameOf = (is: (clock: (typeof clocks)[number][1]) => boolean): string =>
    clocks.find(([, clock]) => is(clock))?.[0] ?? '';
  const ahead = nameOf(({ offsetUs }) => offsetUs === AHEAD_US);
  const drifting = nameOf(({ driftPpm }) => Math.abs(driftPpm) === DRIFT_PPM);
  const stepping = nameOf(({ steps }) => steps !== undefined);
  const [step] = clocks.flatMap(([, { steps = [] }]) => steps);
  const early = new Set(spans.filter(startsBeforeCause).map(({ traceId }) => traceId));
  const roots = spans.filter(({ parentSpanId, traceId }) => parentSpanId === '' && early.has(traceId));
  const hit = servicesOn(spans, [ahead, drifting, stepping]);
  return {
    cause:
      `Three clocks are wrong: that of ${ahead} is ${AHEAD_US / 1000} ms ahead, that of ${drifting} drifts by ${DRIFT_PPM} ppm, ` +
      `and that of ${stepping} was set by ${Math.round(step.byUs / 1000)} ms while running; effects seem to precede their causes.`,
    kind: 'clocks-differ-between-nodes',
    firstService: servicesOn(spans, [ahead])[0] ?? '',
    onsets: {},
    blastRadius: hit,
    ids: roots.slice(0, LISTED_IDS).map((root) => requestIdOf(root, words)),
  };
}

/** Told in seeds/000, challenge 4, "The Time Traveler", and seeds/003, pattern 4. */
export const timeTraveller: Scenario = {
  name: 'time-traveller',
  summary: 'three clocks are wrong: one 340 ms ahead, one drifting by 50 ppm, one set while running',
  plan,
  tell,
};
