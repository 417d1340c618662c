import { NS_PER_MS } from '../simulation';
import { orders } from '../topology';
import { among, onsets, requestIdsOf, type TraceSpans, tracesOf } from './evidence';
import type { Run, Scenario, Told } from './scenario';

const RUN_MS = 690_000;
const INSERT = 'INSERT orders';

/** Traces in which the orders table was written twice, the best told first: with the retry answered in time. */
function doubled(run: Run): readonly TraceSpans[] {
  return tracesOf(run.spans)
    .filter((spans) => spans.filter((span) => span.name === INSERT).length > 1)
    .sort((a, b) => failedRoots(a) - failedRoots(b));
}

function failedRoots(spans: TraceSpans): number {
  return spans.filter((span) => span.parentSpanId === '' && span.failure !== undefined).length;
}

function tell(run: Run): Told {
  const { words, plan } = run;
  const late = run.spans.filter((span) => span.end >= plan.onsetMs * NS_PER_MS);
  const path = ['order-service', 'api-gateway'].map((role) => words.name(role));
  const first = onsets(late, words, (span) => span.end - span.start > 2000 * NS_PER_MS);
  return {
    cause:
      `${words.name('api-gateway')} gives up on ${words.name('order-service')} after 2,500 ms, which is less than the p99 of creating an ` +
      'order; the first attempt is slow and still succeeds, and the retry with the same correlation ID writes a second order, ' +
      'because creating one is not idempotent.',
    kind: 'retry-of-a-call-that-is-not-idempotent',
    firstService: words.name('order-service'),
    onsets: among(first, path),
    blastRadius: path,
    ids: requestIdsOf(doubled(run), words),
  };
}

/** Told in seeds/002, "The Mysterious Duplicate Orders". */
export const duplicateOrders: Scenario = {
  name: 'duplicate-orders',
  summary:
    "the client's timeout is shorter than the callee's p99; the retry carries the same correlation ID and writes again",
  plan: (random, scale) => {
    const onsetMs = Math.round(random.between(150_000, 240_000));
    return {
      topology: orders(),
      load: { requestsPerS: random.between(2.4, 3.2) * scale, untilMs: RUN_MS, ambient: [] },
      faults: [
        {
          kind: 'slow-query',
          period: { fromMs: onsetMs, toMs: Infinity },
          store: 'orders-db',
          table: 'orders',
          share: random.between(0.025, 0.045),
          latency: { medianMs: random.between(2800, 3200), p99Ms: 4600 },
        },
      ],
      onsetMs,
    };
  },
  tell,
};
