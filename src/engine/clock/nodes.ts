import type { Interval } from './bounds';
import { type Difference, groupsOf, leastSquares, rangesFrom } from './graph';
import { type OffsetEstimate, readOffset } from './offset';
import { nodeSteps, type NodeStep } from './node-steps';

/** All exchanges of one ordered pair: `from` is the client's node, `to` the server's. */
export interface PairOffset {
  readonly from: string;
  readonly to: string;
  readonly estimate: OffsetEstimate;
}

/** One node's clock against the reference of its group, nanoseconds. */
export interface NodeOffset extends Interval {
  readonly node: string;
  /** Nodes with different numbers never spoke to one another, directly or through others. */
  readonly group: number;
  /** This node's clock minus the reference's, at {@link NodeOffsets.at}. 0 for the reference itself. */
  readonly offset: number;
  /** Nanoseconds per nanosecond, against the reference. */
  readonly drift: number;
  readonly steps: readonly NodeStep[];
  readonly reference: boolean;
}

export interface NodeOffsets {
  /** The moment at which the offsets hold: the middle of all exchanges, nanoseconds after the collection's origin. */
  readonly at: number;
  readonly nodes: readonly NodeOffset[];
  /** Pairs that contradict the others around a loop; they were left out of the solution. */
  readonly conflicts: readonly PairOffset[];
}

/** Half-width that no estimate is believed beyond, nanoseconds: spans carry microseconds. */
const LEAST_WIDTH = 1e3;
const LEAST_DRIFT_WIDTH = 1e-9;

/**
 * From pairs to nodes: one consistent offset per node. Offsets of the pairs are read at one moment, solved by least
 * squares, bounded by every path through the graph; a loop whose ranges do not close loses the pair that fits worst.
 *
 * @param wanted - node whose clock is right; without it (or in groups without it) the one nearest to all others: a
 * majority of clocks under NTP agrees, a stray one does not
 */
export function solveNodes(pairs: readonly PairOffset[], wanted?: string): NodeOffsets {
  const names = [...new Set(pairs.flatMap(({ from, to }) => [from, to]))].sort();
  const index = new Map(names.map((name, at) => [name, at]));
  const first = Math.min(...pairs.map(({ estimate }) => estimate.span.low));
  const last = Math.max(...pairs.map(({ estimate }) => estimate.span.high));
  const at = pairs.length === 0 ? 0 : (first + last) / 2;
  const edges = pairs.map((pair) => edgeOf(pair, index, at));
  const { kept, dropped, offset } = consistent(names.length, edges);
  const group = groupsOf(
    names.length,
    kept.map((edge) => edge.offset)
  );
  const drift = leastSquares(
    names.length,
    kept.map((edge) => edge.drift),
    LEAST_DRIFT_WIDTH
  );
  const steps = nodeSteps(pairs, names);
  const nodes: NodeOffset[] = [];
  for (let number = 0; number < 1 + Math.max(-1, ...group); number += 1) {
    const members = names.map((_, node) => node).filter((node) => group[node] === number);
    const reference = referenceOf(members, { names, offset, drift, steps, duration: last - first }, wanted);
    const ranges =
      rangesFrom(
        reference,
        names.length,
        kept.map((edge) => edge.offset)
      ) ?? [];
    for (const node of members) {
      const value = (offset[node] ?? 0) - (offset[reference] ?? 0);
      const range = ranges[node] ?? { low: -Infinity, high: Infinity };
      nodes.push({
        node: names[node] ?? '',
        group: number,
        offset: Math.min(Math.max(value, range.low), range.high),
        low: range.low,
        high: range.high,
        drift: (drift[node] ?? 0) - (drift[reference] ?? 0),
        steps: steps.get(names[node] ?? '') ?? [],
        reference: node === reference,
      });
    }
  }
  return { at, nodes, conflicts: dropped.map(({ pair }) => pair) };
}

interface Edge {
  readonly pair: PairOffset;
  readonly offset: Difference;
  readonly drift: Difference;
}

function edgeOf(pair: PairOffset, index: ReadonlyMap<string, number>, at: number): Edge {
  const ends = { from: index.get(pair.from) ?? 0, to: index.get(pair.to) ?? 0 };
  const { offset, low, high, drift, driftRange } = readOffset(pair.estimate, at);
  return { pair, offset: { ...ends, value: offset, low, high }, drift: { ...ends, value: drift, ...driftRange } };
}

/** Leaves out, one after the other, the pairs that keep loops from closing. */
function consistent(
  count: number,
  edges: readonly Edge[]
): { readonly kept: readonly Edge[]; readonly dropped: readonly Edge[]; readonly offset: Float64Array } {
  const group = groupsOf(
    count,
    edges.map((edge) => edge.offset)
  );
  let kept = edges;
  const dropped: Edge[] = [];
  for (;;) {
    const offset = leastSquares(
      count,
      kept.map((edge) => edge.offset),
      LEAST_WIDTH
    );
    if (dropped.length === edges.length || closes(count, kept, group)) {
      return { kept, dropped, offset };
    }
    const strain = ({ offset: { from, to, value, low, high } }: Edge): number =>
      Math.abs((offset[to] ?? 0) - (offset[from] ?? 0) - value) / Math.max((high - low) / 2, LEAST_WIDTH);
    const worst = kept.reduce((a, b) => (strain(b) > strain(a) ? b : a));
    dropped.push(worst);
    kept = kept.filter((edge) => edge !== worst);
  }
}

function closes(count: number, edges: readonly Edge[], group: Int32Array): boolean {
  const differences = edges.map(({ offset }) => offset);
  return [...new Set(group)].every((number) => rangesFrom(group.indexOf(number), count, differences) !== undefined);
}

interface Clocks {
  readonly names: readonly string[];
  readonly offset: Float64Array;
  readonly drift: Float64Array;
  readonly steps: ReadonlyMap<string, readonly NodeStep[]>;
  readonly duration: number;
}

/** The wanted node, else the one whose clock differs least from all others in offset and rate, and was not set. */
function referenceOf(members: readonly number[], clocks: Clocks, wanted: string | undefined): number {
  const asked = members.find((node) => clocks.names[node] === wanted);
  if (asked !== undefined) {
    return asked;
  }
  const away = (a: number, b: number): number =>
    Math.abs((clocks.offset[a] ?? 0) - (clocks.offset[b] ?? 0)) +
    Math.abs((clocks.drift[a] ?? 0) - (clocks.drift[b] ?? 0)) * clocks.duration;
  const stepped = (node: number): number =>
    (clocks.steps.get(clocks.names[node] ?? '') ?? []).reduce((sum, { by }) => sum + Math.abs(by), 0);
  const cost = members.map(
    (node) => members.reduce((sum, other) => sum + away(node, other), 0) + stepped(node) * members.length
  );
  return members[cost.indexOf(Math.min(...cost))] ?? 0;
}
