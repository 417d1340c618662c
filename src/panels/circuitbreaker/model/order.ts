import type { SortBy } from '../options';
import type { Lane } from './lanes';
import { TROUBLES } from './trouble';

/** Lanes in the order that was chosen; equal ones by trouble, and then by name. O(n log n). */
export function sortLanes(lanes: readonly Lane[], by: SortBy): readonly Lane[] {
  const compare = COMPARISONS[by];
  return [...lanes].sort((a, b) => compare(a, b) || byTrouble(a, b) || byTitle(a, b));
}

const byTitle = (a: Lane, b: Lane) => byText(a.title, b.title);
const byName = (a: Lane, b: Lane) => byText(a.breaker.identity.name, b.breaker.identity.name);
const byCaller = (a: Lane, b: Lane) => byText(a.breaker.identity.caller ?? '', b.breaker.identity.caller ?? '');

const COMPARISONS: Readonly<Record<SortBy, (a: Lane, b: Lane) => number>> = {
  trouble: byTrouble,
  name: byName,
  caller: (a, b) => byCaller(a, b) || byTitle(a, b),
};

/** The worst first; of equals the one that opened more often, and then the one that changed last. */
function byTrouble(a: Lane, b: Lane): number {
  return TROUBLES.indexOf(a.trouble) - TROUBLES.indexOf(b.trouble) || b.opened - a.opened || b.now.start - a.now.start;
}

function byText(a: string, b: string): number {
  return a.localeCompare(b, undefined, { numeric: true });
}
