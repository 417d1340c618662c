import type { Signal } from '../engine/correlation';
import { VIEWS, type View } from './query';

/** A view, and whether the linked sources are enough for it. */
export interface Capability {
  readonly view: View;
  readonly works: boolean;
  /** One of these signals must be linked. */
  readonly needs: readonly Signal[];
}

/** Signals of which at least one must be there. */
const NEEDS: Readonly<Record<View, readonly Signal[]>> = {
  correlate: ['traces', 'logs'],
  services: ['metrics', 'traces', 'logs'],
  traces: ['traces'],
  events: ['traces', 'logs', 'metrics'],
  breakers: ['metrics', 'logs', 'traces'],
  cascade: ['metrics', 'traces', 'logs'],
};

/** What can be asked of sources of these signals. */
export function capabilities(linked: ReadonlySet<Signal>): readonly Capability[] {
  return VIEWS.map((view) => ({ view, needs: NEEDS[view], works: NEEDS[view].some((signal) => linked.has(signal)) }));
}
