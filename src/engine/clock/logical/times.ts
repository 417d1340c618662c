/** Counts the events that can have caused this one (Lamport 1978). */
export interface LamportTime {
  readonly kind: 'lamport';
  readonly counter: number;
}

/** Events of each process that this one knows of (Fidge 1988, Mattern 1989). */
export interface VectorTime {
  readonly kind: 'vector';
  readonly counters: ReadonlyMap<string, number>;
}

/** Physical time that never goes back, and a counter for events within one tick (Kulkarni et al. 2014). */
export interface HybridTime {
  readonly kind: 'hybrid';
  /** As its clock counts it; only its order means anything. */
  readonly physical: bigint;
  readonly counter: number;
}

export type LogicalTime = LamportTime | VectorTime | HybridTime;

/**
 * What two logical times prove. `before`, `after`: one happened before the other. `concurrent`: neither did. `equal`: the
 * same event. `not-after`, `not-before`: the first cannot have been caused by the second (or the reverse), and more a
 * Lamport or hybrid clock cannot tell. `unknown`: two kinds of clock.
 */
export type Causality = 'before' | 'after' | 'concurrent' | 'equal' | 'not-after' | 'not-before' | 'unknown';

/** Compares two events by their logical times. Lamport or hybrid times that are equal prove that neither caused the other. */
export function compareLogical(a: LogicalTime, b: LogicalTime): Causality {
  if (a.kind === 'vector' && b.kind === 'vector') {
    return compareVectors(a.counters, b.counters);
  }
  if (a.kind === 'lamport' && b.kind === 'lamport') {
    return scalar(a.counter - b.counter);
  }
  if (a.kind === 'hybrid' && b.kind === 'hybrid') {
    return scalar(a.physical === b.physical ? a.counter - b.counter : a.physical < b.physical ? -1 : 1);
  }
  return 'unknown';
}

function scalar(difference: number): Causality {
  return difference === 0 ? 'concurrent' : difference < 0 ? 'not-after' : 'not-before';
}

/** A process that is not named has counted nothing. */
function compareVectors(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): Causality {
  let less = false;
  let more = false;
  for (const process of new Set([...a.keys(), ...b.keys()])) {
    const difference = (a.get(process) ?? 0) - (b.get(process) ?? 0);
    less ||= difference < 0;
    more ||= difference > 0;
  }
  if (less && more) {
    return 'concurrent';
  }
  return less ? 'before' : more ? 'after' : 'equal';
}
