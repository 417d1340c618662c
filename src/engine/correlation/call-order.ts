/** Calls among services: `calls[a]` holds every b that a calls. Services are rows; nobody calls itself. */
export type CallGraph = ReadonlyArray<ReadonlySet<number>>;

/**
 * Orders services so that callers come before callees. Services that call one another in a cycle stay together, where
 * the cycle as a whole belongs. Among those that may come next, and within a cycle, `compare` decides.
 *
 * Strongly connected components (Tarjan 1972, iterative), then Kahn's topological sort over them. O(calls + n²).
 *
 * @param compare - a total order of services
 */
export function callOrder(calls: CallGraph, compare: (a: number, b: number) => number): readonly number[] {
  const component = components(calls);
  const members = new Map<number, number[]>();
  component.forEach((name, service) => members.set(name, [...(members.get(name) ?? []), service]));
  members.forEach((services) => services.sort(compare));
  const callers = new Map<number, Set<number>>([...members.keys()].map((name) => [name, new Set<number>()]));
  calls.forEach((callees, service) => {
    for (const callee of callees) {
      if (component[callee] !== component[service]) {
        callers.get(component[callee] ?? 0)?.add(component[service] ?? 0);
      }
    }
  });
  const waiting = [...members.entries()].sort(([, [a]], [, [b]]) => compare(a ?? 0, b ?? 0)).map(([name]) => name);
  const order: number[] = [];
  while (waiting.length > 0) {
    const next = waiting.findIndex((name) => callers.get(name)?.size === 0);
    const [name] = waiting.splice(Math.max(next, 0), 1);
    order.push(...(members.get(name ?? 0) ?? []));
    callers.forEach((from) => from.delete(name ?? 0));
  }
  return order;
}

/** Name of the strongly connected component of every service. */
function components(calls: CallGraph): Int32Array {
  const size = calls.length;
  const found = new Int32Array(size).fill(-1);
  const low = new Int32Array(size);
  const component = new Int32Array(size).fill(-1);
  const open: number[] = [];
  let time = 0;
  let name = 0;
  const enter = (service: number): Visit => {
    found[service] = low[service] = time;
    time += 1;
    open.push(service);
    return { service, rest: calls[service]?.values() ?? [].values() };
  };
  for (let root = 0; root < size; root += 1) {
    const path: Visit[] = found[root] === -1 ? [enter(root)] : [];
    for (let visit = path[path.length - 1]; visit !== undefined; visit = path[path.length - 1]) {
      const { service, rest } = visit;
      const step = rest.next();
      if (step.done !== true) {
        const callee = step.value;
        if (found[callee] === -1) {
          path.push(enter(callee));
        } else if (component[callee] === -1) {
          low[service] = Math.min(low[service] ?? 0, found[callee] ?? 0);
        }
        continue;
      }
      path.pop();
      const caller = path[path.length - 1]?.service;
      if (caller !== undefined) {
        low[caller] = Math.min(low[caller] ?? 0, low[service] ?? 0);
      }
      if (low[service] === found[service]) {
        close(open, service, component, name);
        name += 1;
      }
    }
  }
  return component;
}

interface Visit {
  readonly service: number;
  readonly rest: Iterator<number>;
}

function close(open: number[], root: number, component: Int32Array, name: number): void {
  for (let service = open.pop(); service !== undefined; service = open.pop()) {
    component[service] = name;
    if (service === root) {
      return;
    }
  }
}

/** Distance of every service from the nearest of `roots`, along calls; 0 for what no root reaches. O(calls + n). */
export function callDepths(calls: CallGraph, roots: readonly number[]): Int32Array {
  const depth = new Int32Array(calls.length).fill(-1);
  let level = roots;
  for (let distance = 0; level.length > 0; distance += 1) {
    const next: number[] = [];
    for (const service of level) {
      if (depth[service] === -1) {
        depth[service] = distance;
        next.push(...(calls[service] ?? []));
      }
    }
    level = next;
  }
  return depth.map((distance) => Math.max(distance, 0));
}
