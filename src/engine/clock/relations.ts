import { SpanFlag, type SpanKind, type Trace } from '../model';
import type { Exchange } from './exchanges';
import type { Violation, ViolationKind } from './violations';

const CALLED: readonly SpanKind[] = ['server', 'unspecified'];
const CALLING: readonly SpanKind[] = ['client', 'server', 'internal', 'unspecified'];

/** A span whose times mean nothing. */
export function unreadable(trace: Trace, span: number): boolean {
  return ((trace.flags[span] ?? 0) & SpanFlag.NegativeDuration) !== 0;
}

/**
 * Whether a span and its parent are a request and its answer: a server below a client, or (where kinds or client spans
 * are missing) a span of another service that its parent waited for. Messages are no exchange: nobody waits.
 */
export function isExchange(trace: Trace, parent: number, child: number): boolean {
  const called = trace.kind[child] ?? 'unspecified';
  const calling = trace.kind[parent] ?? 'unspecified';
  if (!CALLED.includes(called) || !CALLING.includes(calling) || followsFrom(trace, child)) {
    return false;
  }
  return (called === 'server' && calling === 'client') || trace.service[child] !== trace.service[parent];
}

/** The bounds that one exchange puts on the offset. `shift`: the trace's origin after the collection's, nanoseconds. */
export function exchangeOf(trace: Trace, parent: number, child: number, shift: number): Exchange {
  const asked = trace.start[parent] ?? 0;
  const waited = trace.duration[parent] ?? 0;
  const began = trace.start[child] ?? 0;
  const worked = trace.duration[child] ?? 0;
  return {
    time: shift + asked + waited / 2,
    lower: began + worked - (asked + waited),
    upper: began - asked,
    traceId: trace.traceId,
    spanId: trace.spanId[child] ?? '',
  };
}

/** What is out of order between a span and its parent; nearly always nothing. */
export function violationsOf(
  trace: Trace,
  parent: number,
  child: number,
  nodes: ReadonlyArray<string | undefined>,
  shift: number
): readonly Violation[] {
  const found = overhangs(trace, parent, child, nodes);
  return found.map(([kind, by]) => ({
    kind,
    traceId: trace.traceId,
    parentSpanId: trace.spanId[parent] ?? '',
    childSpanId: trace.spanId[child] ?? '',
    by,
    time: shift + (trace.start[parent] ?? 0),
    parentNode: nodes[parent],
    childNode: nodes[child],
    parentService: serviceOf(trace, parent),
    childService: serviceOf(trace, child),
  }));
}

type Overhang = readonly [ViolationKind, number];

function overhangs(
  trace: Trace,
  parent: number,
  child: number,
  nodes: ReadonlyArray<string | undefined>
): readonly Overhang[] {
  const early = (trace.start[parent] ?? 0) - (trace.start[child] ?? 0);
  const late = endOf(trace, child) - endOf(trace, parent);
  const found: Overhang[] = [];
  if (early > 0) {
    found.push(['child-before-parent', early]);
  }
  if (late > 0 && mustEndFirst(trace, parent, child, nodes)) {
    found.push(['child-after-parent', late]);
  }
  const answered = (trace.start[parent] ?? 0) - endOf(trace, child);
  if (answered > 0 && trace.kind[parent] === 'client' && trace.kind[child] === 'server') {
    found.push(['response-before-request', answered]);
  }
  return found;
}

/** Whether a parent waits for its child: on another node, no longer than the parent, and nobody's message. */
function mustEndFirst(trace: Trace, parent: number, child: number, nodes: ReadonlyArray<string | undefined>): boolean {
  const apart = nodes[parent] !== undefined && nodes[child] !== undefined && nodes[parent] !== nodes[child];
  const waits = !followsFrom(trace, child) && trace.kind[child] !== 'consumer';
  return apart && waits && (trace.duration[child] ?? 0) <= (trace.duration[parent] ?? 0);
}

/** Name of a span's service; '' when it has none. */
export function serviceOf(trace: Trace, span: number): string {
  return trace.services[trace.service[span] ?? 0]?.name ?? '';
}

function followsFrom(trace: Trace, span: number): boolean {
  return ((trace.flags[span] ?? 0) & SpanFlag.FollowsFrom) !== 0;
}

function endOf(trace: Trace, span: number): number {
  return (trace.start[span] ?? 0) + (trace.duration[span] ?? 0);
}
