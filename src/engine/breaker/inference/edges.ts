import type { Attribute, SpanKind, Trace } from '../../model';
import { diffEpoch, nanos, nanosFromMs, type Nanos } from '../../units';
import { addressOf, CalleeNames } from './callee';
import { type AnalysisWindow, type EdgeCall, type EdgeOutcomes } from './outcomes';
import { outcomeOf, type SpanOutcome } from './span-outcome';
import { firstNumber, instanceReader, serviceKey } from './span-values';
import { swallowedRefusals, UsualCalls } from './swallowed';

const CALLED: ReadonlySet<SpanKind> = new Set<SpanKind>(['server', 'unspecified']);
/** Attributes by which client libraries state their timeout, milliseconds. */
const TIMEOUT_MS_KEYS = [
  'http.client.timeout_ms',
  'http.request.timeout_ms',
  'rpc.timeout_ms',
  'timeout_ms',
  'timeout.ms',
];
/** What a callee may seem to work longer than its caller waited, because two clocks tick. */
const SAME_LENGTH = 0.98;

/** A call before it is known which service answers at its address. */
interface DraftCall {
  readonly caller: string;
  /** Key of the service whose span answered, '' when there is none. */
  readonly answered: string;
  readonly address: string;
  readonly call: EdgeCall;
}

/**
 * The calls of every pair of services, in the order in which they were made, with how each ended: client spans, the
 * callee's spans where callers record none, and refused calls that only the caller's own exception tells of. Traces of any
 * source. Of nested client spans the innermost counts; messages are no calls.
 *
 * Times are the caller's clock, relative to `window.origin`. O(spans + calls log calls).
 */
export function edgeOutcomes(traces: readonly Trace[], window: AnalysisWindow): readonly EdgeOutcomes[] {
  const names = new CalleeNames();
  const drafts: DraftCall[] = [];
  for (const trace of traces) {
    trace.services.forEach(({ name, key }) => names.know(name, key));
    for (const draft of callsOf(trace, window)) {
      drafts.push(draft);
      if (draft.answered !== '' && draft.address !== '') {
        names.learn(draft.caller, draft.address, draft.answered);
      }
    }
  }
  const edges = new Map<string, { caller: string; callee: string; calls: EdgeCall[] }>();
  const put = (caller: string, callee: string, call: EdgeCall): void => {
    const name = `${caller}\n${callee}`;
    const edge = edges.get(name) ?? { caller, callee, calls: [] };
    edges.set(name, edge);
    edge.calls.push(call);
  };
  const usual = new UsualCalls();
  for (const { caller, answered, address, call } of drafts) {
    const callee = answered === '' ? names.resolve(caller, address) : answered;
    usual.add(caller, call, callee);
    put(caller, callee, call);
  }
  for (const { caller, call, span, trace } of swallowedRefusals(traces, window)) {
    put(caller, usual.missing(trace, span, call, names), call);
  }
  return [...edges.values()].map((edge) => ({ ...edge, calls: edge.calls.sort((a, b) => a.start - b.start) }));
}

function callsOf(trace: Trace, window: AnalysisWindow): readonly DraftCall[] {
  const shift = diffEpoch(trace.origin, window.origin);
  const instanceOf = instanceReader(trace);
  const { server, outer } = answers(trace);
  const found: DraftCall[] = [];
  for (let span = 0; span < trace.size; span += 1) {
    const isClient = trace.kind[span] === 'client' && outer[span] === 0;
    const answer = isClient ? (server[span] ?? -1) : undeclared(trace, span);
    if (isClient || answer >= 0) {
      const caller = isClient ? span : (trace.parent[span] ?? -1);
      found.push(draftOf(trace, { span, caller, answer, isClient, shift, instance: instanceOf(caller) }));
    }
  }
  return found;
}

/** Row of the span that answers each client span, -1 where none does; and which client spans only wrap others. */
function answers(trace: Trace): { readonly server: Int32Array; readonly outer: Uint8Array } {
  const server = new Int32Array(trace.size).fill(-1);
  const outer = new Uint8Array(trace.size);
  for (let span = 0; span < trace.size; span += 1) {
    const parent = trace.parent[span] ?? -1;
    if (parent < 0 || trace.kind[parent] !== 'client') {
      continue;
    }
    if (trace.kind[span] === 'client' && trace.service[span] === trace.service[parent]) {
      outer[parent] = 1;
    } else if (CALLED.has(trace.kind[span] ?? 'unspecified')) {
      server[parent] = span;
    }
  }
  return { server, outer };
}

/** The span itself when it answers a call for which its caller recorded no client span, else -1. */
function undeclared(trace: Trace, span: number): number {
  const parent = trace.parent[span] ?? -1;
  const crosses = parent >= 0 && trace.service[parent] !== trace.service[span] && trace.kind[parent] !== 'client';
  return crosses && CALLED.has(trace.kind[span] ?? 'unspecified') && trace.kind[parent] !== 'producer' ? span : -1;
}

interface CallSpans {
  /** The client's span, or the callee's where there is none. */
  readonly span: number;
  readonly caller: number;
  readonly answer: number;
  readonly isClient: boolean;
  readonly shift: number;
  readonly instance: string;
}

function draftOf(trace: Trace, spans: CallSpans): DraftCall {
  const { span, caller, answer, isClient } = spans;
  const attributes = trace.details.attributes(span);
  return {
    caller: serviceKey(trace, caller),
    answered: answer < 0 ? '' : serviceKey(trace, answer),
    address: isClient ? addressOf(attributes) : '',
    call: callOf(trace, spans, attributes),
  };
}

function callOf(trace: Trace, spans: CallSpans, attributes: readonly Attribute[]): EdgeCall {
  const { span, isClient, shift, instance } = spans;
  const duration = nanos(trace.duration[span] ?? 0);
  const answer = answerOf(trace, spans);
  const timeoutMs = firstNumber(attributes, TIMEOUT_MS_KEYS);
  return {
    start: nanos(shift + (trace.start[span] ?? 0)),
    duration,
    ...answeredOutcome(outcomeOf(trace, span, attributes), duration, isClient ? answer.served : undefined),
    source: isClient ? 'client' : 'server',
    ...answer,
    operation: trace.operation[span] ?? '',
    instance,
    traceId: trace.traceId,
    spanId: trace.spanId[span] ?? '',
    parentSpanId: trace.parentSpanId[span] ?? '',
    ...(timeoutMs === undefined ? {} : { timeout: nanosFromMs(timeoutMs) }),
  };
}

/** What the callee's span tells of a call. */
function answerOf(trace: Trace, { span, answer, isClient }: CallSpans): Pick<EdgeCall, 'served' | 'delay'> {
  if (answer < 0) {
    return {};
  }
  const served = nanos(trace.duration[answer] ?? 0);
  const delay = nanos((trace.start[answer] ?? 0) - (trace.start[span] ?? 0));
  return isClient ? { served, delay } : { served };
}

/** What the callee answered is its failure, whatever words it chose: neither the caller's breaker nor its timeout. */
function answeredOutcome(told: SpanOutcome, duration: Nanos, served: Nanos | undefined): SpanOutcome {
  const answered = served !== undefined && served <= duration * SAME_LENGTH;
  const refused = told.outcome === 'rejected' && served !== undefined;
  return refused || (answered && told.outcome === 'timeout') ? { outcome: 'failure', network: false } : told;
}
