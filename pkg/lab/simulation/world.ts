import type { Effects } from '../faults';
import type { Latency, OperationSpec, Role, Step, Topology, Vocabulary } from '../topology';
import type { Failure, Frame } from './frame';
import type { Instance } from './instance';
import { memorySlowdown } from './memory';
import type { Pace } from './pace';
import type { Process } from './process';
import type { Telemetry } from './records';
import type { Scheduler } from './scheduler';
import type { Streams } from './streams';

export const NS_PER_MS = 1e6;
export const NS_PER_S = 1e9;

/** Everything a process of the simulation can reach. */
export interface World {
  readonly scheduler: Scheduler;
  readonly topology: Topology;
  readonly words: Vocabulary;
  /** Those that are sent requests; rollouts replace them. */
  readonly instances: Map<Role, readonly Instance[]>;
  /** Replaced instances that still have requests to answer. */
  readonly leaving: Set<Instance>;
  /** Cache and key -> when a value was last put there. */
  readonly filled: Map<string, number>;
  readonly effects: Effects;
  readonly telemetry: Telemetry;
  /** What a request does, step by step. Here, because a step may call a service, whose request has steps again. */
  readonly runSteps: (frame: Frame, steps: readonly Step[]) => Process<Failure | undefined>;
  readonly random: Streams;
  readonly pace: Pace;
}

/** What one request is about: facts that spans and lines may name, and the trace it travels in. */
export interface Request {
  readonly facts: Record<string, string | number>;
  readonly traceId: string;
  readonly traceState: string;
}

/**
 * An instance of the service that its balancer thinks healthy, by chance; of a zone where there is one in it. Undefined when
 * there is none.
 */
export function route(world: World, role: Role, { routing }: Streams, zone?: string): Instance | undefined {
  const instances = world.instances.get(role);
  if (instances === undefined || instances.length === 0) {
    throw new Error(`no service ${role} in this topology`);
  }
  const ready = instances.filter((instance) => instance.ready);
  const near = zone === undefined ? [] : ready.filter((instance) => instance.zone === zone);
  const open = near.length > 0 ? near : ready;
  return open.length === 0 ? undefined : routing.pick(open);
}

export function operationOf(instance: Instance, name: string): OperationSpec {
  const found = instance.spec.operations.find((operation) => operation.name === name);
  if (found === undefined) {
    throw new Error(`no operation ${name} of ${instance.spec.role}`);
  }
  return found;
}

/** How long a piece of work takes in an instance that holds so many requests, in nanoseconds. */
export function workLength(
  world: World,
  instance: Instance,
  { medianMs, p99Ms }: Latency,
  { latency }: Streams
): number {
  const slower =
    world.effects.congestion(instance.spec.role, instance.threads.active) * memorySlowdown(world, instance);
  return latency.latency(medianMs, p99Ms) * slower * NS_PER_MS;
}

/** Fills `{fact}` of a template; a fact that is not known stays as written. */
export function fill(template: string, facts: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(facts[name] ?? whole));
}
