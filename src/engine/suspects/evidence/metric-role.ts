/** What a metric tells, by the words of its name. */
export interface MetricRole {
  /**
   * `resource`: what the process itself uses up. `waiting`: what fills while it waits for others. `symptom`: how its
   * requests go. `other`: a whole node's, another's, or nothing known.
   */
  readonly kind: 'resource' | 'waiting' | 'symptom' | 'other';
  readonly isCounter: boolean;
}

const RESOURCE = new Set([
  'cpu',
  'memory',
  'mem',
  'heap',
  'gc',
  'disk',
  'fs',
  'filesystem',
  'throttled',
  'swap',
  'iowait',
  'oom',
  'evictions',
  'evicted',
]);
const WAITING = new Set([
  'thread',
  'threads',
  'queued',
  'queue',
  'pending',
  'waiting',
  'pool',
  'connections',
  'active',
  'inflight',
]);
const SYMPTOM = new Set(['latency', 'duration', 'error', 'errors', 'failed', 'failures']);
/** Limits and sizes do not tell what is used; a node is shared; a client's metrics are about whom it calls. */
const NOT = new Set([
  'max',
  'limit',
  'limits',
  'min',
  'node',
  'client',
  'bucket',
  'info',
  'total_bytes',
  'requests_limit',
  'created',
]);
const COUNTER = /_(?:total|count|sum|seconds_total)$/;
/** camelCase, snake_case and spaces. */
const WORD = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+/g;

const roles = new Map<string, MetricRole>();

/** Reads a metric's name: its words decide, whatever the convention. */
export function metricRole(name: string): MetricRole {
  const known = roles.get(name) ?? readRole(name);
  roles.set(name, known);
  return known;
}

function readRole(name: string): MetricRole {
  const words = (name.match(WORD) ?? []).map((word) => word.toLowerCase());
  const has = (set: ReadonlySet<string>): boolean => words.some((word) => set.has(word));
  const isCounter = COUNTER.test(name);
  if (has(NOT)) {
    return { kind: 'other', isCounter };
  }
  const isHistogram = /_(?:sum|count)$/.test(name);
  const kind = has(RESOURCE)
    ? 'resource'
    : has(WAITING)
      ? 'waiting'
      : has(SYMPTOM) && !isHistogram
        ? 'symptom'
        : 'other';
  return { kind, isCounter };
}
