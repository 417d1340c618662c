import type { Step } from '../topology';
import { closeSpan, type Failure, type Frame, openSpan, writeLine } from './frame';
import type { Instance } from './instance';
import { holding } from './connection';
import { first, type Process, start, wait } from './process';
import type { Resource } from './resource';
import type { Scheduler } from './scheduler';
import type { Scalar, SpanRecord } from './records';
import { fill, NS_PER_MS } from './world';

export type QueryStep = Extract<Step, { kind: 'query' }>;

/** A query beyond this is worth a warning of the service that waited for it. */
const SLOW_QUERY_MS = 1000;
const SERVER_ERROR = 500;

/** Asks over a connection of the pool: the one that the frame holds, or one for this query alone. */
export function* query(frame: Frame, step: QueryStep): Process<Failure | undefined> {
  return frame.connected === true ? yield* ask(frame, step) : yield* holding(frame, () => ask(frame, step));
}

/**
 * Asks a store, which works on so many queries at a time as it has threads. A statement that is given up leaves the store's
 * queue; one that the store works on already is worked on to its end.
 *
 * @param hit - for a cache, whether it had the value
 */
export function* ask(frame: Frame, step: QueryStep, hit?: boolean): Process<Failure | undefined> {
  const { world, instance } = frame;
  const statement = `${step.verb} ${step.table}`;
  const [store] = world.instances.get(step.store) ?? [];
  const span = openQuery(frame, step, store, hit === undefined ? {} : { 'cache.hit': hit });
  const began = world.scheduler.now;
  const { medianMs, p99Ms } = world.effects.query(step.store, step.table, began) ?? step.latency;
  const slower = world.pace(instance.service, statement) * world.effects.store(step.store, began);
  const length = frame.random.latency.latency(medianMs, p99Ms) * NS_PER_MS * slower;
  const answered = yield* first<boolean>((hand) => {
    let wanted = true;
    start(
      occupy(world.scheduler, store, length, () => wanted),
      () => hand(true)
    );
    if (step.timeoutMs !== undefined) {
      world.scheduler.after(step.timeoutMs * NS_PER_MS, () => {
        wanted = false;
        hand(false);
      });
    }
  });
  world.telemetry.queried(step.store, step.verb, step.table, hit);
  const duration = Math.round((world.scheduler.now - began) / NS_PER_MS);
  const failure = answered ? undefined : givenUp(frame, statement, duration, span);
  if (answered && duration >= SLOW_QUERY_MS) {
    writeLine(frame, 'warn', 'pool.slow', { statement, duration_ms: duration }, span);
  }
  if (span !== undefined) {
    closeSpan(world, span, failure);
  }
  return failure;
}

/** Takes a thread of the store for so long, unless nobody wants the answer any more when its turn comes. */
function* occupy(scheduler: Scheduler, store: Instance, length: number, wanted: () => boolean): Process<void> {
  const threads: Resource = store.threads;
  yield* threads.acquire();
  if (wanted()) {
    yield* wait(scheduler, length);
    store.processor += length;
  }
  threads.release();
}

function openQuery(
  frame: Frame,
  step: QueryStep,
  store: Instance,
  more: Readonly<Record<string, Scalar>>
): SpanRecord | undefined {
  if (frame.span === undefined) {
    return undefined;
  }
  return openSpan(frame.world, {
    random: frame.random,
    instance: frame.instance,
    request: frame.request,
    requestId: frame.requestId,
    parentSpanId: frame.span.spanId,
    name: `${step.verb} ${step.table}`,
    kind: 'client',
    attributes: {
      'db.system': store.spec.system ?? 'other_sql',
      'db.operation.name': step.verb,
      'db.collection.name': step.table,
      'server.address': store.service,
      'peer.service': store.service,
      ...more,
    },
    peer: { role: step.store, connection: 'database' },
  });
}

function givenUp(frame: Frame, statement: string, duration: number, span: SpanRecord | undefined): Failure {
  const type = 'QueryCanceledException';
  const facts = { statement, duration_ms: duration };
  writeLine(frame, 'error', 'query.given-up', { ...facts, error: type }, span);
  return { status: SERVER_ERROR, type, message: fill(frame.world.words.message('query.given-up'), facts) };
}
