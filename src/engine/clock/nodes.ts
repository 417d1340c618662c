import { finish, type Steps } from '../steps';
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
  /** The moment at which the offsets hold, by the reference's clock: the middle of all exchanges, or close to it. */
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
 * A pair's times are its client's, and clocks minutes apart show that moment minutes apart; drifts would make of it an
 * error larger than the ranges. So the clocks are solved roughly first, and each pair is read when its client's clock
 * shows the reference's moment.
 *
 * @param wanted - node whose clock is right; without it (or in groups without it) the one nearest to all others: a
 * majority of clocks under NTP agrees, a stray one does not
 */
export function solveNodes(pairs: readonly PairOffset[], wanted?: string): NodeOffsets {
  return finish(solvingNodes(pairs, wanted));
}

/** As {@link solveNodes}, in steps. */
export function* solvingNodes(pairs: readonly PairOffset[], wanted?: string): Steps<NodeOffsets> {
  const names = [...new Set(pairs.flatMap(({ from, to }) => [from, to]))].sort();
  const index = new Map(names.map((name, node) => [name, node]));
  const ahead = roughly(pairs, index, names, wanted);
  const { at, duration } = momentOf(pairs, ahead);
  const edges = pairs.map((pair) => edgeOf(pair, index, at + ahead(pair.from)));
  yield;
  const { kept, dropped, offset } = yield* consistent(names.length, edges);
  const differences = kept.map((edge) => edge.offset);
  const group = groupsOf(names.length, differences);
  const drift = leastSquares(
    names.length,
    kept.map((edge) => edge.drift),
    LEAST_DRIFT_WIDTH
  );
  yield;
  const steps = nodeSteps(pairs, names, ahead);
  const nodes: NodeOffset[] = [];
  for (const [number, members] of membersOf(group).entries()) {
    const reference = referenceOf(members, { names, offset, drift, steps, duration }, wanted);
    const ranges = rangesFrom(reference, names.length, differences) ?? [];
    const solved = members.map((node): NodeOffset => {
      const value = (offset[node] ?? 0) - (offset[reference] ?? 0);
      const { low, high } = ranges[node] ?? { low: -Infinity, high: Infinity };
      return {
        node: names[node] ?? '',
        group: number,
        offset: Math.min(Math.max(value, low), high),
        low,
        high,
        drift: (drift[node] ?? 0) - (drift[reference] ?? 0),
        steps: steps.get(names[node] ?? '') ?? [],
        reference: node === reference,
      };
    });
    nodes.push(...solved);
    yield;
  }
  return { at, nodes, conflicts: dropped.map(({ pair }) => pair) };
}

/** How far a node's clock is ahead of its group's reference, nanoseconds. */
type Ahead = (node: string) => number;

/** The clocks from every pair at the middle of its own exchanges: right but for what they drift in between. */
function roughly(
  pairs: readonly PairOffset[],
  index: ReadonlyMap<string, number>,
  names: readonly string[],
  wanted: string | undefined
): Ahead {
  const edges = pairs.map((pair) => {
    const { low, high } = pair.estimate.span;
    return edgeOf(pair, index, (low + high) / 2).offset;
  });
  const offset = leastSquares(names.length, edges, LEAST_WIDTH);
  const still = { names, offset, drift: new Float64Array(names.length), steps: new Map(), duration: 0 };
  const ahead = new Float64Array(names.length);
  for (const members of membersOf(groupsOf(names.length, edges))) {
    const reference = referenceOf(members, still, wanted);
    members.forEach((node) => (ahead[node] = (offset[node] ?? 0) - (offset[reference] ?? 0)));
  }
  return (node) => ahead[index.get(node) ?? -1] ?? 0;
}

/** Nodes of each group. */
function membersOf(group: Int32Array): ReadonlyArray<readonly number[]> {
  const members: number[][] = [];
  group.forEach((number, node) => (members[number] ??= []).push(node));
  return members;
}

/**
 * The middle of all exchanges by the reference's clock, or the nearest moment at which no clock was being set: between the
 * last exchange before a step and the first after it, pairs do not agree on which side they are.
 */
function momentOf(pairs: readonly PairOffset[], ahead: Ahead): { readonly at: number; readonly duration: number } {
  if (pairs.length === 0) {
    return { at: 0, duration: 0 };
  }
  const first = pairs.reduce((least, { from, estimate }) => Math.min(least, estimate.span.low - ahead(from)), Infinity);
  const last = pairs.reduce((most, { from, estimate }) => Math.max(most, estimate.span.high - ahead(from)), -Infinity);
  const middle = (first + last) / 2;
  const unsettled = pairs.flatMap(({ from, estimate }) =>
    estimate.steps.map(({ at, within }) => {
      const reach = Math.abs(within) / 2 + 1;
      return { low: at - ahead(from) - reach, high: at - ahead(from) + reach };
    })
  );
  const quiet = [middle, ...unsettled.flatMap(({ low, high }) => [low, high])].filter(
    (moment) => !unsettled.some(({ low, high }) => low < moment && moment < high)
  );
  const away = (moment: number): number => Math.abs(moment - middle);
  const at = quiet.reduce((a, b) => (away(b) < away(a) ? b : a), quiet[0] ?? middle);
  return { at, duration: last - first };
}

interface Edge {
  readonly pair: PairOffset;
  readonly offset: Difference;
  readonly drift: Difference;
}

/** @param at - the moment, by the client's clock */
function edgeOf(pair: PairOffset, index: ReadonlyMap<string, number>, at: number): Edge {
  const ends = { from: index.get(pair.from) ?? 0, to: index.get(pair.to) ?? 0 };
  const { offset, low, high, drift, driftRange } = readOffset(pair.estimate, at);
  return { pair, offset: { ...ends, value: offset, low, high }, drift: { ...ends, value: drift, ...driftRange } };
}

/** So many pairs are left out one by one; then more and more at a time: where most contradict one another, none is the one. */
const ONE_BY_ONE = 16;

interface Consistent {
  readonly kept: readonly Edge[];
  readonly dropped: readonly Edge[];
  readonly offset: Float64Array;
}

/** Leaves out the pairs that keep loops from closing, those that fit worst first. */
function* consistent(count: number, edges: readonly Edge[]): Steps<Consistent> {
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
    const strained = kept.map((edge) => ({ edge, by: strain(edge) })).sort((a, b) => b.by - a.by);
    const out = new Set(strained.slice(0, dropped.length < ONE_BY_ONE ? 1 : dropped.length).map(({ edge }) => edge));
    dropped.push(...out);
    kept = kept.filter((edge) => !out.has(edge));
    yield;
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
