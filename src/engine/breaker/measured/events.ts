import type { Series } from '../../model';
import type { StateNames } from '../conventions/convention';
import type { Reading } from '../lane/builder';
import type { BreakerState } from '../types';
import { Growth } from './growth';
import { measured, type Reader } from './readings';

/** Deduced from how often each state was entered so far. */
const BALANCED = 0.9;
/** Several changes between two samples: their order is deduced. */
const SEVERAL = 0.7;

type Known = 'open' | 'half-open' | 'closed';

/**
 * Reads counters of changes. Between two samples with one kind of change the state is that one. With several, and at the
 * first sample, how often each was entered tells: every open state is left through a half-open one, so that one opening more
 * than half-openings is open, and as many closings as openings is closed. After a reset it starts closed.
 */
export function eventReader(series: readonly Series[], label: string, states: StateNames): Reader {
  const [first] = series;
  if (first === undefined) {
    return () => undefined;
  }
  const kinds = series.map(({ labels }) => states[labels[label] ?? '']);
  const growth = new Growth(series.length);
  const sum = (state: Known, of: (row: number) => number): number =>
    kinds.reduce((total, kind, row) => (kind === state ? total + of(row) : total), 0);
  const readings = new Map<string, Reading>();
  const reading = (state: BreakerState, confidence: number): Reading => {
    const key = `${state} ${confidence}`;
    const row = Math.max(0, kinds.indexOf(state));
    const made = readings.get(key) ?? { ...measured(state, series[row] ?? first), confidence };
    readings.set(key, made);
    return made;
  };
  let current: Reading | undefined;
  return (values) => {
    growth.add(values);
    const entered: readonly Known[] = (['open', 'half-open', 'closed'] as const).filter(
      (state) => sum(state, (row) => growth.grown[row] ?? 0) > 0
    );
    const [only, ...others] = entered;
    const total = (state: Known): number => sum(state, (row) => growth.latest(row));
    if (growth.isFirst) {
      current = balanced(total('open'), total('half-open'), total('closed'), reading);
    } else if (only !== undefined && others.length === 0) {
      current = reading(only, 1);
    } else if (only !== undefined) {
      const isOpen = total('open') > total('half-open');
      current = reading(isOpen ? 'open' : entered.includes('closed') ? 'closed' : 'half-open', SEVERAL);
    } else if (growth.hasReset) {
      current = reading('closed', BALANCED);
    }
    return current;
  };
}

function balanced(
  opened: number,
  halfOpened: number,
  closed: number,
  reading: (state: BreakerState, confidence: number) => Reading
): Reading | undefined {
  if (opened > halfOpened) {
    return reading('open', BALANCED);
  }
  return opened === halfOpened && opened === closed ? reading('closed', BALANCED) : undefined;
}
