import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import type { JoinJson } from './print-join';
import { run } from './run';

const T1 = '0af7651916cd43dd8448eb211c80319c';
const T2 = '1bf7651916cd43dd8448eb211c80319c';
const START = '1795254000000000000';

function span(traceId: string, spanId: string, more: Readonly<Record<string, unknown>> = {}) {
  return {
    traceId,
    spanId,
    name: 'op',
    kind: 2,
    startTimeUnixNano: START,
    endTimeUnixNano: '1795254000100000000',
    ...more,
  };
}

function attribute(key: string, stringValue: string) {
  return { key, value: { stringValue } };
}

function resource(service: string, spans: readonly unknown[]) {
  return {
    resource: { attributes: [attribute('service.name', service)] },
    scopeSpans: [{ scope: { name: 'lib' }, spans }],
  };
}

const TRACES = {
  resourceSpans: [
    resource('frontend', [span(T1, 'a000000000000001', { attributes: [attribute('request_id', 'req_1')] })]),
    resource('checkout', [
      span(T1, 'a000000000000002', {
        parentSpanId: 'a000000000000001',
        attributes: [attribute('request_id', 'req_1_checkout')],
      }),
    ]),
    resource('mailer', [span(T2, 'b000000000000001')]),
    resource('other', [
      span('2bf7651916cd43dd8448eb211c80319c', 'c000000000000001', { attributes: [attribute('request_id', 'req_12')] }),
    ]),
  ],
};
const LOGS = [
  {
    timeUnixNano: '1795254000050000000',
    labels: { service_name: 'checkout' },
    metadata: {},
    line: JSON.stringify({ request_id: 'req_1_checkout', trace_id: T1, span_id: 'a000000000000002' }),
  },
  {
    timeUnixNano: '1795254000010000001',
    labels: { service_name: 'mailer' },
    metadata: { request_id: 'req_1', trace_id: T2 },
    line: 'sent',
  },
  { timeUnixNano: '1795254000020000000', labels: { service_name: 'mailer' }, metadata: {}, line: 'request_id=req_12' },
];
const METRICS = [
  {
    status: 'success',
    data: {
      resultType: 'matrix',
      result: [
        {
          metric: { __name__: 'up', service: 'checkout' },
          values: [
            [1795254000, '1'],
            [1795254005, 'NaN'],
          ],
        },
      ],
    },
  },
];

let dir = '';

function write(name: string, content: unknown): void {
  writeFileSync(join(dir, name), typeof content === 'string' ? content : JSON.stringify(content));
}

function answer(...args: readonly string[]): JoinJson {
  const finished = run(['join', '--json', ...args, dir]);
  expect(finished).toMatchObject({ exit: 0, stderr: '' });
  const parsed: JoinJson = JSON.parse(finished.stdout);
  return parsed;
}

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'clew-cli-'));
  write('traces.json', TRACES);
  write('logs.jsonl', LOGS.map((line) => JSON.stringify(line)).join('\n'));
  write('metrics.json', METRICS);
});
afterEach(() => rmSync(dir, { recursive: true }));

describe('clew join', () => {
  it('joins one ID: nested IDs, and traces that only a line leads to', () => {
    const { traceIds, spanIds, logs, services, coverage } = answer('--id', 'req_1');

    expect(traceIds).toEqual([T1, T2]);
    expect(spanIds).toEqual(['a000000000000001', 'a000000000000002', 'b000000000000001']);
    expect(logs).toMatchObject([
      { timeNs: '1795254000010000001', service: 'mailer', line: 'sent' },
      { timeNs: '1795254000050000000', service: 'checkout' },
    ]);
    expect(services).toEqual(['frontend', 'checkout', 'mailer']);
    expect(coverage).toMatchObject({ spans: 3, logs: 2, logsOnSpans: 1, servicesWithMetrics: 1 });
  });

  it('goes from a child to its parent, and from a trace ID', () => {
    expect(answer('--id', 'req_1_checkout').traceIds).toEqual([T1, T2]);
    expect(answer('--id', T2.toUpperCase()).spanIds).toEqual(['b000000000000001']);
    expect(answer('--key', 'trace', '--id', T1).logs).toHaveLength(1);
  });

  it('answers what is there when files are missing, and says so', () => {
    rmSync(join(dir, 'traces.json'));
    rmSync(join(dir, 'metrics.json'));
    const { logs, report } = answer('--id', 'req_1');

    expect(logs).toHaveLength(2);
    expect(report).toContainEqual({
      leg: 'traces:file',
      state: 'skipped',
      message: expect.stringContaining('no traces.json'),
    });
  });

  it('finds nothing of an unknown ID, and that is an answer', () => {
    expect(answer('--id', 'nobody')).toMatchObject({ traceIds: [], spanIds: [], logs: [], services: [] });
  });

  it('keeps the lines that can be read', () => {
    write('logs.jsonl', `${JSON.stringify(LOGS[0])}\nnot json\n{"line":1}\n`);
    const { logs, report } = answer('--id', 'req_1');

    expect(logs).toHaveLength(1);
    expect(report).toContainEqual({ leg: 'logs:file', state: 'partial', message: expect.stringContaining('2 rows') });
  });

  it('reads every dialect of OTLP JSON', () => {
    write('traces.json', {
      batches: [
        {
          resource: { attributes: [attribute('service.name', 'snake')] },
          scope_spans: [
            {
              spans: [
                {
                  trace_id: Buffer.from(T1, 'hex').toString('base64'),
                  span_id: Buffer.from('a000000000000009', 'hex').toString('base64'),
                  kind: 'SPAN_KIND_SERVER',
                  status: { code: 'STATUS_CODE_ERROR' },
                  start_time_unix_nano: 1795254000000000000,
                  end_time_unix_nano: '1795253999000000000',
                  attributes: [{ key: 'order_id', value: { int_value: '12345678901234567890' } }],
                },
                { trace_id: 'zz', name: 'lost' },
              ],
            },
          ],
        },
      ],
    });
    const { spanIds, services, report } = answer('--id', '12345678901234567890');

    expect(spanIds).toEqual(['a000000000000009']);
    expect(services).toEqual(['snake', 'checkout']);
    expect(report).toContainEqual({
      leg: 'traces:file',
      state: 'partial',
      message: expect.stringContaining('1 spans'),
    });
  });

  it('speaks to people without --json', () => {
    const { exit, stdout } = run(['join', '--id', 'req_1', dir]);

    expect(exit).toBe(0);
    expect(stdout).toContain('req_1: 3 spans in 2 traces, 2 lines, 1 series, 3 services');
    expect(stdout).toContain('frontend: no metrics');
  });

  it.each<[string, readonly string[], string]>([
    ['an unknown command', ['jion'], 'unknown command "jion"'],
    ['no ID', ['join', '.'], 'Add --id'],
    ['an empty ID', ['join', '--id', '', '.'], 'Add --id'],
    ['no folder', ['join', '--id', 'x'], 'Name the folder'],
    ['two folders', ['join', '--id', 'x', 'a', 'b'], 'one folder'],
    ['an unknown option', ['join', '--idd', 'x', '.'], '--help'],
    ['an unknown key', ['join', '--key', 'k', '--id', 'x', '.'], 'Known: auto, trace'],
    ['what cannot be a trace ID', ['join', '--key', 'trace', '--id', 'x y', '.'], 'hexadecimal'],
    ['a folder that is not there', ['join', '--id', 'x', '/no/such'], 'there is no /no/such'],
  ])('refuses %s with a remedy', (_, args, message) => {
    expect(run(args)).toMatchObject({ exit: 2, stdout: '', stderr: expect.stringContaining(message) });
  });

  it.each<[string, string, unknown]>([
    ['broken JSON', 'traces.json', '{"resourceSpans":'],
    ['another document', 'traces.json', { hello: 1 }],
    ['metrics of another shape', 'metrics.json', [{ data: 1 }]],
    ['logs of another shape', 'logs.jsonl', 'hello\nworld'],
  ])('refuses %s and names the file', (_, file, content) => {
    write(file, content);

    expect(run(['join', '--json', '--id', 'x', dir])).toMatchObject({
      exit: 2,
      stdout: '',
      stderr: expect.stringContaining(file),
    });
  });

  it('takes a single file, refuses an empty folder, and helps', () => {
    const file = join(dir, 'logs.jsonl');
    expect(run(['join', '--json', '--id', 'req_1', file])).toMatchObject({ exit: 0 });
    const zipped = join(dir, 'logs.jsonl.gz');
    writeFileSync(zipped, gzipSync(readFileSync(file)));
    const answered: JoinJson = JSON.parse(run(['join', '--json', '--id', 'req_1', zipped]).stdout);
    expect(answered.logs).toHaveLength(2);
    ['traces.json', 'logs.jsonl', 'metrics.json'].forEach((name) => rmSync(join(dir, name)));
    expect(run(['join', '--id', 'x', dir])).toMatchObject({ exit: 2, stderr: expect.stringContaining('none of') });
    expect(run(['--help'])).toMatchObject({ exit: 0, stdout: expect.stringContaining('clew join') });
    expect(run([])).toMatchObject({ exit: 2 });
  });
});
