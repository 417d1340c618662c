import type { CallEdge, Propagation } from '../../../engine/cascade';
import { nanos } from '../../../engine/units';
import type { Card } from '../viewModel';

/** Cards and calls of a drawing. */
export interface House {
  readonly cards: readonly Card[];
  readonly calls: readonly CallEdge[];
  readonly propagation: readonly Propagation[];
}

/** Reads `web>shop shop>pay! pay!>db!!`: one mark degraded, two was first; errors go along calls between marked ones. */
export function house(drawing: string): House {
  const words = drawing.split(' ').map((word) => word.split('>'));
  const marks = new Map<string, number>();
  for (const word of words.flat()) {
    const name = word.replaceAll('!', '');
    marks.set(name, Math.max(marks.get(name) ?? 0, word.length - name.length));
  }
  const calls = words.flatMap(([caller, callee]) =>
    caller === undefined || callee === undefined
      ? []
      : [{ caller: caller.replaceAll('!', ''), callee: callee.replaceAll('!', '') }]
  );
  const fell = (name: string) => (marks.get(name) ?? 0) > 0;
  return {
    cards: [...marks].map(([name, count]) => cardOf(name, count)),
    calls,
    propagation: calls.filter(({ caller, callee }) => fell(caller) && fell(callee)).map(errorsUp),
  };
}

function errorsUp({ caller, callee }: CallEdge): Propagation {
  const delay = { low: nanos(5e9), at: nanos(1e10), high: nanos(15e9) };
  return { from: callee, to: caller, kind: 'errors', delay, basis: 'intervals' };
}

function cardOf(name: string, marks: number): Card {
  const after = { low: nanos(0), at: nanos(0), high: nanos(0) };
  return {
    id: name,
    title: name,
    state: {
      service: name,
      onsets: [],
      onset: undefined,
      worst: undefined,
      anomalies: [],
      severity: marks > 0 ? 'critical' : 'info',
    },
    severity: marks > 0 ? 'critical' : 'info',
    after: marks > 0 ? after : undefined,
    onsets: [],
    told: undefined,
    measured: true,
    first: marks > 1 ? 'it' : undefined,
    suspect: undefined,
    line: undefined,
  };
}
