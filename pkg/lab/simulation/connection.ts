import { closeSpan, type Failure, type Frame, openSpan, writeLine } from './frame';
import { first, type Process, start } from './process';
import type { Resource } from './resource';
import { fill, NS_PER_MS } from './world';

const SERVER_ERROR = 500;

/**
 * Takes a connection of the instance's pool (a wait for one is a span of its own), runs what needs it, and gives it back.
 * Fails when none was free in time, where the service has a timeout for that.
 */
export function* holding(frame: Frame, run: () => Process<Failure | undefined>): Process<Failure | undefined> {
  const { connections } = frame.instance;
  if (connections === undefined) {
    return yield* run();
  }
  const failure = yield* take(frame, connections);
  if (failure !== undefined) {
    return failure;
  }
  const outcome = yield* run();
  connections.release();
  return outcome;
}

function* take(frame: Frame, connections: Resource): Process<Failure | undefined> {
  const { world, instance } = frame;
  const asked = world.scheduler.now;
  const pending = connections.queued;
  const got = yield* acquire(frame, connections);
  const waited = world.scheduler.now - asked;
  const failure = got ? undefined : noneFree(frame, Math.round(waited / NS_PER_MS));
  if (frame.span !== undefined && waited >= NS_PER_MS) {
    const wait = openSpan(world, {
      random: frame.random,
      instance,
      request: frame.request,
      requestId: frame.requestId,
      parentSpanId: frame.span.spanId,
      name: 'wait for connection',
      kind: 'internal',
      attributes: { 'db.client.connection.pending_requests': pending },
    });
    closeSpan(world, { ...wait, start: asked }, failure);
  }
  return failure;
}

/** Whether a connection was free in time; one that comes later goes to the next. */
function* acquire({ world, instance }: Frame, connections: Resource): Process<boolean> {
  const { connectionTimeoutMs } = instance.spec;
  if (connectionTimeoutMs === undefined) {
    yield* connections.acquire();
    return true;
  }
  return yield* first<boolean>((hand) => {
    let settled = false;
    const settle = (got: boolean): boolean => {
      const now = !settled;
      settled = true;
      if (now) {
        hand(got);
      }
      return now;
    };
    start(connections.acquire(), () => {
      if (!settle(true)) {
        connections.release();
      }
    });
    world.scheduler.after(connectionTimeoutMs * NS_PER_MS, () => settle(false));
  });
}

function noneFree(frame: Frame, waited: number): Failure {
  const type = 'SQLTransientConnectionException';
  const facts = { duration_ms: waited };
  writeLine(frame, 'error', 'pool.empty', { ...facts, error: type });
  return { status: SERVER_ERROR, type, message: fill(frame.world.words.message('pool.empty'), facts) };
}
