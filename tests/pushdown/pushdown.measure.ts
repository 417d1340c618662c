/**
 * What each view asks of its sources under 1, 10 and 100 times the lab's usual traffic. No test: `npm run bench -- pushdown`
 * runs it, and reads what it writes to the file that CLEW_PUSHDOWN names.
 */
import { writeFileSync } from 'node:fs';

import { DEFAULT_LIMITS } from '../../src/datasource/limits';
import { MOST_SAMPLED_TRACES } from '../../src/datasource/query';
import { DEFAULT_SETTINGS } from '../../src/datasource/settings';
import { type Cost, costOf, mostExemplars, trafficOf } from './traffic';
import { SAMPLED_TRACES, viewsOf } from './views';

interface Measured {
  readonly measure: string;
  readonly value: number;
  readonly unit: string;
  /** The same under the usual traffic: what an aggregate is held against. */
  readonly yardstick: number | null;
  readonly bound: number;
}

const TRAFFIC = [1, 10, 100];
/** Aggregates may differ by this factor. */
const STEADY = 1.1;
const PATIENCE_MS = 540_000;

it(
  'asks no more of its sources when there is more traffic',
  async () => {
    const usual = new Map<string, Cost>();
    const measured: Measured[] = [];
    for (const times of TRAFFIC) {
      const { memory, requestId } = trafficOf(times);
      for (const [view, query] of Object.entries(viewsOf(requestId))) {
        const cost = await costOf(memory, query);
        const before = usual.get(view) ?? cost;
        usual.set(view, before);
        const name = `${view}, ${times}x`;
        measured.push(
          ...(times === 1 ? [] : aggregateMeasures(name, cost, before)),
          ...rowMeasures(name, cost, limitsOf(view, mostExemplars(memory)))
        );
      }
    }
    const out = process.env.CLEW_PUSHDOWN;
    if (out !== undefined) {
      writeFileSync(out, JSON.stringify(measured));
    }
    expect(measured.length).toBeGreaterThan(0);
  },
  PATIENCE_MS
);

function aggregateMeasures(name: string, { aggregates }: Cost, { aggregates: usual }: Cost): readonly Measured[] {
  return [
    {
      measure: `${name}: requests for aggregates`,
      value: aggregates.requests,
      unit: '',
      yardstick: usual.requests,
      bound: STEADY,
    },
    {
      measure: `${name}: bytes of aggregates`,
      value: aggregates.bytes,
      unit: 'B',
      yardstick: usual.bytes,
      bound: STEADY,
    },
  ];
}

function rowMeasures(name: string, { rows }: Cost, limits: Partial<Cost['rows']>): readonly Measured[] {
  const names: ReadonlyArray<keyof Cost['rows']> = ['requests', 'traces', 'hits', 'lines', 'exemplars'];
  return names.flatMap((kind) => {
    const bound = limits[kind];
    const measure = `${name}: ${kind === 'requests' ? 'requests for rows' : kind}`;
    return bound === undefined ? [] : [{ measure, value: rows[kind], unit: '', yardstick: null, bound }];
  });
}

/** The limits that are stated where they are set: in the query, and in the settings. */
function limitsOf(view: string, exemplars: number): Partial<Cost['rows']> {
  const requests = DEFAULT_SETTINGS.requestBudget;
  switch (view) {
    case 'correlate':
      return { requests, traces: DEFAULT_LIMITS.traces, lines: DEFAULT_LIMITS.lines, exemplars };
    case 'traces':
      return { requests, traces: SAMPLED_TRACES, hits: MOST_SAMPLED_TRACES };
    case 'breakers':
    case 'cascade': {
      const { traces, lines } = DEFAULT_LIMITS;
      return { requests, traces, lines, hits: MOST_SAMPLED_TRACES, exemplars };
    }
    default:
      return { requests: 0, exemplars };
  }
}
