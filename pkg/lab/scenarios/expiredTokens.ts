import type { Random } from '../random';
import { tokens } from '../topology';
import { disciplined, nodeNames } from './clocks';
import { LISTED_IDS, onsets, requestIdOf } from './evidence';
import type { Plan, Run, Scenario, Told } from './scenario';

const RUN_MS = 690_000;
const NODES = 5;
/** The gateway, which issues the tokens, has an instance on each of the first nodes. */
const GATEWAYS = 3;
const ALARMING_US = 300_000_000;
const UNAUTHORIZED = 401;
const STATUS = 'http.response.status_code';

function plan(random: Random, scale: number): Plan {
  const clocks = random.fork('clocks');
  const nodes = nodeNames(clocks, NODES);
  const ahead = nodes[clocks.int(0, GATEWAYS - 1)];
  return {
    topology: tokens(random.fork('topology')),
    load: { requestsPerS: random.between(2, 2.8) * scale, untilMs: RUN_MS, ambient: [] },
    faults: [],
    nodes,
    skew: {
      ...Object.fromEntries(nodes.map((name) => [name, disciplined(clocks)])),
      [ahead]: { ...disciplined(clocks), offsetUs: ALARMING_US + clocks.int(1_000_000, 20_000_000) },
    },
    onsetMs: 0,
  };
}

function tell({ plan: planned, spans, words }: Run): Told {
  const [[ahead, clock]] = Object.entries(planned.skew ?? {}).filter(([, { offsetUs }]) => offsetUs > ALARMING_US);
  const refused = spans.filter((span) => span.attributes[STATUS] === UNAUTHORIZED);
  const path = ['api-gateway', 'order-service'].map((role) => words.name(role));
  return {
    cause:
      `The clock of ${ahead} is ${Math.round(clock.offsetUs / 1e6)} s ahead: tokens that the ${path[0]} there issues are from the ` +
      `future for ${path[1]} on other nodes, which answers 401.`,
    kind: 'clock-ahead-issues-tokens-that-others-reject',
    firstService: path[0],
    onsets: onsets(spans, words, (span) => span.attributes[STATUS] === UNAUTHORIZED),
    blastRadius: path,
    ids: refused
      .filter(({ parentSpanId }) => parentSpanId === '')
      .slice(0, LISTED_IDS)
      .map((root) => requestIdOf(root, words)),
  };
}

/** Told in seeds/004, pattern 4, "Clock Skew Issues". */
export const expiredTokens: Scenario = {
  name: 'expired-tokens',
  summary: 'a clock five minutes ahead issues tokens that other nodes reject',
  plan,
  tell,
};
