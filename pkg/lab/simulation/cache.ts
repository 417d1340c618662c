import type { Step } from '../topology';
import { type Failure, type Frame, writeLine } from './frame';
import type { Process } from './process';
import { ask, type QueryStep } from './query';

type CachedStep = Extract<Step, { kind: 'cached' }>;

/** A cache answers from memory, over connections that never run short. */
const LATENCY = { medianMs: 0.6, p99Ms: 2 };

/** Asks the cache; makes the value and puts it there when it has none. Everybody who finds none makes it. */
export function* cached(frame: Frame, step: CachedStep): Process<Failure | undefined> {
  const { world } = frame;
  const access = (verb: string): QueryStep => ({
    kind: 'query',
    store: step.cache,
    verb,
    table: step.key,
    latency: LATENCY,
  });
  const hit = isThere(frame, step);
  yield* ask(frame, access('GET'), hit);
  if (hit) {
    return undefined;
  }
  if (step.hitShare === 'hot') {
    writeLine(frame, 'info', 'cache.miss', { key: step.key });
  }
  const failure = yield* world.runSteps(frame, step.miss);
  if (failure !== undefined) {
    return failure;
  }
  yield* ask(frame, access('SET'));
  world.filled.set(`${step.cache} ${step.key}`, world.scheduler.now);
  return undefined;
}

function isThere({ world, random }: Frame, { cache, key, hitShare }: CachedStep): boolean {
  return hitShare === 'hot'
    ? world.effects.holds(cache, key, world.filled.get(`${cache} ${key}`), world.scheduler.now)
    : random.routing.chance(hitShare);
}

/** Keeps what the fact names in the memory of the instance, without a limit of its own. */
export function remember({ instance, request }: Frame, { fact, mib }: Extract<Step, { kind: 'remember' }>): void {
  const value = String(request.facts[fact]);
  if (!instance.kept.has(value)) {
    instance.kept.add(value);
    instance.keptMib += mib;
  }
}
