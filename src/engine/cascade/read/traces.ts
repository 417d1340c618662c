import type { Attribute, SpanKind, Trace } from '../../model';
import { diffEpoch, type EpochNs } from '../../units';
import type { CallEdge, ServiceSignal, SignalOperation } from '../types';
import { RequestEvents } from './events';

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

/**
 * Latency and errors of services and of the calls between them, one sample for each span, at its end. A service is told by
 * its own spans, its calls to others included: what it waits for makes it slow. A call that nobody answered in the trace
 * is told of the one it names (`peer.service`, else an address or a system) alone: a database or a service outside tells
 * nothing itself. Clocks are taken as they are; correct the traces before, or give the clocks to the analysis.
 *
 * O(spans log spans), iterative.
 *
 * @param origin - what the times of the answer are relative to
 */
export function signalsOfTraces(traces: readonly Trace[], origin: EpochNs): TracedSignals {
  const own = new Map<string, RequestEvents>();
  const edges = new Map<string, Calls>();
  const known = keysByName(traces);
  for (const trace of traces) {
    collect(trace, diffEpoch(trace.origin, origin), own, edges, known);
  }
  return {
    signals: [...own].flatMap(([service, events]) => [
      { service, ...events.latency() },
      { service, ...events.errors() },
    ]),
    edges: [...edges.values()].map(({ caller, callee, asynchronous, all, unanswered }) => ({
      caller,
      callee,
      calls: all.size,
      ...(asynchronous ? { asynchronous } : {}),
      signals: [all.latency(), all.errors(), unanswered.errors('unanswered')],
    })),
  };
}

function collect(
  trace: Trace,
  shift: number,
  own: Map<string, RequestEvents>,
  edges: Map<string, Calls>,
  known: ReadonlyMap<string, string>
): void {
  const answered = answersOf(trace);
  for (let span = 0; span < trace.size; span += 1) {
    const kind = trace.kind[span] ?? 'unspecified';
    const service = trace.services[trace.service[span] ?? -1]?.key ?? '';
    const failed = trace.status[span] === 'error';
    const duration = trace.duration[span] ?? 0;
    const end = shift + (trace.start[span] ?? 0) + duration;
    const operation: SignalOperation = { name: trace.operation[span] ?? '', role: ROLES[kind] };
    const calls = operation.role === 'called';
    const answer = answered[span] ?? -1;
    const peer = calls && answer < 0 ? peerOf(trace.details.attributes(span)) : '';
    const callee = answer >= 0 ? (trace.services[answer]?.key ?? '') : (known.get(peer) ?? peer);
    if (calls && callee !== '' && callee !== service) {
      const edge = edgeOf(edges, service, callee, kind === 'producer');
      edge.all.add(end, duration, failed, operation);
      edge.unanswered.add(end, duration, failed && answer < 0, operation);
    }
    const isOwn = !calls || callee === '' || answer >= 0 || known.has(peer);
    if (service !== '' && isOwn) {
      eventsOf(own, service).add(end, duration, failed, operation);
    }
  }
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

function eventsOf(own: Map<string, RequestEvents>, service: string): RequestEvents {
  const found = own.get(service) ?? new RequestEvents();
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
