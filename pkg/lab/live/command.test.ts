/** @jest-environment ./pkg/testkit/node-environment.cjs */
import { type ChildProcess, spawn } from 'node:child_process';

import * as v from 'valibot';

import type { LabIncident, LabLog, OtlpAttribute, OtlpSpan } from '../incident';
import { runScenario } from '../run';
import { type Arrived, type Receiver, startReceiver } from '../sinks/receiver';

const SCALE = 0.05;

const otlpValue = v.object({
  stringValue: v.optional(v.string()),
  intValue: v.optional(v.union([v.number(), v.string()])),
  doubleValue: v.optional(v.number()),
  boolValue: v.optional(v.boolean()),
});
const otlpAttributes = v.array(v.object({ key: v.string(), value: otlpValue }));
const otlpSpan = v.object({
  traceId: v.string(),
  spanId: v.string(),
  parentSpanId: v.optional(v.string(), ''),
  traceState: v.optional(v.string(), ''),
  name: v.string(),
  kind: v.number(),
  startTimeUnixNano: v.string(),
  endTimeUnixNano: v.string(),
  attributes: otlpAttributes,
  events: v.array(v.object({ timeUnixNano: v.string(), name: v.string(), attributes: otlpAttributes })),
  links: v.array(v.object({ traceId: v.string(), spanId: v.string(), attributes: otlpAttributes })),
  status: v.object({ code: v.number(), message: v.optional(v.string()) }),
  droppedAttributesCount: v.literal(0),
  droppedEventsCount: v.literal(0),
  droppedLinksCount: v.literal(0),
});
const otlpRequest = v.object({
  resourceSpans: v.array(
    v.object({
      resource: v.object({ attributes: otlpAttributes }),
      scopeSpans: v.array(
        v.object({ scope: v.object({ name: v.string(), version: v.string() }), spans: v.array(otlpSpan) })
      ),
    })
  ),
});
const lokiRequest = v.strictObject({
  streams: v.array(
    v.strictObject({
      stream: v.record(v.string(), v.string()),
      values: v.array(v.strictTuple([v.string(), v.string(), v.record(v.string(), v.string())])),
    })
  ),
});

type Attributes = ReadonlyArray<{ readonly key: string; readonly value: v.InferOutput<typeof otlpValue> }>;

/** Integers as text, as the protocol's JSON has them when it is strict; both are allowed on the wire. */
function plain(attributes: Attributes | readonly OtlpAttribute[]): unknown {
  return attributes.map(({ key, value }) => [
    key,
    value.intValue === undefined ? value : { intValue: String(value.intValue) },
  ]);
}

type WireSpan = v.InferOutput<typeof otlpSpan>;

function comparable(span: WireSpan | OtlpSpan, place: readonly unknown[]): unknown {
  const { code = 0, message } = span.status;
  return {
    place,
    ids: [span.traceId, span.spanId, span.parentSpanId, span.traceState],
    name: span.name,
    kind: span.kind,
    times: [span.startTimeUnixNano, span.endTimeUnixNano],
    attributes: plain(span.attributes),
    events: span.events.map((event) => [event.timeUnixNano, event.name, plain(event.attributes)]),
    links: span.links.map((link) => [link.traceId, link.spanId, plain(link.attributes)]),
    status: { code, message },
  };
}

function spansById(
  grouped: LabIncident['traces']['resourceSpans'] | v.InferOutput<typeof otlpRequest>['resourceSpans']
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    grouped.flatMap(({ resource, scopeSpans }) =>
      scopeSpans.flatMap(({ scope, spans }) =>
        spans.map((span) => [span.spanId, comparable(span, [plain(resource.attributes), scope.name, scope.version])])
      )
    )
  );
}

function linesOf(arrived: readonly Arrived[]): readonly LabLog[] {
  return arrived.flatMap(({ body }) =>
    v
      .parse(lokiRequest, JSON.parse(body))
      .streams.flatMap(({ stream, values }) =>
        values.map(([timeUnixNano, line, metadata]) => ({ timeUnixNano, labels: stream, metadata, line }))
      )
  );
}

type Grouped = Parameters<typeof spansById>[0];

function countOf(grouped: Grouped): number {
  return grouped.reduce((all, { scopeSpans }) => scopeSpans.reduce((sum, { spans }) => sum + spans.length, all), 0);
}

function sorted(lines: readonly LabLog[]): readonly string[] {
  return lines.map((line) => JSON.stringify([line.timeUnixNano, line.line, line.labels, line.metadata])).sort();
}

interface Running {
  readonly process: ChildProcess;
  readonly output: () => string;
  /** Its exit code. */
  readonly ended: Promise<number | null>;
}

/** The command itself, as a user starts it. The exporter loads Node's modules as it goes, which jest's own world forbids. */
function startLab(...args: readonly string[]): Running {
  const child = spawn(process.execPath, ['--import', 'tsx', 'pkg/lab/main.ts', 'live', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  return {
    process: child,
    output: () => output,
    ended: new Promise((resolve) => child.on('close', resolve)),
  };
}

async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await what())) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

// Programs are started, and what they do takes as long as it takes on the wall clock.
jest.setTimeout(120_000);

describe('npm run lab -- live', () => {
  const open: Array<{ close(): Promise<void> }> = [];
  const started: Running[] = [];

  afterEach(async () => {
    started.forEach((running) => running.process.kill('SIGKILL'));
    await Promise.all(started.map(({ ended }) => ended));
    await Promise.all(open.map((one) => one.close()));
    open.length = 0;
    started.length = 0;
  });

  async function receiver(...reply: Parameters<typeof startReceiver>): Promise<Receiver> {
    const made = await startReceiver(...reply);
    open.push(made);
    return made;
  }

  function lab(...args: readonly string[]): Running {
    const running = startLab(...args);
    started.push(running);
    return running;
  }

  it('sends over OTLP/HTTP and to Loki exactly what a batch run of the same seed and start tells', async () => {
    const otlp = await receiver(() => ({ status: 200, body: '{}' }));
    // The first push finds Loki busy: it is tried again, and nothing is lost or doubled.
    const loki = await receiver((count) => ({ status: count === 0 ? 429 : 204 }));
    const running = lab(
      ...['--scenario', 'broken-propagation', '--seed', '3', '--scale', String(SCALE), '--speed', '400'],
      ...['--otlp', otlp.url, '--loki', loki.url]
    );
    expect(await running.ended).toBe(0);
    const [, started] = /from (\S+Z)/.exec(running.output()) ?? [];
    const startNs = BigInt(Date.parse(started)) * BigInt(1e6);

    const batch = runScenario('broken-propagation', { seed: 3, scale: SCALE, startNs });
    const requests = otlp.arrived.map(({ body }) => v.parse(otlpRequest, JSON.parse(body)));
    const sent = requests.flatMap(({ resourceSpans }) => resourceSpans);
    expect(spansById(sent)).toEqual(spansById(batch.traces.resourceSpans));
    expect(countOf(sent)).toBe(countOf(batch.traces.resourceSpans));
    expect(sorted(linesOf(loki.arrived.slice(1)))).toEqual(sorted(batch.logs));

    const asked = ({ arrived }: Receiver): unknown => [
      ...new Set(arrived.map(({ method, path, headers }) => `${method} ${path} ${headers['content-type'] ?? ''}`)),
    ];
    expect(asked(otlp)).toEqual(['POST /v1/traces application/json']);
    expect(asked(loki)).toEqual(['POST /loki/api/v1/push application/json']);
    // One resource for each instance in a request, however many moments it gathers.
    const instances = requests[0].resourceSpans.map(({ resource }) => JSON.stringify(resource.attributes));
    expect(new Set(instances).size).toBe(instances.length);
    expect(running.output()).toContain('HTTP 429');
    expect(running.output()).toContain('answers again');
    expect(running.output()).toContain(`start from ${batch.truth.ids[0]}`);
  });

  it('names a sink that is down, goes on with the others, and ends on SIGTERM with what it still has', async () => {
    const loki = await receiver(() => ({ status: 204 }));
    const dead = await startReceiver();
    await dead.close();
    const running = lab(
      ...['--scenario', 'mysterious-timeout', '--speed', '20', '--metrics-port', '0'],
      ...['--otlp', dead.url, '--loki', loki.url]
    );
    await until(() => /traces to .*ECONNREFUSED.*--otlp/.test(running.output()) && loki.arrived.length > 2);
    const [, metrics] = /metrics on (\S+)/.exec(running.output()) ?? [];
    expect(await (await fetch(metrics)).text()).toContain('http_requests_total{');
    const health = v.parse(
      v.object({ scenario: v.string(), sinks: v.array(v.object({ delivered: v.number(), waiting: v.number() })) }),
      await (await fetch(new URL('/healthz', metrics))).json()
    );
    expect(health.scenario).toBe('mysterious-timeout');
    expect(health.sinks.map(({ delivered }) => delivered > 0)).toEqual([false, true]);
    expect(health.sinks[0].waiting).toBeGreaterThan(0);

    running.process.kill('SIGTERM');
    expect(await running.ended).toBe(0);
    const lines = linesOf(loki.arrived).length;
    expect(running.output()).toContain('SIGTERM: handing over');
    expect(running.output()).toContain(`${loki.url}/loki/api/v1/push: ${lines} delivered\n`);
    expect(running.output()).toMatch(/traces to \S+: 0 delivered, \d+ not sent/);
  });

  it('says which port is taken, and how to choose another', async () => {
    const other = await receiver();
    const running = lab('--scenario', 'healthy', '--metrics-port', new URL(other.url).port);
    expect(await running.ended).toBe(2);
    expect(running.output()).toMatch(/port \d+ is taken; --metrics-port names another/);
  });
});
