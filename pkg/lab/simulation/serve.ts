import type { OperationSpec, Vocabulary } from '../topology';
import { closeSpan, type Failure, type Frame, openSpan, writeLine } from './frame';
import type { Instance } from './instance';
import { type Process, wait } from './process';
import type { Scalar, SpanRecord } from './records';
import type { Streams } from './streams';
import { fill, NS_PER_MS, type Request, type World } from './world';

/** What a caller sends. */
export interface Incoming {
  readonly request: Request;
  /** The caller's request ID, from the header. */
  readonly requestId: string;
  readonly parentSpanId: string;
  readonly caller: SpanRecord | undefined;
  readonly links: ReadonlyArray<{ readonly traceId: string; readonly spanId: string }>;
  readonly attributes: Readonly<Record<string, Scalar>>;
  readonly random: Streams;
  /** How much longer than usual a service without spans works: its time is the caller's span. */
  readonly pace: number;
  /** Whether the caller still waits. */
  readonly wanted: () => boolean;
}

export interface Reply {
  readonly status: number;
  readonly failure: Failure | undefined;
}

const OK = 200;
const SERVER_ERROR = 500;
/** A shorter wait for a thread is no wait. */
const NOTABLE_WAIT_NS = NS_PER_MS;

/**
 * One request in one instance, from its arrival to its answer. The server span begins when the request arrives, so the
 * wait for a worker thread is inside it, and shown as a span of its own. The request runs to its end whether or not the
 * caller still waits.
 */
export function* serve(world: World, instance: Instance, operation: OperationSpec, incoming: Incoming): Process<Reply> {
  const frame = openFrame(world, instance, operation, incoming);
  const arrived = world.scheduler.now;
  yield* takeThread(frame);
  const failure = (yield* breakDown(frame)) ?? (yield* world.runSteps(frame, operation.steps));
  const status = failure?.status ?? OK;
  frame.local.status = status;
  frame.local.duration_ms = Math.round((world.scheduler.now - arrived) / NS_PER_MS);
  writeOutcome(frame, incoming, failure);
  if (frame.span !== undefined) {
    closeServer(frame, frame.span, status, failure);
  }
  if (instance.spec.telemetry === 'full') {
    const { entry } = operation;
    world.telemetry.served({
      instance,
      protocol: entry.kind === 'http' ? 'http' : 'messaging',
      method: entry.kind === 'http' ? entry.method : entry.group,
      route: entry.kind === 'http' ? entry.route : entry.topic,
      status,
      duration: world.scheduler.now - arrived,
    });
  }
  instance.threads.release();
  return { status, failure };
}

/** Fails of its own accord, where a fault says so; the draw is the request's own. */
function* breakDown(frame: Frame): Process<Failure | undefined> {
  const { world, instance, random } = frame;
  const draw = (): number => random.fork('failing').latency.unit();
  const latency = world.effects.fails(instance.spec.role, draw, world.scheduler.now);
  if (latency === undefined) {
    return undefined;
  }
  yield* wait(world.scheduler, random.latency.latency(latency.medianMs, latency.p99Ms) * NS_PER_MS);
  const message = fill(world.words.message('request.broke'), frame.local);
  writeLine(frame, 'error', 'request.broke', { error: 'InternalException' });
  return { status: SERVER_ERROR, type: 'InternalException', message };
}

function openFrame(world: World, instance: Instance, operation: OperationSpec, incoming: Incoming): Frame {
  const { spec } = instance;
  const requestId = spec.idSuffix === undefined ? incoming.requestId : `${incoming.requestId}_${spec.idSuffix}`;
  // Facts are copied: what this service adds is for itself and its callees, not for its caller or another attempt.
  const request: Request = { ...incoming.request, facts: { ...incoming.request.facts } };
  const { random } = incoming;
  const base = { world, instance, operation, request, requestId, random };
  const local = entryFacts(operation, request);
  if (spec.telemetry !== 'full') {
    return { ...base, local, span: undefined, pace: incoming.pace };
  }
  const { entry } = operation;
  const name = entry.kind === 'http' ? `${entry.method} ${entry.route}` : `process ${entry.topic}`;
  const span = openSpan(world, {
    random,
    instance,
    request,
    requestId,
    parentSpanId: incoming.parentSpanId,
    name,
    kind: entry.kind === 'http' ? 'server' : 'consumer',
    attributes: { ...entryAttributes(operation, local), ...incoming.attributes },
    links: incoming.links,
    ...(incoming.caller === undefined ? {} : { caller: incoming.caller }),
  });
  return { ...base, local, span, pace: world.pace(instance.service, name) };
}

function entryFacts(operation: OperationSpec, request: Request): Record<string, string | number> {
  const { entry } = operation;
  return entry.kind === 'http'
    ? { method: entry.method, path: fill(entry.route, request.facts) }
    : { topic: entry.topic };
}

function entryAttributes(
  operation: OperationSpec,
  local: Readonly<Record<string, string | number>>
): Readonly<Record<string, Scalar>> {
  const { entry } = operation;
  return entry.kind === 'http'
    ? { 'http.request.method': entry.method, 'http.route': entry.route, 'url.path': local.path, 'url.scheme': 'http' }
    : {
        'messaging.system': 'kafka',
        'messaging.operation.type': 'process',
        'messaging.destination.name': entry.topic,
        'messaging.consumer.group.name': entry.group,
      };
}

function* takeThread(frame: Frame): Process<void> {
  const { world, instance, span } = frame;
  const asked = world.scheduler.now;
  const queued = instance.threads.queued;
  yield* instance.threads.acquire();
  const waited = world.scheduler.now - asked;
  if (span === undefined || waited < NOTABLE_WAIT_NS) {
    return;
  }
  span.attributes['thread.wait_ms'] = Math.round(waited / NS_PER_MS);
  const wait = openSpan(world, {
    random: frame.random,
    instance,
    request: frame.request,
    requestId: frame.requestId,
    parentSpanId: span.spanId,
    name: 'wait for worker thread',
    kind: 'internal',
    attributes: { 'thread.queue.length': queued },
  });
  closeSpan(world, { ...wait, start: asked });
}

function writeOutcome(frame: Frame, incoming: Incoming, failure: Failure | undefined): void {
  const { world, instance } = frame;
  const { status, duration_ms } = frame.local;
  if (!incoming.wanted()) {
    writeLine(frame, 'warn', 'client.gone', { status, duration_ms });
  }
  if (instance.spec.role !== world.topology.entry.role) {
    return;
  }
  const { method, path } = frame.local;
  if (failure === undefined) {
    writeLine(frame, 'info', 'request.completed', { method, path, status, duration_ms });
  } else {
    writeLine(frame, 'error', 'request.failed', { method, path, status, duration_ms, error: failure.message });
  }
}

/** The key under which spans carry a fact. */
function attributeOf(fact: string, { tenantAttribute }: Vocabulary): string {
  if (fact === 'tenant') {
    return tenantAttribute;
  }
  return fact === 'user_id' ? 'user.id' : fact;
}

function closeServer(frame: Frame, span: SpanRecord, status: number, failure: Failure | undefined): void {
  const { world, instance } = frame;
  for (const fact of instance.spec.facts) {
    const value = frame.request.facts[fact];
    if (value !== undefined) {
      span.attributes[attributeOf(fact, world.words)] = value;
    }
  }
  if (frame.operation.entry.kind === 'http') {
    span.attributes['http.response.status_code'] = status;
  }
  if (instance.spec.role === world.topology.entry.role) {
    span.attributes['http.request.id'] = frame.requestId;
  }
  closeSpan(world, span, status >= SERVER_ERROR ? failure : undefined);
}
