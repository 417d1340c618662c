import { assertUnreachable } from '../../../src/engine/result';
import type { Step } from '../topology';
import { callService } from './call';
import { closeSpan, type Failure, type Frame, openSpan, writeLine } from './frame';
import { publish } from './publish';
import { type Process, together, wait } from './process';
import { checkToken, issueToken } from './token';
import type { Scalar } from './records';
import { NS_PER_MS, workLength } from './world';

const MINTED_DIGITS = 8;
/** A query beyond this is worth a warning of the service that waited for it. */
const SLOW_QUERY_MS = 1000;

/** Runs steps in order until one fails. */
export function* runSteps(frame: Frame, steps: readonly Step[]): Process<Failure | undefined> {
  for (const step of steps) {
    const failure = yield* runStep(frame, step);
    if (failure !== undefined) {
      return failure;
    }
  }
  return undefined;
}

function* runStep(frame: Frame, step: Step): Process<Failure | undefined> {
  const { random, request } = frame;
  switch (step.kind) {
    case 'work':
      yield* work(frame, step);
      return undefined;
    case 'log':
      writeLine(frame, step.level, step.message, pickFields(frame, step.fields ?? []));
      return undefined;
    case 'mint':
      request.facts[step.fact] = `${step.prefix}${random.ids.hex(MINTED_DIGITS)}`;
      return undefined;
    case 'span':
      return yield* within(frame, step);
    case 'query':
      yield* query(frame, step);
      return undefined;
    case 'issue-token':
      issueToken(frame);
      return undefined;
    case 'check-token':
      return checkToken(frame, step.leewayMs);
    case 'call':
      return yield* callService(frame, step);
    case 'publish':
      yield* publish(frame, step);
      return undefined;
    case 'together': {
      const failures = yield* together(step.branches.map((branch) => runSteps(frame, branch)));
      return failures.find((failure) => failure !== undefined);
    }
    default:
      return assertUnreachable(step);
  }
}

function pickFields(frame: Frame, names: readonly string[]): Readonly<Record<string, Scalar>> {
  const facts = { ...frame.request.facts, ...frame.local };
  return Object.fromEntries(names.flatMap((name) => (facts[name] === undefined ? [] : [[name, facts[name]]])));
}

function* work(frame: Frame, step: Extract<Step, { kind: 'work' }>): Process<void> {
  const { world, instance } = frame;
  const latency = world.effects.work(instance.spec.role, frame.request.facts, world.scheduler.now) ?? step.latency;
  const length = workLength(world, instance, latency, frame.random) * frame.pace;
  instance.processor += length;
  yield* wait(world.scheduler, length);
}

/** Runs steps inside a span of their own. */
function* within(frame: Frame, step: Extract<Step, { kind: 'span' }>): Process<Failure | undefined> {
  const { world, instance, request, requestId, random } = frame;
  if (frame.span === undefined) {
    return yield* runSteps(frame, step.steps);
  }
  const span = openSpan(world, {
    random,
    instance,
    request,
    requestId,
    parentSpanId: frame.span.spanId,
    name: step.name,
    kind: 'internal',
  });
  const pace = world.pace(instance.service, step.name);
  const failure = yield* runSteps({ ...frame, span, pace }, step.steps);
  closeSpan(world, span, failure);
  return failure;
}

/** Takes a connection (a wait for one is a span of its own), asks, and gives it back. */
function* query(frame: Frame, step: Extract<Step, { kind: 'query' }>): Process<void> {
  const { world, instance } = frame;
  yield* takeConnection(frame);
  const statement = `${step.verb} ${step.table}`;
  const [store] = world.instances.get(step.store) ?? [];
  const span =
    frame.span === undefined
      ? undefined
      : openSpan(world, {
          random: frame.random,
          instance,
          request: frame.request,
          requestId: frame.requestId,
          parentSpanId: frame.span.spanId,
          name: statement,
          kind: 'client',
          attributes: {
            'db.system': store.spec.system ?? 'other_sql',
            'db.operation.name': step.verb,
            'db.collection.name': step.table,
            'server.address': store.service,
            'peer.service': store.service,
          },
          peer: { role: step.store, connection: 'database' },
        });
  const { medianMs, p99Ms } = world.effects.query(step.store, step.table, world.scheduler.now) ?? step.latency;
  const pace = world.pace(instance.service, statement);
  const length = frame.random.latency.latency(medianMs, p99Ms) * NS_PER_MS * pace;
  yield* wait(world.scheduler, length);
  world.telemetry.queried(step.store, step.verb, step.table);
  const duration = Math.round(length / NS_PER_MS);
  if (duration >= SLOW_QUERY_MS) {
    writeLine(frame, 'warn', 'pool.slow', { statement, duration_ms: duration }, span);
  }
  if (span !== undefined) {
    closeSpan(world, span);
  }
  instance.connections?.release();
}

function* takeConnection(frame: Frame): Process<void> {
  const { world, instance } = frame;
  if (instance.connections === undefined) {
    return;
  }
  const asked = world.scheduler.now;
  const pending = instance.connections.queued;
  yield* instance.connections.acquire();
  if (frame.span === undefined || world.scheduler.now - asked < NS_PER_MS) {
    return;
  }
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
  closeSpan(world, { ...wait, start: asked });
}
