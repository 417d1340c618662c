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
  /** Availability zone, where the topology has them. */
  readonly zone: string | undefined;
  threads: Resource;
  connections: Resource | undefined;
  /** Calls that wait for an answer, by callee. */
  readonly calls: Map<Role, number>;
  readonly breakers: Map<Role, Breaker>;
  /** False while the service is down: it cannot be scraped then. */
  alive: boolean;
  /** Nanoseconds of processor time used so far. */
  processor: number;
  /** False while its balancer sends nothing to it. */
  ready: boolean;
  /** True from a crash until it has started again. */
  down: boolean;
  /** Crashes so far: what ran in an earlier life does not go on. */
  crashes: number;
  /** When its present life began, nanoseconds since the start of the run. */
  born: number;
  /** What it keeps in memory, by name, and how much that is. */
  readonly kept: Set<string>;
  keptMib: number;
  /** Callers that wait for an answer, and are to hear of a crash. */
  readonly waiting: Set<() => void>;
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
): Map<Role, readonly Instance[]> {
  const made = new Map<Role, readonly Instance[]>();
  const { zones } = topology;
  topology.services.forEach((spec, row) => {
    const service = words.name(spec.role);
    const set = random.hex(9);
    const instances = Array.from({ length: spec.instances }, (_, index): Instance => ({
      ...freshState(spec, 0),
      spec,
      service,
      index,
      pod: `${service}-${set}-${random.hex(5)}`,
      node: zones === undefined ? nodes[(row + index) % nodes.length] : nodeOf(nodes, zones.length, row, index),
      zone: zoneOf(spec, zones, index),
      address: `10.42.${row}.${10 + index}:8080`,
    }));
    made.set(spec.role, instances);
  });
  return made;
}

/** The same instance replaced by one of another version: a new pod in its place. */
export function replacement(old: Instance, spec: ServiceSpec, random: Random, now: number): Instance {
  const [, row, last] = /^10\.42\.(\d+)\.(\d+):/.exec(old.address) ?? [];
  return {
    ...freshState(spec, now),
    spec,
    service: old.service,
    index: old.index,
    pod: `${old.service}-${random.hex(9)}-${random.hex(5)}`,
    node: old.node,
    zone: old.zone,
    address: `10.42.${row}.${Number(last) + REPLACED}:8080`,
  };
}

function freshState(
  { threads, connections }: ServiceSpec,
  now: number
): Omit<Instance, 'spec' | 'service' | 'index' | 'pod' | 'node' | 'zone' | 'address'> {
  return {
    threads: new Resource(threads),
    connections: connections > 0 ? new Resource(connections) : undefined,
    calls: new Map(),
    breakers: new Map(),
    alive: true,
    processor: 0,
    ready: true,
    down: false,
    crashes: 0,
    born: now,
    kept: new Set(),
    keptMib: 0,
    waiting: new Set(),
  };
}

/** Services with an instance for each zone are in all of them; others are in none, and pass requests on to where they are sent. */
function zoneOf(
  { telemetry, instances }: ServiceSpec,
  zones: readonly string[] | undefined,
  index: number
): string | undefined {
  return telemetry === 'full' && zones !== undefined && instances >= zones.length
    ? zones[index % zones.length]
    : undefined;
}

/** A node of the zone of the instance: every zone has as many as there are. */
function nodeOf(nodes: readonly Node[], zones: number, row: number, index: number): Node {
  const near = nodes.filter((_, position) => position % zones === index % zones);
  return near[row % near.length];
}

/** Addresses of replaced instances begin so much higher. */
const REPLACED = 100;
