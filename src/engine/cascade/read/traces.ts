import type { Attribute, SpanKind, Trace } from '../../model';
import { selfTimes } from '../../path';
import { diffEpoch, type EpochNs } from '../../units';
import { UNANSWERED } from '../names-of-signals';
import type { CallEdge, ServiceSignal, SignalOperation } from '../types';
import { RequestEvents, type SingleRequest } from './events';

/** Attributes that name the other side of a call (OpenTelemetry semantic conventions, OpenTracing), best first. */
const PEER_KEYS: readonly string[] = [
  'peer.service',
  'server.address',
  'net.peer.name',
  'db.system.name',
  'db.system',
  'messaging.system',
];

/** What traces tell of services, and of the calls between them. */
export interface TracedSignals {
  readonly signals: readonly ServiceSignal[];
  readonly edges: readonly CallEdge[];
}

/** Calls of one edge, while they are collected. */
interface Calls {
  readonly caller: string;
  readonly callee: string;
  readonly asynchronous: boolean;
  readonly all: RequestEvents;
  /** Failed where nothing answered: what the callee cannot tell of. */
  readonly unanswered: RequestEvents;
}

/** What is collected from all traces. */
interface Collected {
  /** Services that tell something themselves. */
  readonly own: Map<string, Own>;
  /** Calls to those that do not, whoever called. */
  readonly silent: Map<string, RequestEvents>;
  readonly edges: Map<string, Calls>;
  /** Keys of the first by name. */
  readonly known: ReadonlyMap<string, string>;
}

/** Requests of one service, while they are collected. */
interface Own {
  readonly served: RequestEvents;
  /** Spans that nobody asked for, of services that serve nothing: a job, or a tracer that knows no kinds. */
  readonly other: RequestEvents;
}

/**
 * Latency and errors of services and of the calls between them, one sample for each span, at its end. A service is told by
 * what it was asked for (server and consumer spans), one that serves nothing by its other spans; `self` is the time in
 * which it waited for none of its calls. A call that nobody answered in the trace is told of the one it names
 * (`peer.service`, else an address or a system): a database or a service outside tells nothing itself. Clocks are taken as
 * they are; correct the traces before, or give the clocks to the analysis.
 *
 * O(spans log spans), iterative.
 *
 * @param origin - what the times of the answer are relative to
 */
export function signalsOfTraces(traces: readonly Trace[], origin: EpochNs): TracedSignals {
  const collected: Collected = { own: new Map(), silent: new Map(), edges: new Map(), known: keysByName(traces) };
  for (const trace of traces) {
    const shift = diffEpoch(trace.origin, origin);
    collectOwn(trace, shift, collected);
    collectCalls(trace, shift, collected);
  }
  return {
    signals: [
      ...[...collected.own].flatMap(([service, { served, other }]) => {
        const told = served.size > 0 ? served : other;
        return [told.latency(), told.selfTime(), told.errors()].map((samples) => ({ service, ...samples }));
      }),
      ...[...collected.silent].flatMap(([service, calls]) =>
        [calls.latency(), calls.errors()].map((samples) => ({ service, seenBy: 'callers' as const, ...samples }))
      ),
    ],
    edges: [...collected.edges.values()].map(({ caller, callee, asynchronous, all, unanswered }) => ({
      caller,
      callee,
      calls: all.size,
      ...(asynchronous ? { asynchronous } : {}),
      signals: [all.latency(), all.errors(), unanswered.errors(UNANSWERED)],
    })),
  };
}

function collectOwn(trace: Trace, shift: number, { own }: Collected): void {
  const self = selfTimes(trace);
  for (let span = 0; span < trace.size; span += 1) {
    const service = keyOf(trace, trace.service[span] ?? -1);
    const { role } = operationOf(trace, span);
    if (service !== '' && role !== 'called') {
      const { served, other } = ownOf(own, service);
      (role === 'served' ? served : other).add(requestOf(trace, span, shift), self[span] ?? 0);
    }
  }
}

function collectCalls(trace: Trace, shift: number, { silent, edges, known }: Collected): void {
  const answered = answersOf(trace);
  for (let span = 0; span < trace.size; span += 1) {
    const request = requestOf(trace, span, shift);
    if (request.operation.role !== 'called') {
      continue;
    }
    const answer = answered[span] ?? -1;
    const peer = answer < 0 ? peerOf(trace.details.attributes(span)) : '';
    const callee = answer < 0 ? (known.get(peer) ?? peer) : keyOf(trace, answer);
    const caller = keyOf(trace, trace.service[span] ?? -1);
    if (caller === '' || callee === '' || callee === caller) {
      continue;
    }
    const edge = edgeOf(edges, caller, callee, trace.kind[span] === 'producer');
    edge.all.add(request);
    edge.unanswered.add({ ...request, failed: request.failed && answer < 0 });
    if (answer < 0 && !known.has(peer)) {
      callsTo(silent, callee).add({ ...request, operation: { ...request.operation, role: 'served' } });
    }
  }
}

function keyOf({ services }: Trace, row: number): string {
  return services[row]?.key ?? '';
}

function callsTo(silent: Map<string, RequestEvents>, callee: string): RequestEvents {
  const found = silent.get(callee) ?? new RequestEvents();
  silent.set(callee, found);
  return found;
}

function requestOf(trace: Trace, span: number, shift: number): SingleRequest {
  const duration = trace.duration[span] ?? 0;
  return {
    end: shift + (trace.start[span] ?? 0) + duration,
    duration,
    failed: trace.status[span] === 'error',
    operation: operationOf(trace, span),
  };
}

function operationOf({ operation, kind }: Trace, span: number): SignalOperation {
  return { name: operation[span] ?? '', role: ROLES[kind[span] ?? 'unspecified'] };
}

const ROLES: Readonly<Record<SpanKind, SignalOperation['role']>> = {
  server: 'served',
  consumer: 'served',
  client: 'called',
  producer: 'called',
  internal: 'inner',
  unspecified: 'inner',
};

/** Row of the service that answered each call: the server's or consumer's span below it; -1 for none. */
function answersOf({ size, parent, kind, service }: Trace): Int32Array {
  const answers = new Int32Array(size).fill(-1);
  for (let span = 0; span < size; span += 1) {
    const up = parent[span] ?? -1;
    if (up >= 0 && ROLES[kind[span] ?? 'unspecified'] === 'served') {
      answers[up] = service[span] ?? -1;
    }
  }
  return answers;
}

function edgeOf(edges: Map<string, Calls>, caller: string, callee: string, asynchronous: boolean): Calls {
  const key = `${caller}\n${callee}`;
  const found = edges.get(key);
  if (found !== undefined) {
    return found;
  }
  const made = { caller, callee, asynchronous, all: new RequestEvents(), unanswered: new RequestEvents() };
  edges.set(key, made);
  return made;
}

function ownOf(own: Map<string, Own>, service: string): Own {
  const found = own.get(service) ?? { served: new RequestEvents(), other: new RequestEvents() };
  own.set(service, found);
  return found;
}

/** Keys of the services that tell something themselves, by name; a name that two namespaces share is nobody's. */
function keysByName(traces: readonly Trace[]): ReadonlyMap<string, string> {
  const keys = new Map<string, string>();
  for (const { services } of traces) {
    for (const { key, name } of services) {
      keys.set(name, keys.get(name) === undefined || keys.get(name) === key ? key : '');
    }
  }
  return keys;
}

function peerOf(attributes: readonly Attribute[]): string {
  for (const key of PEER_KEYS) {
    const value = attributes.find((attribute) => attribute.key === key)?.value;
    if (typeof value === 'string' && value !== '') {
      return value;
    }
  }
  return '';
}
