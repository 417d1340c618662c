import type { HealthPolicy } from '../topology';
import { writeSystemLine } from './frame';
import type { Instance } from './instance';
import { first, type Process, start, wait } from './process';
import { NS_PER_MS, type World } from './world';

/** A probe that is served has asked for next to nothing. */
const PROBE_MS = 1;

/** Lets balancers probe the instances of every service that has a health check, and leave out those that fail it. */
export function startHealthChecks(world: World, untilMs: number): void {
  for (const instances of world.instances.values()) {
    for (const instance of instances) {
      const { health } = instance.spec;
      if (health !== undefined) {
        const offset = (instance.index / instances.length) * health.everyMs * NS_PER_MS;
        start(probing(world, instance, health, offset, untilMs));
      }
    }
  }
}

function* probing(
  world: World,
  instance: Instance,
  policy: HealthPolicy,
  offset: number,
  untilMs: number
): Process<void> {
  const { scheduler } = world;
  let against = 0;
  yield* wait(scheduler, offset);
  while (scheduler.now < untilMs * NS_PER_MS) {
    const asked = scheduler.now;
    const passed = yield* probe(world, instance, policy);
    against = passed === instance.ready ? 0 : against + 1;
    if (against >= (instance.ready ? policy.failures : policy.passes)) {
      against = 0;
      instance.ready = passed;
      report(world, instance, policy);
    }
    yield* wait(scheduler, policy.everyMs * NS_PER_MS - (scheduler.now - asked));
  }
}

/** Whether the instance answers in time. It answers when a thread is free, in its turn. */
function* probe({ scheduler }: World, instance: Instance, policy: HealthPolicy): Process<boolean> {
  if (instance.down) {
    return false;
  }
  const { threads } = instance;
  return yield* first<boolean>((hand) => {
    scheduler.after(policy.timeoutMs * NS_PER_MS, () => hand(false));
    start(threads.acquire(), () =>
      scheduler.after(PROBE_MS * NS_PER_MS, () => {
        threads.release();
        hand(true);
      })
    );
  });
}

function report(world: World, instance: Instance, { by }: HealthPolicy): void {
  const [balancer] = world.instances.get(by) ?? [];
  const facts = { peer: instance.service, backend: instance.address };
  if (instance.ready) {
    writeSystemLine(world, balancer, 'info', 'health.regained', facts);
  } else {
    writeSystemLine(world, balancer, 'warn', 'health.lost', facts);
  }
}
