import type { Evidence } from '../../finding';
import type { Series } from '../../model';
import type { StateNames, StateSource } from '../conventions/convention';
import type { Reading } from '../lane/builder';
import { rankOf } from '../lane/worst';
import type { BreakerReason } from '../messages';
import type { BreakerState } from '../types';
import { Growth } from './growth';

/** Says what samples of one moment tell; NaN is no sample. */
export type Reader = (values: Float64Array) => Reading | undefined;

/** A gauge says so itself. */
const MEASURED = 1;
/** Nothing was refused, but nobody said that the breaker is closed. */
const NOTHING_REFUSED = 0.8;

/** The reader of a source that needs no memory. `series` are those of the source, in the order of `values`. */
export function gaugeReader(
  source: Exclude<StateSource, { readonly form: 'events' | 'rejections' }>,
  series: readonly Series[]
): Reader {
  switch (source.form) {
    case 'label':
      return labelReader(series, source.label, source.states);
    case 'value':
      return valueReader(series, source.states);
    case 'above-zero':
      return aboveZeroReader(series, source.on, source.off);
  }
}

/** The worst state whose series is above 0. Sums over instances have several above 0, or counts: then it is mixed. */
function labelReader(series: readonly Series[], label: string, states: StateNames): Reader {
  const stateOf = series.map(({ labels }) => states[labels[label] ?? ''] ?? 'unknown');
  const pure = series.map((one, row) => measured(stateOf[row] ?? 'unknown', one));
  const mixed = new Map<string, Reading>();
  return (values) => {
    let worst = -1;
    let known = 0;
    for (let row = 0; row < values.length; row += 1) {
      const value = values[row] ?? NaN;
      if (value > 0) {
        known += value;
        const isWorse = worst < 0 || rankOf(stateOf[row] ?? 'unknown') < rankOf(stateOf[worst] ?? 'unknown');
        worst = isWorse ? row : worst;
      }
    }
    const reading = pure[worst];
    const count = values[worst] ?? 0;
    if (reading === undefined || count === known) {
      return reading;
    }
    const key = `${reading.state} ${count} ${known}`;
    const before = mixed.get(key);
    const reason: BreakerReason = { key: 'breaker.reason.mixed', params: { count, known } };
    const made = before ?? { ...reading, reason };
    mixed.set(key, made);
    return made;
  };
}

function valueReader(series: readonly Series[], states: StateNames): Reader {
  const readings = series.map((one) => {
    const own = Object.entries(states).map(([value, state]) => [Number(value), measured(state, one)] as const);
    return new Map(own);
  });
  return (values) => {
    let worst: Reading | undefined;
    for (let row = 0; row < values.length; row += 1) {
      const reading = readings[row]?.get(values[row] ?? NaN);
      if (reading !== undefined && (worst === undefined || rankOf(reading.state) < rankOf(worst.state))) {
        worst = reading;
      }
    }
    return worst;
  };
}

function aboveZeroReader(series: readonly Series[], on: BreakerState, off: BreakerState): Reader {
  const readings = series.map((one) => ({ on: measured(on, one), off: measured(off, one) }));
  return (values) => {
    let found: Reading | undefined;
    for (let row = 0; row < values.length; row += 1) {
      const value = values[row] ?? NaN;
      if (value > 0) {
        return readings[row]?.on;
      }
      found ??= value === 0 ? readings[row]?.off : undefined;
    }
    return found;
  };
}

/**
 * Open while refused calls are counted, closed while none are.
 *
 * @param refusals - the counters of refused calls: the first columns of the values; others only show that somebody counts
 * @param columns - of the values
 */
export function rejectionReader(refusals: readonly Series[], columns: number): Reader {
  const [first] = refusals;
  if (first === undefined) {
    return () => undefined;
  }
  const refused: BreakerReason = { key: 'breaker.reason.refused', params: { metric: first.name } };
  const quiet: BreakerReason = { key: 'breaker.reason.none-refused', params: { metric: first.name } };
  const open = { ...measured('open', first), reason: refused, change: refused };
  const closed = { ...measured('closed', first), confidence: NOTHING_REFUSED, reason: quiet, change: quiet };
  const growth = new Growth(columns);
  return (values) => {
    growth.add(values);
    if (growth.isFirst) {
      return undefined;
    }
    return refusals.some((_, row) => (growth.grown[row] ?? 0) > 0) ? open : closed;
  };
}

/** A reading that a series gives. Its reading's own reason is absent: that it was measured goes without saying. */
export function measured(state: BreakerState, { name, labels }: Series): Reading {
  const sampled: BreakerReason = { key: 'breaker.reason.sampled', params: { metric: name } };
  return {
    state,
    confidence: MEASURED,
    change: sampled,
    evidence: (at): readonly Evidence[] => [{ kind: 'series', at, metric: name, labels }],
  };
}
