import type { SpanLink, Trace } from '../model';
import { normaliseTraceId, type TraceId } from '../units';
import { serviceOf, unreadable } from './relations';
import type { Violation } from './violations';

/** One end of a message: a producer's span or a consumer's. */
interface End {
  readonly traceId: TraceId;
  readonly spanId: string;
  /** Nanoseconds after the collection's origin: when it can have been sent at the earliest, or was received at the latest. */
  readonly time: number;
  readonly node: string | undefined;
  readonly service: string;
}

/** Attributes that name what a messaging span does; the present name first. */
const OPERATION_KEYS = ['messaging.operation.type', 'messaging.operation'];

/**
 * Finds messages that were received before they were sent: a consumer's span below a producer's, or one that links to it,
 * in the same trace or another. Producers and consumers may come in any order; memory grows with the producers, and with
 * links that lead nowhere yet.
 */
export class MessageMatcher {
  private readonly producers = new Map<string, End>();
  private readonly waiting = new Map<string, End[]>();

  /** @param shift - the trace's origin after the collection's, nanoseconds */
  add(
    trace: Trace,
    nodes: ReadonlyArray<string | undefined>,
    shift: number,
    note: (violation: Violation) => void
  ): void {
    for (let span = 0; span < trace.size; span += 1) {
      if (unreadable(trace, span)) {
        continue;
      }
      if (trace.kind[span] === 'producer') {
        this.sent(endOf(trace, span, nodes, shift), note);
      } else if (trace.kind[span] === 'consumer') {
        this.received(trace, span, endOf(trace, span, nodes, shift), note);
      }
    }
  }

  private sent(producer: End, note: (violation: Violation) => void): void {
    const name = nameOf(producer.traceId, producer.spanId);
    this.producers.set(name, producer);
    this.waiting.get(name)?.forEach((consumer) => compare(producer, consumer, note));
    this.waiting.delete(name);
  }

  private received(trace: Trace, span: number, consumer: End, note: (violation: Violation) => void): void {
    for (const name of sources(trace, span)) {
      const producer = this.producers.get(name);
      if (producer !== undefined) {
        compare(producer, consumer, note);
        continue;
      }
      const others = this.waiting.get(name) ?? [];
      others.push(consumer);
      this.waiting.set(name, others);
    }
  }
}

function compare(producer: End, consumer: End, note: (violation: Violation) => void): void {
  const by = producer.time - consumer.time;
  if (by > 0) {
    note({
      kind: 'receive-before-send',
      traceId: consumer.traceId,
      parentSpanId: producer.spanId,
      childSpanId: consumer.spanId,
      by,
      time: producer.time,
      parentNode: producer.node,
      childNode: consumer.node,
      parentService: producer.service,
      childService: consumer.service,
    });
  }
}

/** The spans that a consumer's message may come from: its parent, when that sent it, and what it links to. Each once. */
function sources(trace: Trace, span: number): ReadonlySet<string> {
  const parent = trace.parent[span] ?? -1;
  const found = new Set<string>();
  if (parent >= 0 && trace.kind[parent] === 'producer') {
    found.add(nameOf(trace.traceId, trace.spanId[parent] ?? ''));
  }
  for (const link of trace.details.links(span)) {
    const name = linkedName(link);
    if (name !== undefined) {
      found.add(name);
    }
  }
  return found;
}

function linkedName({ traceId, spanId }: SpanLink): string | undefined {
  const known = normaliseTraceId(traceId);
  return known === undefined ? undefined : nameOf(known, spanId);
}

function nameOf(traceId: TraceId, spanId: string): string {
  return `${traceId} ${spanId.toLowerCase()}`;
}

function endOf(trace: Trace, span: number, nodes: ReadonlyArray<string | undefined>, shift: number): End {
  const start = shift + (trace.start[span] ?? 0);
  // Who polls for messages waits for them: the span is there before the message is, and ends when it has come.
  const isPoll = trace.kind[span] === 'consumer' && operationOf(trace, span) === 'receive';
  return {
    traceId: trace.traceId,
    spanId: trace.spanId[span] ?? '',
    time: isPoll ? start + (trace.duration[span] ?? 0) : start,
    node: nodes[span],
    service: serviceOf(trace, span),
  };
}

function operationOf(trace: Trace, span: number): unknown {
  const attributes = trace.details.attributes(span);
  return OPERATION_KEYS.map((key) => attributes.find((attribute) => attribute.key === key)?.value).find(
    (value) => value !== undefined
  );
}
