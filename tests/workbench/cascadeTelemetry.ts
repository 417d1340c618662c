import type { Telemetry } from '../../pkg/workbench/sources/telemetry';

type RangeAnswer = Telemetry['metrics'][number];

/** Seconds between two scrapes. */
const STEP_S = 5;
const MS_PER_S = 1000;
const CALLS_A_STEP = 60;
const USUAL_FAILURES = 0.005;

/** A made-up house: services in layers, callers above, and one in the lowest layer that falls. */
export interface House {
  readonly services: readonly string[];
  readonly calls: ReadonlyArray<readonly [caller: string, callee: string]>;
  /** Seconds after the start at which a service begins to fail. */
  readonly falls: ReadonlyMap<string, number>;
}

const LAYERS = 5;
const FIRST_FALL_S = 300;
/** Trouble takes so long from a callee to its callers. */
const DELAY_S = 10;

/** A house of so many services and calls; the same every time. What falls is whoever calls one that fell, upwards. */
export function house(size: number, calls: number): House {
  const teams = ['shop', 'search', 'billing', 'mail', 'stock', 'users', 'ads', 'media'];
  const services = Array.from({ length: size }, (_, at) => `${teams[at % teams.length] ?? ''}-${at}`);
  const layerOf = (at: number): number => Math.floor((at / size) * LAYERS);
  const pairs = new Map<string, readonly [string, string]>();
  for (let at = 0; pairs.size < calls && at < calls * 20; at += 1) {
    const from = (at * 7 + Math.floor(at / size)) % size;
    const to = (from + 1 + ((at * 13) % size)) % size;
    const [caller, callee] = [services[from] ?? '', services[to] ?? ''];
    if (layerOf(from) < layerOf(to)) {
      pairs.set(`${caller} ${callee}`, [caller, callee]);
    }
  }
  const edges = [...pairs.values()];
  const called = new Set(edges.map(([, callee]) => callee));
  const lowest = services.filter((service) => called.has(service)).at(-1) ?? '';
  return { services, calls: edges, falls: fallsOf(edges, called, lowest, size) };
}

/** Of a house, so many services fall at most. */
const LEAST_FALLEN = 4;
const MOST_FALLEN = 14;
const FALLEN_SHARE = 0.15;

/** Callers of what fell fall after it, those of one service one after another, until enough have: the rest stays. */
function fallsOf(
  edges: House['calls'],
  called: ReadonlySet<string>,
  first: string,
  size: number
): ReadonlyMap<string, number> {
  const most = Math.min(MOST_FALLEN, Math.max(LEAST_FALLEN, Math.round(size * FALLEN_SHARE)));
  const falls = new Map([[first, FIRST_FALL_S]]);
  for (const [callee, at] of falls) {
    // Nobody counts the requests of a service that nobody calls.
    const callers = edges.flatMap(([from, to]) => (to === callee && called.has(from) ? [from] : []));
    for (const caller of callers) {
      if (!falls.has(caller) && falls.size < most) {
        falls.set(caller, Math.max(at, ...falls.values()) + DELAY_S);
      }
    }
  }
  return falls;
}

/** Tempo's service graph of a house over ten minutes. */
export function serviceGraphOf({ calls, falls }: House, startMs: number, seconds = 600): readonly RangeAnswer[] {
  const steps = seconds / STEP_S;
  return ['traces_service_graph_request_total', 'traces_service_graph_request_failed_total'].map((name) => ({
    status: 'success',
    data: {
      resultType: 'matrix',
      result: calls.map(([client, server], row) => {
        let sum = 0;
        const fall = falls.get(server) ?? Infinity;
        return {
          metric: { __name__: name, client, server, connection_type: '' },
          values: Array.from({ length: steps }, (_, step): readonly [number, string] => {
            const wobble = 1 + Math.sin((step + row) * 12.9898) / 10;
            const share = step * STEP_S > fall ? 0.4 : USUAL_FAILURES;
            sum += Math.round(CALLS_A_STEP * wobble * (name.includes('failed') ? share : 1));
            return [startMs / MS_PER_S + step * STEP_S, String(sum)];
          }),
        };
      }),
    },
  }));
}
