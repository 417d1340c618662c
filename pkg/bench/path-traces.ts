import { NO_PARENT, type Trace } from '../../src/engine/model';
import { EPOCH, traceIdOf } from '../testkit';

/** The columns that make a shape. */
interface Shape {
  readonly parent: Int32Array;
  readonly start: Float64Array;
  readonly duration: Float64Array;
}

const STEP_NS = 1000;
const SERVICES = 12;

/** One root with `size - 1` children one after the other. */
export function flatTrace(size: number): Trace {
  const parent = new Int32Array(size).fill(0);
  const start = Float64Array.from({ length: size }, (_, row) => row * STEP_NS);
  const duration = new Float64Array(size).fill(STEP_NS - 1);
  parent[0] = NO_PARENT;
  start[0] = 0;
  duration[0] = (size + 1) * STEP_NS;
  return traceOf({ parent, start, duration });
}

/** Each span the only child of the one before. */
export function chainTrace(size: number): Trace {
  return traceOf({
    parent: Int32Array.from({ length: size }, (_, row) => row - 1),
    start: Float64Array.from({ length: size }, (_, row) => row),
    duration: Float64Array.from({ length: size }, (_, row) => 2 * (size - row)),
  });
}

/** A random recursive tree: each span below any before it, somewhere within it. Rows in no order, as they arrive. */
export function randomTrace(size: number, random: () => number): Trace {
  const parent = new Int32Array(size).fill(NO_PARENT);
  const start = new Float64Array(size);
  const duration = new Float64Array(size);
  duration[0] = 1e12;
  for (let row = 1; row < size; row += 1) {
    const up = Math.floor(random() * row);
    const room = duration[up] ?? 0;
    const from = Math.floor(random() * room * 0.9);
    parent[row] = up;
    start[row] = (start[up] ?? 0) + from;
    duration[row] = Math.floor((room - from) * (0.3 + random()));
  }
  return traceOf({ parent, start, duration });
}

function traceOf({ parent, start, duration }: Shape): Trace {
  const size = parent.length;
  const name = (row: number): string => row.toString(16).padStart(16, '0');
  return {
    traceId: traceIdOf('7'),
    origin: EPOCH,
    size,
    spanId: Array.from({ length: size }, (_, row) => name(row + 1)),
    parentSpanId: Array.from(parent, (up) => (up < 0 ? '' : name(up + 1))),
    parent,
    start,
    duration,
    operation: Array.from({ length: size }, (_, row) => `call-${row % 50}`),
    service: Int32Array.from({ length: size }, (_, row) => row % SERVICES),
    services: Array.from({ length: SERVICES }, (_, i) => ({
      key: `service-${i}`,
      name: `service-${i}`,
      namespace: undefined,
      basis: 'bench',
    })),
    kind: Array.from({ length: size }, (_, row) => (row % 2 === 0 ? 'server' : 'client')),
    status: Array.from({ length: size }, () => 'unset'),
    statusMessage: Array.from({ length: size }, () => ''),
    flags: new Uint8Array(size),
    details: {
      attributes: () => [],
      resource: () => [],
      events: () => [],
      links: () => [],
      scope: () => ({ name: '', version: '' }),
      traceState: () => '',
    },
    partial: false,
  };
}

/** The trace as OTLP JSON, with the attributes that HTTP instrumentation writes. */
export function otlpText(trace: Trace): string {
  const rowsOf = trace.services.map((): number[] => []);
  trace.service.forEach((service, row) => rowsOf[service]?.push(row));
  return JSON.stringify({
    resourceSpans: rowsOf.map((rows, service) => ({
      resource: { attributes: [text('service.name', `service-${service}`), text('host.name', `node-${service}`)] },
      scopeSpans: [{ scope: { name: 'bench', version: '1' }, spans: rows.map((row) => otlpSpan(trace, row)) }],
    })),
  });
}

function otlpSpan(trace: Trace, row: number): unknown {
  const start = trace.origin + BigInt(trace.start[row] ?? 0);
  return {
    traceId: trace.traceId,
    spanId: trace.spanId[row],
    parentSpanId: trace.parentSpanId[row],
    flags: 257,
    name: trace.operation[row],
    kind: row % 2 === 0 ? 2 : 3,
    startTimeUnixNano: String(start),
    endTimeUnixNano: String(start + BigInt(trace.duration[row] ?? 0)),
    attributes: [
      text('http.request.method', 'GET'),
      text('http.route', `/api/v1/items/:id/${row % 40}`),
      { key: 'http.response.status_code', value: { intValue: '200' } },
      text('url.path', `/api/v1/items/${row}`),
      text('server.address', `service-${row % SERVICES}.shop.svc.cluster.local`),
      { key: 'server.port', value: { intValue: '8080' } },
      text('user_agent.original', 'shop-mobile/4.2.0 (iPhone; iOS 17.5; Scale/3.00)'),
      text('network.protocol.version', '1.1'),
      { key: 'thread.id', value: { intValue: String(row % 64) } },
      text('thread.name', `http-nio-8080-exec-${row % 64}`),
    ],
    status: {},
  };
}

function text(key: string, stringValue: string): unknown {
  return { key, value: { stringValue } };
}
