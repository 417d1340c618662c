import type { Trace } from '../model';
import { Sorter } from './sort';
import type { CriticalPath } from './types';

/** Attributes that name the other side of a call (OpenTelemetry semantic conventions, OpenTracing), best first. */
const PEER_KEYS: readonly string[] = [
  'peer.service',
  'server.address',
  'net.peer.name',
  'db.system.name',
  'db.system',
  'messaging.destination.name',
  'messaging.system',
];

/**
 * One part of the request's time:
 * - `own`: spans of the service worked, as far as one can see;
 * - `waiting`: its client or producer spans waited for `peer`: the network, a queue, or a callee that sent no spans;
 * - `unknown`: no span ran (`service` is -1), or one that names no service.
 */
export interface TimeShare {
  /** Row of `trace.services`, or -1. */
  readonly service: number;
  readonly kind: 'own' | 'waiting' | 'unknown';
  /** Who was waited for: a service's key, or what the span says of the other side. */
  readonly peer: string | undefined;
  /** Nanoseconds on the path. */
  readonly time: number;
  /** Of all that is listed, 0 to 1. */
  readonly share: number;
  readonly spans: number;
}

interface Part {
  readonly service: number;
  readonly kind: TimeShare['kind'];
  readonly peer: string | undefined;
  time: number;
  spans: number;
}

/**
 * Where the time of the request went: every nanosecond of the path, by service, and the time between its roots. Under
 * `last-finishing` with one root the times sum to the root's duration. Largest first. O(n) and sorting the roots; attributes
 * are read of spans that wait for a callee without spans.
 */
export function whereTimeWent(trace: Trace, path: CriticalPath): readonly TimeShare[] {
  const parts = new Map<string, Part>();
  const add = (service: number, kind: Part['kind'], peer: string | undefined, time: number, spans: number): void => {
    const name = `${service}\n${kind}\n${peer ?? ''}`;
    const part = parts.get(name) ?? { service, kind, peer, time: 0, spans: 0 };
    part.time += time;
    part.spans += spans;
    parts.set(name, part);
  };
  const callee = calleeOf(trace);
  for (const row of path.path) {
    const time = path.exclusive[row] ?? 0;
    const service = trace.service[row] ?? 0;
    const kind = trace.kind[row];
    if (time === 0) {
      continue;
    }
    if (trace.services[service]?.key === '') {
      add(service, 'unknown', undefined, time, 1);
    } else if (kind === 'client' || kind === 'producer') {
      add(service, 'waiting', peerOf(trace, row, callee[row] ?? -1), time, 1);
    } else {
      add(service, 'own', undefined, time, 1);
    }
  }
  const gaps = timeBetween(trace, path.roots);
  if (gaps > 0) {
    add(-1, 'unknown', undefined, gaps, 0);
  }
  const sum = [...parts.values()].reduce((all, { time }) => all + time, 0);
  return [...parts.values()]
    .map((part) => ({ ...part, share: part.time / sum }))
    .sort((a, b) => b.time - a.time || a.service - b.service);
}

/** A child of each span that runs in another service, or -1. */
function calleeOf({ size, parent, service }: Trace): Int32Array {
  const callee = new Int32Array(size).fill(-1);
  for (let row = size - 1; row >= 0; row -= 1) {
    const up = parent[row] ?? -1;
    if (up >= 0 && service[up] !== service[row]) {
      callee[up] = row;
    }
  }
  return callee;
}

function peerOf(trace: Trace, row: number, callee: number): string | undefined {
  if (callee >= 0) {
    return trace.services[trace.service[callee] ?? 0]?.key;
  }
  const attributes = trace.details.attributes(row);
  for (const key of PEER_KEYS) {
    const value = attributes.find((attribute) => attribute.key === key)?.value;
    if (typeof value === 'string' && value !== '') {
      return value;
    }
  }
  return undefined;
}

/** Time between the roots in which none of them ran. */
function timeBetween({ start, duration }: Trace, roots: Int32Array): number {
  const rows = roots.slice();
  new Sorter().ascending(start, rows, 0, rows.length);
  let gaps = 0;
  let done = start[rows[0] ?? 0] ?? 0;
  for (const row of rows) {
    const from = start[row] ?? 0;
    gaps += Math.max(0, from - done);
    done = Math.max(done, from + (duration[row] ?? 0));
  }
  return gaps;
}
