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
export function cyclesOf(graph: CallGraph): ReadonlyArray<readonly string[]> {
  const walk = new Walk(graph);
  graph.services.forEach((_, service) => walk.from(service));
  return walk.cycles;
}

const UNMET = -1;

/** A walk through all calls, depth first. */
class Walk {
  public readonly cycles: string[][] = [];
  private readonly index: Int32Array;
  private readonly low: Int32Array;
  /** The next call of each service that is to be followed. */
  private readonly next: Int32Array;
  private readonly open: Uint8Array;
  private readonly path: number[] = [];
  private readonly stack: number[] = [];
  private met = 0;

  public constructor(private readonly graph: CallGraph) {
    const size = graph.services.length;
    this.index = new Int32Array(size).fill(UNMET);
    this.low = new Int32Array(size);
    this.next = new Int32Array(size);
    this.open = new Uint8Array(size);
  }

  public from(service: number): void {
    if (this.index[service] === UNMET) {
      this.enter(service);
    }
    for (let at = this.path[this.path.length - 1]; at !== undefined; at = this.path[this.path.length - 1]) {
      const callee = this.nextCallee(at);
      if (callee === undefined) {
        this.leave(at);
      } else if (this.index[callee] === UNMET) {
        this.enter(callee);
      } else if (this.open[callee] === 1) {
        this.reach(at, this.index[callee] ?? 0);
      }
    }
  }

  private enter(service: number): void {
    this.index[service] = this.low[service] = this.met;
    this.met += 1;
    this.open[service] = 1;
    this.path.push(service);
    this.stack.push(service);
  }

  private nextCallee(service: number): number | undefined {
    const { calls, edges, row } = this.graph;
    const turn = this.next[service] ?? 0;
    this.next[service] = turn + 1;
    const edge = edges[calls[service]?.[turn] ?? -1];
    return edge === undefined ? undefined : row.get(edge.callee);
  }

  private reach(service: number, index: number): void {
    this.low[service] = Math.min(this.low[service] ?? 0, index);
  }

  private leave(service: number): void {
    this.path.pop();
    const up = this.path[this.path.length - 1];
    if (up !== undefined) {
      this.reach(up, this.low[service] ?? 0);
    }
    if (this.low[service] === this.index[service]) {
      const members = this.stack.splice(this.stack.lastIndexOf(service));
      members.forEach((member) => (this.open[member] = 0));
      if (members.length > 1) {
        this.cycles.push(members.map((member) => this.graph.services[member] ?? '').sort());
      }
    }
  }
}
