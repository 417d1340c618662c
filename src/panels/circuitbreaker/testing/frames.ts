import { type DataFrame, toDataFrame } from '@grafana/data';
import { epochNsFromMs, nanos } from '../../../engine/units';
import { writeBreakers } from '../../../frames';
import { breakers, STEP_SECONDS } from './lanes';
import { START_MS } from './panel';

/** Drawn breakers as the frames of our data source. */
export function framesOf(art: string): DataFrame[] {
  const drawn = breakers(art);
  const end = Math.max(...drawn.map(({ intervals }) => intervals.at(-1)?.end ?? 0));
  return [...writeBreakers(drawn, { refId: 'A', window: { origin: epochNsFromMs(START_MS), end: nanos(end) } })];
}

const LABELS = { '-': 'closed', '#': 'open', v: 'half_open' } as const;

/** One drawn breaker as Prometheus answers for resilience4j: a 0/1 series a state, a sample a character. */
export function seriesOf(caller: string, name: string, states: string): DataFrame[] {
  const times = Array.from(states, (_, at) => START_MS + at * STEP_SECONDS * 1000);
  return Object.entries(LABELS).map(([character, state]) =>
    toDataFrame({
      refId: 'A',
      meta: { type: 'timeseries-multi' },
      fields: [
        { name: 'Time', type: 'time', values: times, config: { interval: STEP_SECONDS * 1000 } },
        {
          name: 'resilience4j_circuitbreaker_state',
          type: 'number',
          values: Array.from(states, (one) => (one === character ? 1 : 0)),
          labels: { __name__: 'resilience4j_circuitbreaker_state', application: caller, name, state },
        },
      ],
    })
  );
}
