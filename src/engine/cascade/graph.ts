import type { CallEdge } from './types';

/** Services and calls by number. */
export interface CallGraph {
  readonly services: readonly string[];
  readonly row: ReadonlyMap<string, number>;
  readonly edges: readonly CallEdge[];
  /** Rows of `edges`, by the row of their caller and of their callee. */
  readonly calls: ReadonlyArray<readonly number[]>;
  readonly callers: ReadonlyArray<readonly number[]>;
}

/** Indexes services, those of edges among them, in the order of their keys. O(n log n + e). */
export function callGraph(named: readonly string[], edges: readonly CallEdge[]): CallGraph {
  const services = [...new Set([...named, ...edges.flatMap(({ caller, callee }) => [caller, callee])])].sort();
  const row = new Map(services.map((service, at) => [service, at]));
  const calls = services.map((): number[] => []);
  const callers = services.map((): number[] => []);
  edges.forEach(({ caller, callee }, edge) => {
    calls[row.get(caller) ?? 0]?.push(edge);
    callers[row.get(callee) ?? 0]?.push(edge);
  });
  return { services, row, edges, calls, callers };
}

/**
 * Services that call one another in a circle: strongly connected components of more than one (Tarjan 1972), iterative.
 * O(n + e).
 */
export function cyclesOf({ services, row, edges, calls }: CallGraph): ReadonlyArray<readonly string[]> {
  const index = new Int32Array(services.length).fill(-1);
  const low = new Int32Array(services.length);
  const next = new Int32Array(services.length);
  const open = new Uint8Array(services.length);
  const path: number[] = [];
  const stack: number[] = [];
  const cycles: string[][] = [];
  let met = 0;
  const enter = (service: number): void => {
    index[service] = low[service] = met;
    met += 1;
    open[service] = 1;
    path.push(service);
    stack.push(service);
  };
  for (let start = 0; start < services.length; start += 1) {
    if (index[start] === -1) {
      enter(start);
    }
    while (path.length > 0) {
      const at = path[path.length - 1] ?? 0;
      const edge = calls[at]?.[next[at] ?? 0];
      if (edge !== undefined) {
        next[at] = (next[at] ?? 0) + 1;
        const callee = row.get(edges[edge]?.callee ?? '') ?? 0;
        if (index[callee] === -1) {
          enter(callee);
        } else if (open[callee] === 1) {
          low[at] = Math.min(low[at] ?? 0, index[callee] ?? 0);
        }
        continue;
      }
      path.pop();
      const up = path[path.length - 1];
      if (up !== undefined) {
        low[up] = Math.min(low[up] ?? 0, low[at] ?? 0);
      }
      if (low[at] === index[at]) {
        const members = stack.splice(stack.lastIndexOf(at));
        members.forEach((member) => (open[member] = 0));
        if (members.length > 1) {
          cycles.push(members.map((member) => services[member] ?? '').sort());
        }
      }
    }
  }
  return cycles;
}
