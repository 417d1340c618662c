import type { Interval } from './bounds';

/** One measured difference: the value of node `to` minus that of node `from`, and the range it can have. */
export interface Difference extends Interval {
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

/** Nodes in connected groups; nodes of different groups cannot be compared. */
export function groupsOf(count: number, edges: ReadonlyArray<Pick<Difference, 'from' | 'to'>>): Int32Array {
  const root = Int32Array.from({ length: count }, (_, node) => node);
  const find = (node: number): number => {
    let at = node;
    while ((root[at] ?? at) !== at) {
      root[at] = root[root[at] ?? at] ?? at;
      at = root[at] ?? at;
    }
    return at;
  };
  for (const { from, to } of edges) {
    root[Math.max(find(from), find(to))] = Math.min(find(from), find(to));
  }
  const numbers = new Map<number, number>();
  return Int32Array.from({ length: count }, (_, node) => {
    const top = find(node);
    const number = numbers.get(top) ?? numbers.size;
    numbers.set(top, number);
    return number;
  });
}

const FEWEST_ROUNDS = 50;
const PRECISION = 1e-12;

/**
 * Values of all nodes that suit the differences best: weighted least squares, each difference by the inverse square of
 * its half-width. The normal equations are a graph Laplacian, solved by conjugate gradients (O(edges) a round); the mean
 * of each group stays 0, so that only differences mean anything.
 */
export function leastSquares(count: number, edges: readonly Difference[], leastWidth: number): Float64Array {
  const weights = edges.map(({ low, high }) => 1 / Math.max((high - low) / 2, leastWidth) ** 2);
  const scale = Math.max(...weights, Number.MIN_VALUE);
  const times = (vector: Float64Array): Float64Array => {
    const product = new Float64Array(count);
    edges.forEach(({ from, to }, i) => {
      const flow = ((weights[i] ?? 0) / scale) * ((vector[to] ?? 0) - (vector[from] ?? 0));
      product[to] = (product[to] ?? 0) + flow;
      product[from] = (product[from] ?? 0) - flow;
    });
    return product;
  };
  const residual = new Float64Array(count);
  edges.forEach(({ from, to, value }, i) => {
    const flow = ((weights[i] ?? 0) / scale) * value;
    residual[to] = (residual[to] ?? 0) + flow;
    residual[from] = (residual[from] ?? 0) - flow;
  });
  return conjugateGradients(times, residual, Math.max(FEWEST_ROUNDS, 4 * count));
}

function conjugateGradients(
  times: (vector: Float64Array) => Float64Array,
  residual: Float64Array,
  rounds: number
): Float64Array {
  const solution = new Float64Array(residual.length);
  const direction = residual.slice();
  let length = dot(residual, residual);
  const enough = length * PRECISION * PRECISION;
  for (let round = 0; round < rounds && length > enough; round += 1) {
    const product = times(direction);
    const curvature = dot(direction, product);
    if (curvature <= 0) {
      break;
    }
    const step = length / curvature;
    for (let i = 0; i < solution.length; i += 1) {
      solution[i] = (solution[i] ?? 0) + step * (direction[i] ?? 0);
      residual[i] = (residual[i] ?? 0) - step * (product[i] ?? 0);
    }
    const next = dot(residual, residual);
    for (let i = 0; i < direction.length; i += 1) {
      direction[i] = (residual[i] ?? 0) + (next / length) * (direction[i] ?? 0);
    }
    length = next;
  }
  return solution;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i += 1) {
    sum += (a[i] ?? 0) * (b[i] ?? 0);
  }
  return sum;
}

/**
 * The range of every node's value against one node's, over all ways through the graph: difference constraints, solved as
 * shortest paths (Bellman-Ford). O(nodes x edges).
 *
 * @returns `undefined` when the ranges of some loop do not close: one of its differences is wrong.
 */
export function rangesFrom(
  reference: number,
  count: number,
  edges: readonly Difference[]
): readonly Interval[] | undefined {
  const high = shortest(
    reference,
    count,
    edges.flatMap(({ from, to, low, high: top }) => [
      { from, to, length: top },
      { from: to, to: from, length: -low },
    ])
  );
  const low = shortest(
    reference,
    count,
    edges.flatMap(({ from, to, low: bottom, high: top }) => [
      { from: to, to: from, length: top },
      { from, to, length: -bottom },
    ])
  );
  if (high === undefined || low === undefined) {
    return undefined;
  }
  return Array.from({ length: count }, (_, node) => ({
    low: 0 - (low[node] ?? Infinity),
    high: high[node] ?? Infinity,
  }));
}

interface Arc {
  readonly from: number;
  readonly to: number;
  readonly length: number;
}

/** Rounding of sums of large numbers must not look like a loop that does not close, nanoseconds. */
const ROUNDING = 1e-3;

function shortest(source: number, count: number, arcs: readonly Arc[]): Float64Array | undefined {
  const distance = new Float64Array(count).fill(Infinity);
  distance[source] = 0;
  for (let round = 0; round <= count; round += 1) {
    let changed = false;
    for (const { from, to, length } of arcs) {
      const through = (distance[from] ?? Infinity) + length;
      if (through < (distance[to] ?? Infinity) - ROUNDING) {
        distance[to] = through;
        changed = true;
      }
    }
    if (!changed) {
      return distance;
    }
  }
  return undefined;
}
