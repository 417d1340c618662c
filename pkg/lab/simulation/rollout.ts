import type { Fault } from '../faults';
import type { Random } from '../random';
import { writeSystemLine } from './frame';
import { replacement } from './instance';
import { NS_PER_MS, type World } from './world';

type Rollout = Extract<Fault, { kind: 'rollout' }>;

/** Replaces the instances of services one after the other, as the rollouts of this run have it. */
export function startRollouts(world: World, rollouts: readonly Rollout[], random: Random): void {
  for (const rollout of rollouts) {
    const count = world.instances.get(rollout.role)?.length ?? 0;
    for (let index = 0; index < count; index += 1) {
      world.scheduler.at((rollout.atMs + index * rollout.everyMs) * NS_PER_MS, () =>
        replace(world, rollout, index, random)
      );
    }
  }
}

/** The new instance is sent all requests from now on; the old one answers those that it has. */
function replace(world: World, rollout: Rollout, index: number, random: Random): void {
  const instances = world.instances.get(rollout.role) ?? [];
  const old = instances[index];
  const spec = {
    ...old.spec,
    version: rollout.version,
    connections: rollout.connections ?? old.spec.connections,
    threads: rollout.threads ?? old.spec.threads,
  };
  const made = replacement(old, spec, random, world.scheduler.now);
  world.leaving.add(old);
  world.instances.set(
    rollout.role,
    instances.map((instance) => (instance === old ? made : instance))
  );
  writeSystemLine(world, made, 'info', 'process.started', { version: spec.version });
}
