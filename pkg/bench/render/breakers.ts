import type { Memory, StoredSeries } from '../../workbench/sources';

/** A day of breakers as Prometheus scraped them. */
export interface BreakerDay {
  readonly breakers: number;
  readonly startMs: number;
  readonly hours: number;
  readonly stepMs: number;
}

const MS_PER_HOUR = 3_600_000;
const STATES = ['closed', 'open', 'half_open'] as const;
const [CLOSED, OPEN, HALF_OPEN] = [0, 1, 2];
const SERVICES = ['frontend', 'checkout', 'cart', 'inventory', 'payment', 'fraud', 'mail', 'ledger', 'search', 'auth'];
/** A quiet breaker hardly ever opens, a flapping one all day. Chances for each sample. */
const RESTLESSNESS = [0, 0.0002, 0.002, 0.05];
const OPEN_SAMPLES = 3;
const CALLS_A_SAMPLE = 150;

/**
 * Breakers of resilience4j in a Prometheus: three gauges of state and a counter of calls that were not permitted each, from
 * quiet breakers to some that flap all day. Seeded: the same for everybody.
 */
export function breakerDay(day: BreakerDay, seed = 7): Memory {
  const count = Math.floor((day.hours * MS_PER_HOUR) / day.stepMs) + 1;
  const times = Float64Array.from({ length: count }, (_, at) => day.startMs + at * day.stepMs);
  const random = lehmer(seed);
  const gauges: StoredSeries[] = [];
  const refused: StoredSeries[] = [];
  for (let at = 0; at < day.breakers; at += 1) {
    const labels = labelsOf(at);
    const walk = walkOf(count, RESTLESSNESS[at % RESTLESSNESS.length] ?? 0, random);
    STATES.forEach((state, code) =>
      gauges.push({
        labels: { __name__: 'resilience4j_circuitbreaker_state', ...labels, state },
        times,
        values: Float64Array.from(walk, (now) => (now === code ? 1 : 0)),
      })
    );
    refused.push({
      labels: { __name__: 'resilience4j_circuitbreaker_not_permitted_calls_total', ...labels, kind: 'not_permitted' },
      times,
      values: counted(walk, random),
    });
  }
  return {
    traces: new Map(),
    logs: [],
    series: new Map([
      ['resilience4j_circuitbreaker_state', gauges],
      ['resilience4j_circuitbreaker_not_permitted_calls_total', refused],
    ]),
    exemplars: [],
  };
}

function labelsOf(at: number): Readonly<Record<string, string>> {
  const caller = SERVICES[at % SERVICES.length] ?? '';
  return { application: caller, instance: `10.0.${at % 16}.${at % 250}:8080`, job: 'shop', name: `client-${at}` };
}

/** The state at every sample. */
function walkOf(count: number, restlessness: number, random: () => number): Uint8Array {
  const walk = new Uint8Array(count);
  let left = 0;
  for (let at = 1; at < count; at += 1) {
    const before = walk[at - 1] ?? CLOSED;
    if (before === CLOSED) {
      walk[at] = random() < restlessness ? OPEN : CLOSED;
      left = OPEN_SAMPLES;
    } else if (before === OPEN) {
      left -= 1;
      walk[at] = left > 0 ? OPEN : HALF_OPEN;
    } else {
      walk[at] = random() < 0.5 ? CLOSED : OPEN;
      left = OPEN_SAMPLES;
    }
  }
  return walk;
}

/** A counter that grows while calls are refused. */
function counted(walk: Uint8Array, random: () => number): Float64Array {
  let sum = 0;
  return Float64Array.from(walk, (state) => {
    sum += state === OPEN ? Math.round(CALLS_A_SAMPLE * random()) : 0;
    return sum;
  });
}

/** Park and Miller's generator: the bench needs no more than that it is always the same. */
function lehmer(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
