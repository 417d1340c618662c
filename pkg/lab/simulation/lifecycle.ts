import { writeSystemLine } from './frame';
import type { Instance } from './instance';
import { memoryMib } from './memory';
import { type Process, start, wait } from './process';
import { Resource } from './resource';
import { NS_PER_MS, type World } from './world';

/** How often the kernel looks for who has used up its memory. */
const WATCH_MS = 500;

/** Lets every instance that has a limit of memory, and can start again, die at that limit. */
export function startMemoryWatch(world: World, untilMs: number): void {
  for (const instance of [...world.instances.values()].flat()) {
    if (instance.spec.memory?.restartMs !== undefined) {
      start(watch(world, instance, instance.spec.memory.limitMib, untilMs));
    }
  }
}

function* watch(world: World, instance: Instance, limitMib: number, untilMs: number): Process<void> {
  while (world.scheduler.now < untilMs * NS_PER_MS) {
    yield* wait(world.scheduler, WATCH_MS * NS_PER_MS);
    if (!instance.down && memoryMib(world, instance) >= limitMib) {
      crash(world, instance, instance.spec.memory?.restartMs ?? 0);
    }
  }
}

/** Whether the present life of an instance goes on: what runs in it ends without a word when it does not. */
export function livesOn(instance: Instance): () => boolean {
  const { crashes } = instance;
  return () => instance.crashes === crashes;
}

/** What it was doing is lost, whoever waits for it hears that the connection is gone, and it starts again later. */
function crash(world: World, instance: Instance, restartMs: number): void {
  const { spec, waiting, calls } = instance;
  writeSystemLine(world, instance, 'error', 'process.out-of-memory', { limit_mib: spec.memory?.limitMib ?? 0 });
  instance.crashes += 1;
  instance.down = true;
  begin(world, instance);
  instance.threads = new Resource(spec.threads);
  instance.connections = instance.connections === undefined ? undefined : new Resource(spec.connections);
  calls.forEach((_, role) => calls.set(role, 0));
  const callers = [...waiting];
  waiting.clear();
  callers.forEach((tell) => tell());
  world.scheduler.after(restartMs * NS_PER_MS, () => {
    instance.down = false;
    begin(world, instance);
    writeSystemLine(world, instance, 'info', 'process.started', { version: spec.version });
  });
}

function begin(world: World, instance: Instance): void {
  instance.born = world.scheduler.now;
  instance.kept.clear();
  instance.keptMib = 0;
}
