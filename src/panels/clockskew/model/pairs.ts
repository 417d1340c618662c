import {
  type Interval,
  type NodeOffset,
  type NodePairOffset,
  readOffset,
  type SkewReport,
} from '../../../engine/clock';

/** Pairs and nodes by name. */
export interface PairIndex {
  readonly pair: (from: string, to: string) => NodePairOffset | undefined;
  readonly node: (name: string) => NodeOffset | undefined;
  /** Whether the pair contradicts the others around a loop. */
  readonly conflict: (from: string, to: string) => boolean;
}

/** Looks up pairs in O(1). */
export function pairIndex({ pairs, nodes, conflicts }: SkewReport): PairIndex {
  const byEnds = new Map(pairs.map((pair) => [key(pair.from, pair.to), pair]));
  const byName = new Map(nodes.map((node) => [node.node, node]));
  const odd = new Set(conflicts.map(({ from, to }) => key(from, to)));
  return {
    pair: (from, to) => byEnds.get(key(from, to)),
    node: (name) => byName.get(name),
    conflict: (from, to) => odd.has(key(from, to)),
  };
}

function key(from: string, to: string): string {
  return `${from}\n${to}`;
}

/**
 * How an offset between two nodes is known. `calls`: `from` called `to`; `answers`: only `to` called `from`, so it is that
 * estimate with its sign turned; `others`: neither called the other, so it is the difference of both against the
 * reference of their group.
 */
export type Method = 'calls' | 'answers' | 'others';

/** The clock of one node minus that of another, nanoseconds. */
export interface PairReading extends Interval {
  readonly offset: number;
  /** Nanoseconds per nanosecond. */
  readonly drift: number;
  /** Unbounded where it is not known. */
  readonly driftRange: Interval;
  readonly method: Method;
  readonly exchanges: number;
  readonly outliers: number;
  readonly steps: number;
  readonly conflict: boolean;
}

/**
 * What is known of `to`'s clock minus `from`'s, at the middle of their own exchanges where there are any, else at `at`.
 *
 * @returns `undefined` when nothing joins the two
 */
export function readPair(index: PairIndex, from: string, to: string): PairReading | undefined {
  return (
    measured(index.pair(from, to), 'calls', index.conflict(from, to)) ??
    turned(measured(index.pair(to, from), 'answers', index.conflict(to, from))) ??
    derived(index.node(from), index.node(to))
  );
}

function measured(pair: NodePairOffset | undefined, method: Method, conflict: boolean): PairReading | undefined {
  if (pair === undefined) {
    return undefined;
  }
  const { estimate } = pair;
  const { exchanges, outliers, steps, span } = estimate;
  return {
    ...readOffset(estimate, (span.low + span.high) / 2),
    method,
    exchanges,
    outliers: outliers.length,
    steps: steps.length,
    conflict,
  };
}

function turned(reading: PairReading | undefined): PairReading | undefined {
  return (
    reading && {
      ...reading,
      offset: -reading.offset,
      low: -reading.high,
      high: -reading.low,
      drift: -reading.drift,
      driftRange: { low: -reading.driftRange.high, high: -reading.driftRange.low },
    }
  );
}

/** Each node's range is against the reference, so the difference may be off by both. */
function derived(from: NodeOffset | undefined, to: NodeOffset | undefined): PairReading | undefined {
  if (from === undefined || to === undefined || from.group !== to.group) {
    return undefined;
  }
  return {
    offset: to.offset - from.offset,
    low: to.low - from.high,
    high: to.high - from.low,
    drift: to.drift - from.drift,
    driftRange: { low: -Infinity, high: Infinity },
    method: 'others',
    exchanges: 0,
    outliers: 0,
    steps: from.steps.length + to.steps.length,
    conflict: false,
  };
}
