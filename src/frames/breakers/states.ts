import type { ValueMapping } from '@grafana/data';
import type { BreakerState } from '../../engine/breaker';
import { VALUE_TO_TEXT } from '../grafana-enums';

/** Every state with the colour that Grafana's panels give it, in the order of legends; colours are names of Grafana's. */
const COLOURS: Readonly<Record<BreakerState, string>> = {
  closed: 'green',
  'half-open': 'yellow',
  open: 'red',
  forced: 'purple',
  disabled: 'blue',
  unknown: 'gray',
};

const STATES = ['closed', 'half-open', 'open', 'forced', 'disabled', 'unknown'] as const satisfies BreakerState[];

/** A state of a cell; `undefined` for what is none. */
export function readState(value: unknown): BreakerState | undefined {
  return STATES.find((state) => state === value);
}

/** Text and colour of each state, for State timeline, Status history, Stat and tables. */
export function stateMappings(text: (state: BreakerState) => string): ValueMapping[] {
  return [
    {
      type: VALUE_TO_TEXT,
      options: Object.fromEntries(
        STATES.map((state, index) => [state, { text: text(state), color: COLOURS[state], index }])
      ),
    },
  ];
}
