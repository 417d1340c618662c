import type { Period } from '../faults';
import type { Random } from '../random';
import { NS_PER_MS, type SpanRecord } from '../simulation';
import { type BreakerPolicy, cards, type Latency, withPolicy } from '../topology';
import { among, LISTED_IDS, onsets, requestIdsOf, tracesOf } from './evidence';
import type { Plan, Run, Told } from './scenario';

/**
 * What both stories of breakers share: checkout calls payment, and payment fails in bursts, whatever its load. Once there is
 * a breaker between them, and once there is none.
 */
const RUN_MS = 600_000;
const EDGE = { caller: 'checkout', callee: 'payment' } as const;
const PATH = ['payment', 'checkout', 'frontend'] as const;
const SERVER_ERROR = 500;

interface Story {
  /** Before it fails, a request takes this long. */
  readonly latency: Latency;
  readonly breaker: BreakerPolicy | undefined;
}

/** Bursts of half a minute to a minute and a half, calm in between. */
function bursts(random: Random, fromMs: number): readonly Period[] {
  const periods: Period[] = [];
  for (let at = fromMs; at < RUN_MS - 60_000;) {
    const period = { fromMs: Math.round(at), toMs: Math.round(at + random.between(30_000, 90_000)) };
    periods.push(period);
    at = period.toMs + random.between(25_000, 70_000);
  }
  return periods;
}

/** The plan of one of the stories. Every request draws for itself, so that one story can be run as the other. */
export function failingPayment(random: Random, scale: number, { latency, breaker }: Story): Plan {
  const onsetMs = Math.round(random.between(150_000, 210_000));
  const topology = cards(random.fork('topology'));
  const timeoutMs = random.pick([3000, 4000, 5000]);
  return {
    topology: withPolicy(topology, EDGE, { timeoutMs, ...(breaker === undefined ? {} : { breaker }) }),
    load: { requestsPerS: random.between(3, 4.5) * scale, untilMs: RUN_MS, ambient: [] },
    faults: [
      {
        kind: 'failing',
        periods: bursts(random.fork('bursts'), onsetMs),
        role: EDGE.callee,
        share: random.between(0.9, 1),
        latency,
      },
    ],
    ownDraws: true,
    onsetMs,
  };
}

function isBroken(span: SpanRecord): boolean {
  return (
    span.failure !== undefined && Number(span.attributes['http.response.status_code'] ?? SERVER_ERROR) >= SERVER_ERROR
  );
}

/** What both stories tell but for the cause and its kind. */
export function tellFailing({ spans, words, plan }: Run, cause: string, kind: string): Told {
  const late = spans.filter((span) => span.end >= plan.onsetMs * NS_PER_MS);
  const path = PATH.map((role) => words.name(role));
  const first = onsets(late, words, isBroken);
  const affected = tracesOf(late).filter((trace) => trace.some(isBroken));
  return {
    cause,
    kind,
    firstService: words.name(EDGE.callee),
    onsets: among(first, path),
    blastRadius: path,
    ids: requestIdsOf(affected.slice(0, LISTED_IDS), words),
    edge: { caller: words.name(EDGE.caller), callee: words.name(EDGE.callee) },
  };
}
