import { shop } from '../topology';
import { requestIdOf } from './evidence';
import type { Scenario } from './scenario';

const RUN_MS = 690_000;
const LISTED_IDS = 5;

/** The whole shop, events and all, with nothing wrong. */
export const healthy: Scenario = {
  name: 'healthy',
  summary: 'nothing is wrong',
  plan: (random, scale) => ({
    topology: shop(random.fork('topology'), { events: true }),
    load: {
      requestsPerS: random.between(1.6, 2.2) * scale,
      untilMs: RUN_MS,
      ambient: [
        {
          caller: 'fraud-detection',
          callee: 'external-fraud-api',
          operation: 'score',
          usualCalls: 45,
          peakCalls: 45,
          period: { fromMs: 0, toMs: RUN_MS },
          rampMs: 1,
        },
      ],
    },
    faults: [],
    onsetMs: 0,
  }),
  tell: ({ spans, words }) => ({
    cause: '',
    kind: 'none',
    firstService: '',
    onsets: {},
    blastRadius: [],
    ids: spans
      .filter((span) => span.parentSpanId === '')
      .slice(0, LISTED_IDS)
      .map((span) => requestIdOf(span, words)),
  }),
};
