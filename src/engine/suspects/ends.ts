import type { Told } from './strengths';

/** Fewer deviations are what happens by chance in one of a few neighbours, and explain nothing ... */
const LEAST_CAUSE = 3;
/** ... so many are no chance, and as many as one among all services needs to be one. */
const SURE_CAUSE = 4;
/** How much of what one service shows is explained by another that is surely far from usual. */
export const EXPLAINED = 0.8;

/** From nothing to all as a cause's strength goes from chance to no chance. */
export function sureness(strength: number): number {
  return Math.min(1, Math.max(0, (strength - LEAST_CAUSE) / (SURE_CAUSE - LEAST_CAUSE)));
}

interface Edge {
  readonly caller: string;
  readonly callee: string;
}

/**
 * Time that is lost between two services is lost at one of both ends: at the callee's, unless most other calls of the same
 * caller lose time too (its own network is slow, or it gets no CPU to read the answers) while other callers of that callee
 * lose none. What is lost at the caller's end tells against the caller.
 */
export function atTheirEnds(told: readonly Told[]): readonly Told[] {
  const gaps = told.flatMap((one) => {
    const { signal, place } = one.scanner.stream;
    return signal === 'gap' && place.edge !== undefined ? [{ one, edge: place.edge }] : [];
  });
  if (gaps.length === 0) {
    return told;
  }
  const byCaller = toldBy(gaps, ({ caller }) => caller);
  const byCallee = toldBy(gaps, ({ callee }) => callee);
  const moved = gaps.flatMap(({ one, edge }) => {
    const share = callersShare(one, byCaller.get(edge.caller) ?? [], byCallee.get(edge.callee) ?? []);
    return share === 0 ? [] : [{ one, caller: edge.caller, share }];
  });
  const shares = new Map(moved.map(({ one, share }) => [one, share]));
  return [
    ...told.map((one) => ({ ...one, strength: one.strength * (1 - EXPLAINED * (shares.get(one) ?? 0)) })),
    ...moved.map(({ one, caller, share }) => ({ ...one, service: caller, strength: one.strength * share })),
  ];
}

/** How much of what calls along one edge lose is their caller's doing: from 0 to 1. */
function callersShare(one: Told, ofCaller: readonly Told[], ofCallee: readonly Told[]): number {
  const elsewhere = Math.max(0, ...ofCallee.filter((other) => other !== one).map(({ strength }) => strength));
  return elsewhere >= one.strength / 2 ? 0 : sureness(inMost(ofCaller.map(({ strength }) => strength)));
}

/**
 * What most of several deviations show together, beyond what one of them shows alone: Stouffer's sum over the root of their
 * number, with the lower median for each, so that one or two among many prove nothing of the rest.
 */
function inMost(strengths: readonly number[]): number {
  const sorted = [...strengths].sort((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  return middle * Math.sqrt(Math.max(0, sorted.length - 1));
}

function toldBy(
  gaps: ReadonlyArray<{ readonly one: Told; readonly edge: Edge }>,
  endOf: (edge: Edge) => string
): ReadonlyMap<string, readonly Told[]> {
  const found = new Map<string, Told[]>();
  for (const { one, edge } of gaps) {
    const list = found.get(endOf(edge)) ?? [];
    found.set(endOf(edge), list);
    list.push(one);
  }
  return found;
}
