import type { Attribute, SpanKind, Trace } from '../../model';
import { diffEpoch, nanos, nanosFromMs, type Nanos } from '../../units';
import { finish, type Steps } from '../../steps';
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
/** So many traces are read in a few milliseconds. */
const TRACES_A_STEP = 200;
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
 * source. Of nested client spans the innermost counts; messages are no calls. Yields often, so that a page can draw in
 * between.
 *
 * Times are the caller's clock, relative to `window.origin`. O(spans + calls log calls).
 */
export function* collectingEdges(
  traces: readonly Trace[],
  window: AnalysisWindow
): Steps<readonly EdgeOutcomes[]> {
  const names = new CalleeNames();
  const drafts: DraftCall[] = [];
  for (const [row, trace] of traces.entries()) {
    learnFrom(trace, names);
    for (const draft of callsOf(trace, window)) {
      drafts.push(draft);
      if (draft.answered !== '' && draft.address !== '') {
        names.learn(draft.caller, draft.address, draft.answered);
      }
    }
    if (row % TRACES_A_STEP === TRACES_A_STEP - 1) {
      yield;
    }
  }
  const edges = new EdgeTable();
  const usual = new UsualCalls();
  for (const { caller, answered, address, call } of drafts) {
    const callee = answered === '' ? names.resolve(caller, address) : answered;
    usual.add(caller, call, callee);
    edges.add(caller, callee, call);
  }
  yield;
  for (const [row, trace] of traces.entries()) {
    for (const { caller, call, span } of swallowedRefusals(trace, window)) {
      edges.add(caller, usual.missing(trace, span, call, names), call);
    }
    if (row % TRACES_A_STEP === TRACES_A_STEP - 1) {
      yield;
    }
  }
  return edges.finish();
}

/** {@link collectingEdges} in one go. */
export function edgeOutcomes(traces: readonly Trace[], window: AnalysisWindow): readonly EdgeOutcomes[] {
  return finish(collectingEdges(traces, window));
}

function learnFrom({ services }: Trace, names: CalleeNames): void {
  services.forEach(({ name, key }) => names.know(name, key));
}

/** Calls by caller and callee. */
class EdgeTable {
  private readonly edges = new Map<string, { caller: string; callee: string; calls: EdgeCall[] }>();

  add(caller: string, callee: string, call: EdgeCall): void {
    const name = `${caller}\n${callee}`;
    const edge = this.edges.get(name) ?? { caller, callee, calls: [] };
    this.edges.set(name, edge);
    edge.calls.push(call);
  }

  finish(): readonly EdgeOutcomes[] {
    return [...this.edges.values()].map((edge) => ({ ...edge, calls: edge.calls.sort((a, b) => a.start - b.start) }));
  }
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
