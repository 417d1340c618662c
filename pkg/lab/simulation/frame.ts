import type { Level, MessageKey, OperationSpec } from '../topology';
import type { Instance } from './instance';
import type { Peer, Scalar, SpanKindName, SpanRecord } from './records';
import type { Streams } from './streams';
import { fill, type Request, type World } from './world';

/** Why an operation did not succeed, as its caller will see it. */
export interface Failure {
  readonly status: number;
  /** Class of the exception. */
  readonly type: string;
  readonly message: string;
}

/** One operation while it runs in one instance. */
export interface Frame {
  readonly world: World;
  readonly instance: Instance;
  readonly operation: OperationSpec;
  readonly request: Request;
  /** The request ID as this service knows it: nested for a sub-request. */
  readonly requestId: string;
  /** Facts of this operation: method, path, status. */
  readonly local: Record<string, string | number>;
  /** Undefined in services that send no spans. */
  readonly span: SpanRecord | undefined;
  readonly random: Streams;
  /** Holds a connection already, which its queries use. */
  readonly connected?: boolean;
  /** How much longer than usual the operation's own work takes. */
  readonly pace: number;
}

const SPAN_ID_DIGITS = 16;

export interface SpanSpec {
  readonly random: Streams;
  readonly instance: Instance;
  readonly request: Request;
  readonly requestId: string;
  readonly parentSpanId: string;
  readonly name: string;
  readonly kind: SpanKindName;
  readonly attributes?: Readonly<Record<string, Scalar>>;
  readonly links?: ReadonlyArray<{ readonly traceId: string; readonly spanId: string }>;
  readonly peer?: Peer;
  readonly caller?: SpanRecord;
}

/** Opens a span now. Spans that a fault loses are opened like others, and never exported. */
export function openSpan(world: World, spec: SpanSpec): SpanRecord {
  return {
    instance: spec.instance,
    traceId: spec.request.traceId,
    spanId: spec.random.ids.hex(SPAN_ID_DIGITS),
    parentSpanId: spec.parentSpanId,
    traceState: spec.request.traceState,
    name: spec.name,
    kind: spec.kind,
    start: world.scheduler.now,
    end: world.scheduler.now,
    attributes: { ...spec.attributes, [world.words.requestAttribute]: spec.requestId },
    events: [],
    links: [...(spec.links ?? [])],
    failure: undefined,
    peer: spec.peer,
    caller: spec.caller,
    lost: world.effects.losesSpan(spec.instance.spec.role, spec.kind, world.scheduler.now),
  };
}

/** Ends a span now and reports it, with an exception event when it failed. */
export function closeSpan(world: World, span: SpanRecord, failure?: Failure): void {
  span.end = world.scheduler.now;
  if (failure !== undefined) {
    span.failure = failure.message;
    span.attributes['error.type'] = failure.type;
    span.events.push({ time: span.end, name: 'exception', attributes: exceptionAttributes(failure, span) });
  }
  world.telemetry.spanEnded(span);
}

function exceptionAttributes(failure: Failure, span: SpanRecord): Readonly<Record<string, Scalar>> {
  const place = span.instance.spec.role.replace(/-/g, '.');
  return {
    'exception.type': failure.type,
    'exception.message': failure.message,
    'exception.stacktrace': `${failure.type}: ${failure.message}\n    at ${place}.call(Client:118)\n    at ${place}.handle(Handler:42)`,
  };
}

/** Writes one log line in the words of the run, on the frame's span unless another one is given. */
export function writeLine(
  frame: Frame,
  level: Level,
  message: MessageKey,
  fields: Readonly<Record<string, Scalar>> = {},
  span: SpanRecord | undefined = frame.span
): void {
  if (span === undefined) {
    return;
  }
  const { world, instance, requestId } = frame;
  world.telemetry.logged({
    instance,
    time: world.scheduler.now,
    level,
    message: fill(world.words.message(message), { ...frame.request.facts, ...frame.local, ...numbersAndTexts(fields) }),
    requestId,
    traceId: span.traceId,
    spanId: span.spanId,
    fields,
  });
}

/** Writes a line of the process itself, which belongs to no request. */
export function writeSystemLine(
  { telemetry, scheduler, words }: World,
  instance: Instance,
  level: Level,
  message: MessageKey,
  fields: Readonly<Record<string, string | number>>
): void {
  telemetry.logged({
    instance,
    time: scheduler.now,
    level,
    message: fill(words.message(message), { service: instance.service, ...fields }),
    requestId: '',
    traceId: '',
    spanId: '',
    fields,
  });
}

function numbersAndTexts(fields: Readonly<Record<string, Scalar>>): Readonly<Record<string, string | number>> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [name, typeof value === 'boolean' ? String(value) : value])
  );
}
