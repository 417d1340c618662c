import { faultsOf } from '../faults';
import type { Random } from '../random';
import { NS_PER_MS, NS_PER_S, type SpanRecord } from '../simulation';
import { cards } from '../topology';
import { among, LISTED_IDS, onsets, requestIdsOf, tracesOf } from './evidence';
import type { Plan, Run, Scenario, Told } from './scenario';

const RUN_MS = 690_000;
/** Nothing of the healthy shop takes so long. */
const SLOW_NS = NS_PER_S;
const PATH = ['card-network', 'payment', 'checkout', 'frontend'] as const;
/** The card of the source comes first: most seeds keep it. */
const CARDS = ['amex', 'amex', 'mastercard', 'visa'] as const;

function plan(random: Random, scale: number): Plan {
  const onsetMs = Math.round(random.between(150_000, 240_000));
  return {
    topology: cards(random.fork('topology')),
    load: { requestsPerS: random.between(2, 2.8) * scale, untilMs: RUN_MS, ambient: [] },
    faults: [
      {
        kind: 'slow-requests',
        period: { fromMs: onsetMs, toMs: Infinity },
        role: 'card-network',
        fact: 'card_type',
        value: random.pick(CARDS),
        latency: { medianMs: random.between(3000, 3400), p99Ms: 4000 },
      },
    ],
    ownDraws: true,
    onsetMs,
  };
}

function isHit(span: SpanRecord): boolean {
  return span.peer?.role === 'card-network' && span.end - span.start > SLOW_NS;
}

function tell({ spans, words, plan: planned }: Run): Told {
  const late = spans.filter((span) => span.end >= planned.onsetMs * NS_PER_MS);
  const hit = new Set(late.filter(isHit).map(({ traceId }) => traceId));
  const first = onsets(late, words, (span) => hit.has(span.traceId) && span.end - span.start > SLOW_NS);
  const path = PATH.map((role) => words.name(role));
  const [fault] = faultsOf(planned.faults, 'slow-requests');
  const affected = tracesOf(late).filter(([{ traceId }]) => hit.has(traceId));
  return {
    cause:
      `${words.name('card-network')} validates ${fault.value} cards in up to 4 s instead of 50 ms; ${words.name('payment')} waits, ` +
      'because the call has no timeout of its own, and nothing fails.',
    kind: 'dependency-slow-for-one-attribute-value',
    firstService: words.name('card-network'),
    onsets: among(first, path),
    blastRadius: path,
    ids: requestIdsOf(affected.slice(0, LISTED_IDS), words),
    operation: { service: words.name('payment'), name: 'POST /v1/validate-card' },
    attribute: { key: fault.fact, value: fault.value },
  };
}

/** Told in seeds/000, "Real-world debugging with traces". */
export const amexSlow: Scenario = {
  name: 'amex-slow',
  summary: 'requests with one card type go from 50 ms to 4 s, without an error',
  plan,
  tell,
};
