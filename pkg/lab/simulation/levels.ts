import type { Instance } from './instance';
import { memoryMib } from './memory';
import { NS_PER_S, type World } from './world';

/** What can run short in an instance. */
type LevelName = 'waiting requests' | 'waiting for connections' | 'memory' | 'busy';

/** How full the fullest instance of a service was at a moment. */
export interface LevelSample {
  readonly service: string;
  readonly name: LevelName;
  readonly time: number;
  readonly value: number;
}

/** Reads off at every scrape what runs short where, whatever the dialects tell of it: the truth needs to know. */
export class Levels {
  readonly samples: LevelSample[] = [];
  private readonly processor = new Map<Instance, number>();

  read(world: World, intervalSec: number): void {
    for (const instances of world.instances.values()) {
      if (instances[0].spec.telemetry === 'dark') {
        continue;
      }
      const take = (name: LevelName, level: (instance: Instance) => number): void => {
        const value = Math.max(...instances.map(level));
        this.samples.push({ service: instances[0].service, name, time: world.scheduler.now, value });
      };
      take('waiting requests', ({ threads }) => threads.queued);
      take('waiting for connections', ({ connections }) => connections?.queued ?? 0);
      take('memory', (instance) => memoryMib(world, instance));
      if (instances[0].spec.telemetry === 'metrics') {
        take('busy', (instance) => this.busy(instance, intervalSec));
      }
    }
  }

  /** The part of a store's threads that have worked since the scrape before. */
  private busy(instance: Instance, intervalSec: number): number {
    const used = instance.processor - (this.processor.get(instance) ?? 0);
    this.processor.set(instance, instance.processor);
    return used / NS_PER_S / intervalSec / instance.threads.size;
  }
}
