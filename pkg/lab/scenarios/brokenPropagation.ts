import { faultsOf } from '../faults';
import { NS_PER_MS, type SpanRecord } from '../simulation';
import { shop } from '../topology';
import { LISTED_IDS, requestIdOf, tracesOf } from './evidence';
import type { Run, Scenario, Told } from './scenario';

const RUN_MS = 690_000;
const TOPIC = 'orders.placed';
const LOST_PARTITIONS = [
  [1, 4],
  [0, 2, 5],
  [3, 4],
  [0, 1, 3],
] as const;

/** A consumer span that began a trace of its own. */
function isCut(span: SpanRecord): boolean {
  return span.kind === 'consumer' && span.parentSpanId === '';
}

/** IDs of requests whose consumers all went on elsewhere, in order of time. */
function cutRequests(run: Run): readonly string[] {
  const placed = new Set(
    tracesOf(run.spans).flatMap((spans) =>
      spans
        .filter((span) => span.kind === 'server' && span.parentSpanId === '')
        .map((span) => requestIdOf(span, run.words))
    )
  );
  const cut = new Set(
    run.spans.filter(isCut).map((span) => String(span.attributes['messaging.message.conversation_id']))
  );
  return [...cut].filter((id) => placed.has(id));
}

function tell(run: Run): Told {
  const { words, plan, spans } = run;
  const dropped = faultsOf(plan.faults, 'drop-context').flatMap(({ partitions }) => partitions);
  const first = new Map<string, number>();
  for (const span of spans.filter(isCut)) {
    const { service } = span.instance;
    first.set(service, Math.min(first.get(service) ?? Infinity, span.end));
  }
  const consumed = spans.filter((span) => span.kind === 'consumer' && span.start >= plan.onsetMs * NS_PER_MS);
  const share = Math.round((100 * consumed.filter(isCut).length) / Math.max(1, consumed.length));
  return {
    cause:
      `The hop ${TOPIC} of ${words.name('kafka')} drops the traceparent header on partitions ${dropped.join(', ')} of 6, so ` +
      `${share} % of the consumers' spans start traces of their own; the request ID in the message survives.`,
    kind: 'trace-context-dropped-at-queue-hop',
    firstService: words.name('kafka'),
    onsets: Object.fromEntries([...first].sort((a, b) => a[1] - b[1])),
    blastRadius: ['shipping', 'notification'].map((role) => words.name(role)),
    ids: cutRequests(run).slice(0, LISTED_IDS),
  };
}

/** Told in seeds/002 ("Not Propagating Context") and 003 ("Not Propagating Trace Context"), staged at a queue. */
export const brokenPropagation: Scenario = {
  name: 'broken-propagation',
  summary: 'a queue hop drops the trace context; the request ID survives in headers and logs',
  plan: (random, scale) => {
    const onsetMs = Math.round(random.between(150_000, 240_000));
    const period = { fromMs: onsetMs, toMs: Infinity };
    return {
      topology: shop(random.fork('topology'), { events: true }),
      load: { requestsPerS: random.between(1.6, 2.2) * scale, untilMs: RUN_MS, ambient: [] },
      faults: [
        { kind: 'drop-context', period, topic: TOPIC, partitions: random.pick(LOST_PARTITIONS) },
        { kind: 'lose-span', period, role: 'checkout', spanKind: 'producer', share: 0.03 },
      ],
      onsetMs,
    };
  },
  tell,
};
