import type { Instance } from './instance';
import type { World } from './world';

/** What an instance needs to run at all. */
const BASE_MIB = 180;
/** What a request in flight keeps in memory. */
const REQUEST_MIB = 0.4;

/** What an instance uses of memory now, in MiB: its requests, waiting ones too, what it keeps, and what it has lost. */
export function memoryMib({ effects, scheduler }: Pick<World, 'effects' | 'scheduler'>, instance: Instance): number {
  const { spec, threads, keptMib, born } = instance;
  const requests = threads.active + (spec.memory === undefined ? 0 : threads.queued);
  const used =
    BASE_MIB +
    (spec.memory?.requestMib ?? REQUEST_MIB) * requests +
    keptMib +
    effects.leaked(spec.role, born, scheduler.now);
  return Math.min(used, spec.memory?.limitMib ?? Infinity);
}

/** By how much work takes longer where memory is short: linear from the soft limit to the hard one. */
export function memorySlowdown(world: Pick<World, 'effects' | 'scheduler'>, instance: Instance): number {
  const { memory } = instance.spec;
  if (memory === undefined) {
    return 1;
  }
  const pressure = (memoryMib(world, instance) - memory.softMib) / (memory.limitMib - memory.softMib);
  return 1 + (memory.slowdown - 1) * Math.max(0, pressure);
}
