import type { Trace } from '../model';
import type { OperationName } from './aggregate-types';
import { type Delay, DelaySums } from './delays';
import { SiblingEvents } from './events';
import { type Forest, growForest, Left } from './forest';
import { OperationTable } from './operation-table';
import type { KnownOrder } from './sequential-siblings';
import { type Relation, SiblingPairs } from './sibling-pairs';
import { sortBy } from './sort';

/** Call paths told apart. */
const MOST_PATHS = 50_000;
/** More than there can be operations. */
const OPERATIONS = 2 ** 21;

/** One call path, and what its traces did not contradict. Times in nanoseconds. */
export interface PathDependencies {
  /** Row of {@link Dependencies.operations}. */
  readonly operation: number;
  /** Row of {@link Dependencies.paths}; -1 for a root. */
  readonly parent: number;
  /** Kinds of siblings that always had ended before it began: rows of {@link Dependencies.paths}. */
  readonly happensBefore: readonly number[];
  /** Kinds of children that it always waited for: they had always ended before it did. */
  readonly children: readonly number[];
  /** Kinds of children that outlasted it at least once. */
  readonly asynchronous: readonly number[];
  /** From its start to its first child's, and from its last child's end to its own; over its spans with children. */
  readonly startDelay: Delay;
  readonly endDelay: Delay;
}

/** What many traces did not contradict: by call path, and for every two kinds of siblings. */
export interface Dependencies {
  readonly operations: readonly OperationName[];
  readonly paths: readonly PathDependencies[];
  /** Families that had too many kinds of children to be looked at. */
  readonly passedOver: number;
  relation(a: number, b: number): Relation;
  /** The call path of each row of a trace; -1 for one that was never met. */
  pathsOf(trace: Trace): Int32Array;
}

export interface DependencyOptions {
  /** Traces in which two kinds of siblings must have met before anything but `concurrent` is said of them; 5 by default. */
  readonly evidence?: number;
}

/**
 * Learns from many traces which siblings wait for one another. Every order starts as a hypothesis and is rejected by one
 * counter-example (The Mystery Machine, OSDI 2014), by call path as in CRISP's `DependencyGraph`; a contradicted edge never
 * comes back. Memory: one entry a call path and a pair of sibling call paths.
 *
 * O(k log k + k m) a family of k children of m kinds.
 */
export function inferDependencies({ evidence = 5 }: DependencyOptions = {}): {
  add(trace: Trace): void;
  finish(): Dependencies;
} {
  const graph = new DependencyGraph(evidence);
  return { add: (trace) => graph.add(trace), finish: () => graph.finish() };
}

/** What {@link sequentialSiblings} asks: whether one sibling always had ended before another one began, in many traces. */
export function knownOrder(dependencies: Dependencies): KnownOrder {
  let last: { readonly trace: Trace; readonly paths: Int32Array } | undefined;
  return {
    dependent: (trace, earlier, later) => {
      last = last?.trace === trace ? last : { trace, paths: dependencies.pathsOf(trace) };
      return dependencies.relation(last.paths[earlier] ?? -1, last.paths[later] ?? -1) === 'before';
    },
  };
}

/** Call paths with what was seen of their children; the order of siblings is {@link SiblingPairs}'. */
class DependencyGraph {
  private readonly table = new OperationTable();
  private readonly nodes = new Map<number, number>();
  private readonly operation: number[] = [];
  private readonly parent: number[] = [];
  private readonly waited: number[] = [];
  private readonly outlasted: number[] = [];
  private readonly endedLast: number[] = [];
  private readonly starts: DelaySums[] = [];
  private readonly ends: DelaySums[] = [];
  private readonly pairs: SiblingPairs;

  public constructor(evidence: number) {
    this.pairs = new SiblingPairs(evidence);
  }

  public add(trace: Trace): void {
    const forest = growForest(trace, 'last-finishing');
    const nodes = this.placed(trace, forest, true);
    const spare = new Int32Array(forest.size);
    const events = new SiblingEvents(forest);
    const order = Int32Array.from({ length: forest.size }, (_, at) => at);
    for (let parent = 0; parent < forest.size; parent += 1) {
      const from = forest.first[parent] ?? 0;
      const to = forest.first[parent + 1] ?? 0;
      if (to > from && forest.left[parent] === 0) {
        sortBy(forest.end, 1, order, from, to, spare);
        sortBy(forest.start, 1, order, from, to, spare);
        events.setFamily(parent);
        this.readDelays(forest, nodes, parent);
        this.pairs.add({ forest, kinds: nodes, order, events, parent, from, to });
      }
    }
  }

  public finish(): Dependencies {
    const before = this.operation.map((): number[] => []);
    this.pairs.eachBefore((earlier, later) => before[later]?.push(earlier));
    const children = this.operation.map((): number[] => []);
    const asynchronous = this.operation.map((): number[] => []);
    this.parent.forEach((up, node) => {
      if ((this.outlasted[node] ?? 0) > 0) {
        asynchronous[up]?.push(node);
      } else if ((this.waited[node] ?? 0) > 0 && (this.endedLast[node] ?? 0) === 0) {
        children[up]?.push(node);
      }
    });
    const paths = this.operation.map((operation, node): PathDependencies => ({
      operation,
      parent: this.parent[node] ?? -1,
      happensBefore: before[node] ?? [],
      children: children[node] ?? [],
      asynchronous: asynchronous[node] ?? [],
      startDelay: (this.starts[node] ?? new DelaySums()).finish(),
      endDelay: (this.ends[node] ?? new DelaySums()).finish(),
    }));
    return {
      operations: [...this.table.names],
      paths,
      passedOver: this.pairs.passedOver,
      relation: (a, b) => this.pairs.relation(a, b),
      pathsOf: (trace) => this.byRow(trace),
    };
  }

  /** Call path of each position. Parents come before children. */
  private placed(trace: Trace, forest: Forest, isLearning: boolean): Int32Array {
    const operations = this.table.rowsOf(trace);
    const nodes = new Int32Array(forest.size);
    for (let at = 0; at < forest.size; at += 1) {
      const up = forest.up[at] ?? -1;
      const above = up < 0 ? -1 : (nodes[up] ?? -1);
      const key = (above + 1) * OPERATIONS + (operations[forest.row[at] ?? 0] ?? 0);
      const known = up >= 0 && above < 0 ? -1 : this.nodes.get(key);
      nodes[at] = known ?? (isLearning ? this.addNode(key, above, operations[forest.row[at] ?? 0] ?? 0) : -1);
    }
    return nodes;
  }

  private byRow(trace: Trace): Int32Array {
    const forest = growForest(trace, 'last-finishing');
    const placed = this.placed(trace, forest, false);
    const rows = new Int32Array(trace.size);
    for (let at = 0; at < forest.size; at += 1) {
      rows[forest.row[at] ?? 0] = placed[at] ?? -1;
    }
    return rows;
  }

  private addNode(key: number, parent: number, operation: number): number {
    if (this.operation.length >= MOST_PATHS) {
      return -1;
    }
    const node = this.operation.push(operation) - 1;
    this.nodes.set(key, node);
    this.parent.push(parent);
    this.waited.push(0);
    this.outlasted.push(0);
    this.endedLast.push(0);
    this.starts.push(new DelaySums());
    this.ends.push(new DelaySums());
    return node;
  }

  private readDelays({ first, start, end, left }: Forest, nodes: Int32Array, parent: number): void {
    const node = nodes[parent] ?? -1;
    const from = start[parent] ?? 0;
    const to = end[parent] ?? 0;
    let earliest = Infinity;
    let latest = -Infinity;
    for (let child = first[parent] ?? 0; child < (first[parent + 1] ?? 0); child += 1) {
      const ended = end[child] ?? 0;
      const kind = nodes[child] ?? -1;
      earliest = Math.min(earliest, start[child] ?? 0);
      latest = Math.max(latest, ended);
      const counter = this.counterOf(ended - to, left[child] === Left.Asynchronous);
      if (kind >= 0) {
        counter[kind] = (counter[kind] ?? 0) + 1;
      }
    }
    this.starts[node]?.add(earliest - from);
    this.ends[node]?.add(to - latest);
  }

  /** What a child counts as that ended so long after its parent. */
  private counterOf(late: number, isAsynchronous: boolean): number[] {
    return late > 0 || isAsynchronous ? this.outlasted : late === 0 ? this.endedLast : this.waited;
  }
}
