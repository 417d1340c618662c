import type { ClockTruth } from '../incident';
import type { Random } from '../random';
import type { Role, ServiceSpec, Topology, Vocabulary } from '../topology';
import type { Breaker } from './breaker';
import { NodeClock } from './clock';
import { Resource } from './resource';

/** A machine, and the only clock of everything that runs on it. */
export interface Node {
  readonly name: string;
  readonly clock: NodeClock;
}

/** One running copy of a service. */
export interface Instance {
  readonly spec: ServiceSpec;
  readonly service: string;
  readonly index: number;
  readonly pod: string;
  readonly node: Node;
  /** `host:port`, as Prometheus scrapes it. */
  readonly address: string;
  readonly threads: Resource;
  readonly connections: Resource | undefined;
  /** Calls that wait for an answer, by callee. */
  readonly calls: Map<Role, number>;
  readonly breakers: Map<Role, Breaker>;
  /** False while the service is down: it cannot be scraped then. */
  alive: boolean;
  /** Nanoseconds of processor time used so far. */
  processor: number;
}

const NODES = ['node-a', 'node-b', 'node-c', 'node-d'];

/** Nodes whose clocks are a few milliseconds off, as clocks under NTP are. */
export function makeNodes(
  startNs: bigint,
  random: Random,
  skew: Readonly<Record<string, ClockTruth>>,
  names: readonly string[] = NODES
): readonly Node[] {
  return names.map((name) => {
    const usual: ClockTruth = { offsetUs: random.int(-4000, 4000), driftPpm: random.int(-8, 8) };
    return { name, clock: new NodeClock(startNs, skew[name] ?? usual) };
  });
}

/** The instances of every service, spread over the nodes. */
export function makeInstances(
  topology: Topology,
  nodes: readonly Node[],
  words: Vocabulary,
  random: Random
): ReadonlyMap<Role, readonly Instance[]> {
  const made = new Map<Role, readonly Instance[]>();
  topology.services.forEach((spec, row) => {
    const service = words.name(spec.role);
    const set = random.hex(9);
    const instances = Array.from({ length: spec.instances }, (_, index): Instance => ({
      spec,
      service,
      index,
      pod: `${service}-${set}-${random.hex(5)}`,
      node: nodes[(row + index) % nodes.length],
      address: `10.42.${row}.${10 + index}:8080`,
      threads: new Resource(spec.threads),
      connections: spec.connections > 0 ? new Resource(spec.connections) : undefined,
      calls: new Map(),
      breakers: new Map(),
      alive: true,
      processor: 0,
    }));
    made.set(spec.role, instances);
  });
  return made;
}
