import { NS_PER_MS, NS_PER_S, type SpanRecord } from '../simulation';
import { access } from '../topology';
import { degradation } from './degradation';
import { among, LISTED_IDS, onsets, requestIdsOf, tracesOf } from './evidence';
import type { Run, Scenario, Told } from './scenario';

const RUN_MS = 690_000;
/** Nothing of the healthy house takes so long. */
const SLOW_NS = 2 * NS_PER_S;

/** A call that waited for the dead service until its timeout. */
function isWait(span: SpanRecord): boolean {
  return span.kind === 'client' && span.peer?.role === 'user-service' && span.end - span.start > SLOW_NS;
}

function tell(run: Run): Told {
  const { spans, words, plan } = run;
  const late = spans.filter((span) => span.start >= plan.onsetMs * NS_PER_MS);
  const waits = late.filter(isWait);
  const path = ['user-service', 'auth-service', 'api-gateway'].map((role) => words.name(role));
  const [users, auth, gateway] = path;
  const hit = new Set(waits.map(({ traceId }) => traceId));
  const slow = onsets(late, words, (span) => hit.has(span.traceId) && span.end - span.start > SLOW_NS);
  // A service that is down tells nothing: the first that is known of it is the end of a call that waited in vain.
  const dead = Math.min(...waits.map(({ end }) => end));
  const { signals } = degradation(run);
  const affected = tracesOf(late).filter(([{ traceId }]) => hit.has(traceId));
  return {
    cause:
      `${users} is down; ${auth} waits for it for its full timeout of 4,500 ms on every ` +
      `request, without a circuit breaker, so requests to ${gateway} go from 100 ms to 5 s and fail.`,
    kind: 'dead-dependency-without-breaker',
    firstService: users,
    onsets: waits.length === 0 ? {} : { [users]: dead, ...among(slow, [auth, gateway]) },
    signals: waits.length === 0 ? signals : { ...signals, [users]: { ...signals[users], latency: dead, errors: dead } },
    blastRadius: path,
    ids: requestIdsOf(affected.slice(0, LISTED_IDS), words),
    operation: { service: auth, name: 'GET /users/{user_id}/permissions' },
    fault: { service: users, kind: 'dependency' },
  };
}

/** Told in seeds/002, example 4, "The Cascading Latency Spike". */
export const latencySpike: Scenario = {
  name: 'latency-spike',
  summary: 'auth waits 4.5 s, its whole timeout, for a user service that is down, on every request',
  plan: (random, scale) => {
    const onsetMs = Math.round(random.between(400_000, 480_000));
    return {
      topology: access(random.fork('topology')),
      load: { requestsPerS: random.between(1.9, 2.6) * scale, untilMs: RUN_MS, ambient: [] },
      faults: [{ kind: 'dead-service', period: { fromMs: onsetMs, toMs: Infinity }, role: 'user-service' }],
      ownDraws: true,
      onsetMs,
    };
  },
  tell,
};
