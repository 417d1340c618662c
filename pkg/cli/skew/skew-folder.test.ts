import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runScenario, type ScenarioName } from '../../lab';
import { writeIncident } from '../../lab/files';
import { run } from '../run';

const SEED = 1;
const SCALE = 0.3;
const US_PER_MS = 1000;

let dir = '';
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'clew-skew-folder-'));
});
afterAll(() => {
  rmSync(dir, { recursive: true });
});

function staged(name: ScenarioName) {
  const incident = runScenario(name, { seed: SEED, scale: SCALE });
  const folder = join(dir, name);
  writeIncident(folder, incident);
  return { folder, truth: incident.truth };
}

interface SkewNode {
  readonly node: string;
  readonly offsetUs: number;
  readonly lowUs: number;
  readonly highUs: number;
  readonly driftPpm: number;
  readonly steps: ReadonlyArray<{ readonly atNs: string; readonly byUs: number }>;
  readonly reference: boolean;
  readonly level: string;
}

interface SkewAnswer {
  readonly nodes: readonly SkewNode[];
  readonly logClocks: ReadonlyArray<{
    readonly service: string;
    readonly offsetUs: number;
    readonly hours: number | null;
  }>;
  readonly violations: ReadonlyArray<{ readonly kind: string; readonly byUs: number; readonly explained: string }>;
}

function skew(...args: readonly string[]): SkewAnswer {
  const { exit, stdout, stderr } = run(['skew', '--json', ...args]);
  expect([exit, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
}

describe('clew skew on a folder of the lab', () => {
  let vanishing: ReturnType<typeof staged>;
  beforeAll(() => {
    vanishing = staged('vanishing-logs');
  });

  it('tells whose clock is ahead, drifts and was set, and when', () => {
    const { folder, truth } = staged('time-traveller');
    const { nodes, logClocks } = skew(folder);
    const clocks = new Map(Object.entries(truth.clocks));
    const [reference] = nodes.filter((node) => node.reference);
    const ahead = (name = ''): number => clocks.get(name)?.offsetUs ?? NaN;
    const named = (is: (name: string) => boolean): SkewNode | undefined => nodes.find(({ node }) => is(node));
    expect(logClocks).toEqual([]);

    const early = named((name) => ahead(name) > 300 * US_PER_MS);
    expect(early?.level).toBe('warning');
    expect(Math.abs((early?.offsetUs ?? NaN) - (ahead(early?.node) - ahead(reference?.node)))).toBeLessThan(
      5 * US_PER_MS
    );

    const drifting = named((name) => Math.abs(clocks.get(name)?.driftPpm ?? 0) === 50);
    const wanted = clocks.get(drifting?.node ?? '')?.driftPpm ?? NaN;
    expect((drifting?.driftPpm ?? NaN) / wanted).toBeGreaterThan(0.8);
    expect((drifting?.driftPpm ?? NaN) / wanted).toBeLessThan(1.2);

    const steps = nodes.flatMap(({ node, steps: own }) => own.map((step) => ({ node, ...step })));
    const [made] = [...clocks].flatMap(([node, { steps: own = [] }]) => own.map((step) => ({ node, ...step })));
    expect(steps).toHaveLength(1);
    expect(steps[0]?.node).toBe(made?.node);
    expect(Math.abs((steps[0]?.byUs ?? NaN) - (made?.byUs ?? NaN))).toBeLessThan(US_PER_MS);
    expect(steps[0]?.atNs).toMatch(/^\d{19}$/);
  });

  it('tells whose lines are stamped in local time, from the folder or from its files', () => {
    const { folder, truth } = vanishing;
    const files = [join(folder, 'traces.json'), join(folder, 'logs.jsonl')];
    for (const found of [skew(folder), skew(...files), skew(...[...files].reverse())]) {
      expect(found.logClocks).toEqual([expect.objectContaining({ ...truth.slip })]);
      const [slip] = found.logClocks;
      expect(Math.abs((slip?.offsetUs ?? NaN) / 3600e6 - (truth.slip?.hours ?? NaN))).toBeLessThan(0.01);
      const outside = found.violations.filter(({ kind }) => kind === 'log-outside-span');
      expect(outside.length).toBeGreaterThan(20);
      expect(outside.some(({ explained }) => explained !== 'no' && explained !== 'unknown')).toBe(true);
    }
  });

  it('says so for a person too', () => {
    const { folder, truth } = vanishing;
    const { exit, stdout } = run(['skew', folder]);
    expect(exit).toBe(0);
    expect(stdout).toContain(`${truth.slip?.hours ?? ''} h, a time zone`);
  });
});

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const OTHER = '5bf92f3577b34da6a3ce929d0e0e4737';
const START_NS = 1_795_000_000_000_000_000n;

interface SpanDraft {
  readonly traceId: string;
  readonly spanId: string;
  readonly kind: number;
  readonly atUs: number;
  readonly host: string;
  readonly links?: ReadonlyArray<{ readonly traceId: string; readonly spanId: string }>;
}

function otlp(spans: readonly SpanDraft[]): string {
  const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });
  const resourceSpans = spans.map(({ atUs, host, ...span }) => ({
    resource: { attributes: [text('service.name', `on-${host}`), text('host.name', host)] },
    scopeSpans: [
      {
        spans: [
          {
            ...span,
            name: 'orders',
            startTimeUnixNano: String(START_NS + BigInt(atUs * 1000)),
            endTimeUnixNano: String(START_NS + BigInt(atUs * 1000 + 5_000_000)),
          },
        ],
      },
    ],
  }));
  return JSON.stringify({ resourceSpans });
}

describe('messages received before they were sent', () => {
  it('are told of linked consumers, though they lie in another file', () => {
    const sent = join(dir, 'sent.json');
    const received = join(dir, 'received.json');
    const links = [{ traceId: TRACE, spanId: '00f067aa0ba902b7' }];
    writeFileSync(sent, otlp([{ traceId: TRACE, spanId: '00f067aa0ba902b7', kind: 4, atUs: 9000, host: 'a' }]));
    writeFileSync(
      received,
      otlp([{ traceId: OTHER, spanId: '10f067aa0ba902b8', kind: 5, atUs: 2000, host: 'b', links }])
    );
    for (const files of [
      [sent, received],
      [received, sent],
    ]) {
      expect(skew(...files).violations).toEqual([
        {
          kind: 'receive-before-send',
          traceId: OTHER,
          parentSpanId: '00f067aa0ba902b7',
          childSpanId: '10f067aa0ba902b8',
          byUs: 7000,
          explained: 'unknown',
        },
      ]);
    }
  });

  it('are told of log lines whose vector clocks prove it', () => {
    const file = join(dir, 'clocked.jsonl');
    const line = (atUs: number, service: string, vclock: object) =>
      JSON.stringify({
        timeUnixNano: String(START_NS + BigInt(atUs * 1000)),
        labels: { service_name: service, trace_id: TRACE, process: service },
        line: JSON.stringify({ message: 'order', vclock }),
      });
    writeFileSync(file, [line(9000, 'shop', { shop: 1 }), line(4000, 'mail', { shop: 1, mail: 1 })].join('\n'));
    const spans = join(dir, 'one.json');
    writeFileSync(spans, otlp([{ traceId: TRACE, spanId: '00f067aa0ba902b7', kind: 4, atUs: 0, host: 'a' }]));
    expect(skew(spans, file).violations).toEqual([
      expect.objectContaining({ kind: 'receive-before-send', traceId: TRACE, byUs: 5000 }),
    ]);
  });
});
