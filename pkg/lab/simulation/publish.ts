import type { OperationSpec, Step } from '../topology';
import { closeSpan, type Frame, openSpan } from './frame';
import type { Instance } from './instance';
import { livesOn } from './lifecycle';
import { type Process, start, wait } from './process';
import type { SpanRecord } from './records';
import { serve } from './serve';
import { NS_PER_MS, type Request, route } from './world';

const PARTITIONS = 6;
const TRACE_ID_DIGITS = 32;

/**
 * Publishes one message and delivers it to every consumer group of its topic. The consumer goes on in the producer's
 * trace, and links to the producer span; where a fault drops the trace context it starts a trace of its own, and only the
 * request ID in the message's headers tells where it came from.
 */
export function* publish(frame: Frame, step: Extract<Step, { kind: 'publish' }>): Process<void> {
  const { world, instance, request, requestId } = frame;
  const { ids, routing, latency } = frame.random;
  const partition = routing.int(0, PARTITIONS - 1);
  const attributes = {
    'messaging.system': 'kafka',
    'messaging.destination.name': step.topic,
    'messaging.destination.partition.id': String(partition),
    'messaging.message.id': `msg_${ids.hex(12)}`,
    'messaging.message.conversation_id': String(request.facts.request_id),
  };
  const broker = world.topology.broker ?? '';
  const span =
    frame.span === undefined
      ? undefined
      : openSpan(world, {
          random: frame.random,
          instance,
          request,
          requestId,
          parentSpanId: frame.span.spanId,
          name: `send ${step.topic}`,
          kind: 'producer',
          attributes: { ...attributes, 'messaging.operation.type': 'send', 'peer.service': world.words.name(broker) },
          peer: { role: broker, connection: 'messaging_system' },
        });
  yield* wait(world.scheduler, latency.latency(step.latency.medianMs, step.latency.p99Ms) * NS_PER_MS);
  world.telemetry.published(step.topic, partition);
  if (span !== undefined) {
    closeSpan(world, span);
  }
  for (const { instance: consumer, operation } of subscribers(frame, step.topic)) {
    world.scheduler.after(latency.latency(15, 90) * NS_PER_MS, () =>
      deliver(frame, { consumer, operation, span, partition, attributes, topic: step.topic })
    );
  }
}

interface Delivery {
  readonly consumer: Instance;
  readonly operation: OperationSpec;
  readonly span: SpanRecord | undefined;
  readonly topic: string;
  readonly partition: number;
  readonly attributes: Readonly<Record<string, string>>;
}

function deliver(frame: Frame, { consumer, operation, span, topic, partition, attributes }: Delivery): void {
  const { world } = frame;
  const dropped = span === undefined || world.effects.dropsContext(topic, partition, world.scheduler.now);
  const request: Request = {
    facts: frame.request.facts,
    traceId: dropped ? frame.random.ids.hex(TRACE_ID_DIGITS) : frame.request.traceId,
    traceState: dropped ? '' : frame.request.traceState,
  };
  start(
    serve(world, consumer, operation, {
      request,
      requestId: String(frame.request.facts.request_id),
      parentSpanId: dropped ? '' : span.spanId,
      caller: dropped ? undefined : span,
      links: dropped ? [] : [{ traceId: span.traceId, spanId: span.spanId }],
      attributes,
      random: frame.random.fork(`deliver ${operation.name}`),
      pace: 1,
      wanted: () => true,
    }),
    undefined,
    livesOn(consumer)
  );
}

/** One instance of each group that reads the topic. */
function subscribers(
  { world, random }: Frame,
  topic: string
): ReadonlyArray<{ readonly instance: Instance; readonly operation: OperationSpec }> {
  return world.topology.services.flatMap((spec) =>
    spec.operations
      .filter(({ entry }) => entry.kind === 'consumer' && entry.topic === topic)
      .flatMap((operation) => {
        const instance = route(world, spec.role, random);
        return instance === undefined ? [] : [{ instance, operation }];
      })
  );
}
