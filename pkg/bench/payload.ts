/**
 * Answers of Tempo and Loki as Grafana 12.4 gives them (`reference/grafana.md`, recorded contracts), large. Text, because
 * the yardstick is the time to parse it.
 */
export interface Payload {
  readonly traces: string;
  readonly logs: string;
}

const TRACES = 25;
const SPANS_PER_TRACE = 2_000;
const LINES = 100_000;
export const REQUEST_ID = 'req_7f3a9c21';

const START_MS = 1_795_254_000_000;
const NS_PER_MS = 1_000_000;
/** Lines are spread over this time. */
const SPREAD_MS = 5_000;
const SERVICES = ['frontend', 'checkout', 'inventory', 'payment', 'fraud-detection', 'cart', 'shipping', 'email'];
const LEVELS = ['info', 'info', 'info', 'warn', 'error'];

/** 50,000 spans with 20 attributes in 25 trace frames, and 100,000 lines in one logs frame. Always the same. */
export function makePayload(): Payload {
  const random = mulberry32(20261121);
  return {
    traces: JSON.stringify({
      data: Array.from({ length: TRACES }, (_, trace) => traceFrame(trace, random)),
    }),
    logs: JSON.stringify({ data: [logsFrame(random)] }),
  };
}

function traceFrame(trace: number, random: () => number): unknown {
  const rows = Array.from({ length: SPANS_PER_TRACE }, (_, row) => spanRow(trace, row, random));
  const field = (name: string, type: string, of: (row: SpanRow) => unknown): unknown => ({
    name,
    type,
    config: {},
    values: rows.map(of),
  });
  return {
    refId: 'A',
    name: 'Trace',
    meta: { preferredVisualisationType: 'trace', custom: { partial: false, message: '' } },
    fields: [
      field('traceID', 'string', () => traceId(trace)),
      field('spanID', 'string', (row) => row.spanId),
      field('parentSpanID', 'string', (row) => row.parentSpanId),
      field('operationName', 'string', (row) => `${row.service}.call`),
      field('serviceName', 'string', (row) => row.service),
      field('kind', 'string', (row) => (row.number % 2 === 0 ? 'server' : 'client')),
      field('statusCode', 'number', (row) => (row.number % 50 === 0 ? 2 : 0)),
      field('statusMessage', 'string', (row) => (row.number % 50 === 0 ? 'deadline exceeded' : '')),
      field('instrumentationLibraryName', 'string', () => '@opentelemetry/instrumentation-http'),
      field('instrumentationLibraryVersion', 'string', () => '0.52.1'),
      field('traceState', 'string', () => ''),
      field('serviceTags', 'other', (row) => [
        { key: 'service.name', value: row.service },
        { key: 'service.version', value: 'v1.4.2' },
        { key: 'host.name', value: `node-${row.number % 4}` },
        { key: 'k8s.pod.name', value: `${row.service}-${row.number % 3}` },
      ]),
      field('startTime', 'number', (row) => row.start),
      field('duration', 'number', (row) => row.duration),
      field('logs', 'other', () => null),
      field('references', 'other', () => null),
      field('tags', 'other', (row) => row.tags),
    ],
    length: rows.length,
  };
}

interface SpanRow {
  readonly number: number;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly service: string;
  readonly start: number;
  readonly duration: number;
  readonly tags: ReadonlyArray<{ readonly key: string; readonly value: unknown }>;
}

function spanRow(trace: number, row: number, random: () => number): SpanRow {
  const service = SERVICES[Math.floor(random() * SERVICES.length)] ?? '';
  return {
    number: row,
    spanId: spanId(trace, row),
    parentSpanId: row === 0 ? '' : spanId(trace, Math.floor(random() * row)),
    service,
    start: START_MS + trace * 40 + Math.round(random() * 4e6) / 1e3,
    duration: Math.round(random() * 9e4) / 1e3,
    tags: [...callTags(service, row, random), ...codeTags(service, row, random)],
  };
}

type Tag = SpanRow['tags'][number];

/** What OpenTelemetry's HTTP instrumentation says of a call (semantic conventions 1.27), and the request's ID. */
function callTags(service: string, row: number, random: () => number): readonly Tag[] {
  const item = Math.floor(random() * 1e6);
  return [
    { key: 'request_id', value: row % 3 === 0 ? REQUEST_ID : `${REQUEST_ID}_${service}` },
    { key: 'http.request.method', value: 'POST' },
    { key: 'http.route', value: `/api/${service}/v1/items/:id` },
    { key: 'http.response.status_code', value: row % 50 === 0 ? 504 : 200 },
    { key: 'url.scheme', value: 'http' },
    { key: 'url.path', value: `/api/${service}/v1/items/${item}` },
    { key: 'url.full', value: `http://${service}.shop.svc.cluster.local:8080/api/${service}/v1/items/${item}` },
    { key: 'server.address', value: `${service}.shop.svc.cluster.local` },
    { key: 'server.port', value: 8080 },
    { key: 'network.peer.address', value: `10.42.${row % 8}.${row % 250}` },
    { key: 'network.peer.port', value: 30_000 + Math.floor(random() * 20_000) },
    { key: 'network.protocol.version', value: '1.1' },
    { key: 'user_agent.original', value: 'shop-mobile/4.2.0 (iPhone; iOS 17.5; Scale/3.00)' },
  ];
}

/** What the service itself says. */
function codeTags(service: string, row: number, random: () => number): readonly Tag[] {
  return [
    { key: 'code.function', value: `handle${service.length}Item` },
    { key: 'code.namespace', value: `com.example.shop.${service}` },
    { key: 'thread.id', value: row % 64 },
    { key: 'thread.name', value: `http-nio-8080-exec-${row % 64}` },
    { key: 'app.tenant', value: `tenant-${Math.floor(random() * 40)}` },
    { key: 'app.cart.items', value: Math.floor(random() * 12) },
    { key: 'app.order.total', value: Math.round(random() * 50_000) / 100 },
  ];
}

function logsFrame(random: () => number): unknown {
  const labels: unknown[] = [];
  const times: number[] = [];
  const lines: string[] = [];
  const tsNs: string[] = [];
  const ids: string[] = [];
  for (let row = 0; row < LINES; row += 1) {
    const service = SERVICES[Math.floor(random() * SERVICES.length)] ?? '';
    const level = LEVELS[Math.floor(random() * LEVELS.length)] ?? 'info';
    const ms = START_MS + Math.floor((row * SPREAD_MS) / LINES);
    const rest = Math.floor(((row * SPREAD_MS) % LINES) * (NS_PER_MS / LINES)) + Math.floor(random() * 7);
    const ns = `${ms}${String(rest).padStart(6, '0')}`;
    labels.push({
      service_name: service,
      app: service,
      host: `node-${row % 4}`,
      level,
      detected_level: level,
    });
    times.push(ms);
    tsNs.push(ns);
    ids.push(`${ns}_${Math.floor(random() * 2 ** 32).toString(16)}`);
    const trace = Math.floor(random() * TRACES);
    lines.push(
      JSON.stringify({
        timestamp: new Date(ms).toISOString(),
        level,
        service,
        message: `${service} handled item ${Math.floor(random() * 1e6)} in ${Math.floor(random() * 90)} ms`,
        request_id: row % 2 === 0 ? REQUEST_ID : `${REQUEST_ID}_${service}`,
        trace_id: traceId(trace),
        span_id: spanId(trace, Math.floor(random() * SPANS_PER_TRACE)),
      })
    );
  }
  const other = (name: string, values: readonly unknown[], type = 'string'): unknown => ({
    name,
    type,
    config: {},
    values,
  });
  return {
    refId: 'B',
    meta: {
      custom: { frameType: 'LabeledTimeValues' },
      preferredVisualisationType: 'logs',
      executedQueryString: 'Expr: {service_name=~".+"}',
    },
    fields: [
      other('labels', labels, 'other'),
      { name: 'Time', type: 'time', config: {}, values: times },
      other('Line', lines),
      other('tsNs', tsNs),
      other(
        'labelTypes',
        labels.map(() => ({ service_name: 'I', app: 'I', host: 'I', level: 'I', detected_level: 'S' })),
        'other'
      ),
      other('id', ids),
    ],
    length: LINES,
  };
}

function traceId(trace: number): string {
  return `4bf92f3577b34da6a3ce929d${(trace + 1).toString(16).padStart(8, '0')}`;
}

/** Sixteen digits that look random and are found again: the same trace and row give the same. */
function spanId(trace: number, row: number): string {
  const hex = mulberry32(trace * 1_000_003 + row);
  return [hex(), hex()]
    .map((part) =>
      Math.floor(part * 2 ** 32)
        .toString(16)
        .padStart(8, '0')
    )
    .join('');
}

/** Mulberry32 (Tommy Ettinger, public domain): a seeded generator, so that every run parses the same text. */
export function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
