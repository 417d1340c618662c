import type { DataFrame } from '@grafana/data';
import type { Measure, SignalRole, Subject } from '../../../engine/signals';
import { epochMs } from '../../../engine/units';
import { writeSignals } from '../../../frames';

/** Where the drawings of cascades begin. Milliseconds since the epoch. */
export const START_MS = Date.UTC(2026, 10, 21, 14, 0);
/** Samples of a drawing, and how far they are apart. */
const SAMPLES = 120;
const STEP_MS = 5000;
export const LENGTH_MS = SAMPLES * STEP_MS;

/** What a drawing says: who fails from which second on, and who calls whom. */
export interface Drawing {
  /** Seconds after the start; absent for a service that nothing happens to. */
  readonly falls: Readonly<Record<string, number | undefined>>;
  /** `caller>callee`. */
  readonly calls: readonly string[];
  /** Second at which everything is as usual again; never when absent. */
  readonly ends?: number;
}

/** Payment falls, then who calls it, then who calls that; inventory stays. */
export const SHOP: Drawing = {
  falls: { frontend: 340, checkout: 320, payment: 300, inventory: undefined },
  calls: ['frontend>checkout', 'checkout>payment', 'checkout>inventory'],
};

/** Golden signals of a drawing, as our data source writes them. */
export function framesOf({ falls, calls, ends = Infinity }: Drawing): DataFrame[] {
  const services = Object.keys(falls).flatMap((service) => {
    const fall = falls[service];
    return [
      measure({ kind: 'service', service }, 'traffic', 'reqps', (_, row) => 20 + wobble(row)),
      measure({ kind: 'service', service }, 'errors', 'percentunit', (s) => (isDown(s, fall, ends) ? 0.4 : 0.001)),
      measure(
        { kind: 'service', service },
        'p99',
        's',
        (s, row) => (isDown(s, fall, ends) ? 5 : 0.2) + wobble(row) / 100
      ),
    ];
  });
  const edges = calls.flatMap((call) => {
    const [client = '', service = ''] = call.split('>');
    const fall = falls[service];
    return [
      measure({ kind: 'edge', client, service }, 'traffic', 'reqps', (_, row) => 20 + wobble(row)),
      measure({ kind: 'edge', client, service }, 'errors', 'percentunit', (s) => (isDown(s, fall, ends) ? 0.4 : 0.001)),
    ];
  });
  return writeSignals([...services, ...edges], { refId: 'A' });
}

function isDown(second: number, fall: number | undefined, ends: number): boolean {
  return fall !== undefined && second >= fall && second < ends;
}

/** Between -1 and 1, the same for a row. */
function wobble(row: number): number {
  return Math.sin(row * 12.9898);
}

function measure(
  subject: Subject,
  role: SignalRole,
  unit: string,
  value: (second: number, row: number) => number
): Measure {
  const rows = Array.from({ length: SAMPLES }, (_, row) => row);
  const { service } = subject;
  return {
    subject,
    role,
    resource: undefined,
    convention: 'drawn',
    baseline: false,
    series: {
      name: role,
      labels: {},
      times: rows.map((row) => epochMs(START_MS + row * STEP_MS)),
      values: rows.map((row) => value((row * STEP_MS) / 1000, row)),
      unit,
      intervalMs: STEP_MS,
      service: { key: service, name: service, namespace: undefined, basis: 'drawn' },
      signal: undefined,
      quantile: undefined,
    },
  };
}
