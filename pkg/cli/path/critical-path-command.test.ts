import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { run } from '../run';
import type { PathJson } from './path-json';

const START_US = 1_655_753_780_892_578;
const START_NS = '1655753780892578123';

let dir = '';
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'clew-path-'));
});
afterAll(() => {
  rmSync(dir, { recursive: true });
});

function file(name: string, content: unknown): string {
  const path = join(dir, name);
  writeFileSync(path, Buffer.isBuffer(content) || typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

function pathsOf(...args: readonly string[]): readonly PathJson[] {
  const { exit, stdout, stderr } = run(['critical-path', '--json', ...args]);
  expect([exit, stderr]).toEqual([0, '']);
  return stdout
    .trim()
    .split('\n')
    .map((line): PathJson => JSON.parse(line));
}

interface JaegerSpan {
  readonly id: string;
  readonly start: number;
  readonly duration: number;
  readonly references?: ReadonlyArray<readonly [string, string, string?]>;
  readonly kind?: string;
  readonly process?: string;
}

function jaeger(traceID: string, spans: readonly JaegerSpan[], processes: unknown = {}) {
  return {
    traceID,
    spans: spans.map(({ id, start, duration, references = [], kind, process = 'p1' }) => ({
      traceID,
      spanID: id,
      operationName: `op-${id}`,
      references: references.map(([refType, spanID, other]) => ({ refType, spanID, traceID: other ?? traceID })),
      startTime: start,
      duration,
      tags: kind === undefined ? [] : [{ key: 'span.kind', type: 'string', value: kind }],
      logs: [],
      processID: process,
    })),
    processes: { p1: { serviceName: 'shop', tags: [] }, ...(processes as object) },
  };
}

const SIMPLE = jaeger('00AbC', [
  { id: '000000000000000A', start: START_US, duration: 100 },
  { id: '0b', start: START_US + 10, duration: 50, references: [['CHILD_OF', '000000000000000a']] },
  { id: 'off', start: START_US + 10, duration: 20, references: [['CHILD_OF', '000000000000000A']] },
]);

function otlpSpan(traceId: string, spanId: string, parentSpanId: string, from: number, to: number, more = {}) {
  const at = (ns: number): string => String(BigInt(START_NS) + BigInt(ns));
  return { traceId, spanId, parentSpanId, name: 'op', startTimeUnixNano: at(from), endTimeUnixNano: at(to), ...more };
}

function otlp(...spans: readonly unknown[]) {
  const attributes = [{ key: 'service.name', value: { stringValue: 'shop' } }];
  return [{ resource: { attributes }, scopeSpans: [{ spans }] }];
}

describe('clew critical-path --json', () => {
  it('reads Jaeger JSON: microseconds as integers, IDs as in the file, parents whatever the case of their ID', () => {
    expect(pathsOf('--rule', 'last-finishing', file('simple.json', { data: [SIMPLE] }))).toEqual([
      {
        traceId: '00AbC',
        rule: 'last-finishing',
        sections: [
          { spanId: '000000000000000A', startUs: START_US + 60, endUs: START_US + 100 },
          { spanId: '0b', startUs: START_US + 10, endUs: START_US + 60 },
          { spanId: '000000000000000A', startUs: START_US, endUs: START_US + 10 },
        ],
        path: ['000000000000000A', '0b'],
        spans: [
          { spanId: '000000000000000A', exclusive: 50, dragInclusive: 100, dragExclusive: 50, slack: 0 },
          { spanId: '0b', exclusive: 50, dragInclusive: 30, dragExclusive: 30, slack: 0 },
          { spanId: 'off', exclusive: 0, slack: 30 },
        ],
        problems: [],
      },
    ]);
  });

  it('reads OTLP JSON: nanoseconds as text, to the last digit; one line a trace, in the order of the file', () => {
    const document = {
      resourceSpans: [
        ...otlp(otlpSpan('0a', '01', '', 0, 100), otlpSpan('0b', '11', '', 5, 6)),
        ...otlp(otlpSpan('0A', '02', '01', 10, 60)),
      ],
    };
    const [first, second] = pathsOf('--rule', 'tolerant', file('otlp.json', document));
    expect(first).toEqual({
      traceId: '0a',
      rule: 'tolerant',
      sections: [
        { spanId: '01', startNs: START_NS, endNs: '1655753780892578223' },
        { spanId: '02', startNs: '1655753780892578133', endNs: '1655753780892578183' },
      ],
      path: ['01', '02'],
      spans: [
        { spanId: '01', exclusive: 50, dragInclusive: 100, dragExclusive: 50, slack: 0 },
        { spanId: '02', exclusive: 50, dragInclusive: 50, dragExclusive: 50, slack: 0 },
      ],
      problems: [],
    });
    expect(second?.path).toEqual(['11']);
  });

  it('reads times that stand as bare numbers without losing digits', () => {
    const text = JSON.stringify({ resourceSpans: otlp(otlpSpan('0a', '01', '', 0, 1)) }).replace(
      /"(\d{19})"/g,
      (_, digits: string) => digits
    );
    expect(text).toContain(`:${START_NS}`);
    expect(pathsOf(file('bare.json', text))[0]?.sections).toEqual([
      { spanId: '01', startNs: START_NS, endNs: '1655753780892578124' },
    ]);
  });

  it('reads Tempo’s JSON, base64 IDs as hexadecimal, and gzip by its first bytes', () => {
    const base64 = (hex: string): string => Buffer.from(hex, 'hex').toString('base64');
    const id = '00f067aa0ba902b70000000000000001';
    const span = otlpSpan(base64(id), base64('00000000000000a1'), '', 0, 9);
    const trace = { trace: { resourceSpans: otlp(span) } };
    const batches = { batches: otlp(span) };
    for (const path of [
      file('tempo.json', trace),
      file('batches.json', batches),
      file('zipped.bin', gzipSync(JSON.stringify(trace))),
    ]) {
      const [found] = pathsOf(path);
      expect([found?.traceId, found?.path]).toEqual([id, ['00000000000000a1']]);
    }
  });

  it('reads one OTLP document a line, a trace spread over lines as one', () => {
    const lines = [
      { resourceSpans: otlp(otlpSpan('0a', '01', '', 0, 100)) },
      { resourceSpans: otlp(otlpSpan('0a', '02', '01', 10, 20)) },
    ];
    const found = pathsOf(file('lines.json', `\ufeff${lines.map((line) => JSON.stringify(line)).join('\n')}\n\n`));
    expect(found.map(({ path }) => path)).toEqual([['01', '02']]);
  });

  it('takes the first CHILD_OF of the trace for the parent, else the first FOLLOWS_FROM, which nobody waits for', () => {
    const trace = jaeger('1', [
      { id: 'root', start: 0, duration: 100, references: [['CHILD_OF', 'caller', '2']] },
      {
        id: 'child',
        start: 10,
        duration: 20,
        references: [
          ['FOLLOWS_FROM', 'x'],
          ['CHILD_OF', 'root'],
          ['CHILD_OF', 'x'],
        ],
      },
      { id: 'later', start: 40, duration: 50, references: [['FOLLOWS_FROM', 'root']] },
      { id: 'below', start: 50, duration: 10, references: [['CHILD_OF', 'later']] },
    ]);
    const [found] = pathsOf(file('references.json', trace));
    expect(found?.path).toEqual(['root', 'child']);
    expect(found?.sections[0]).toEqual({ spanId: 'root', startUs: 30, endUs: 100 });
    expect(found?.problems).toEqual([{ kind: 'asynchronous', spanIds: ['later'] }]);
    expect(found?.spans[3]).toEqual({ spanId: 'below', exclusive: 0 });
  });

  it('reads follows-from of OTLP from a link to the parent', () => {
    const links = [
      {
        traceId: '0a',
        spanId: '01',
        attributes: [{ key: 'opentracing.ref_type', value: { stringValue: 'follows_from' } }],
      },
    ];
    const spans = otlp(otlpSpan('0a', '01', '', 0, 100), otlpSpan('0a', '02', '01', 10, 60, { links }));
    expect(pathsOf(file('links.json', { resourceSpans: spans }))[0]?.path).toEqual(['01']);
  });

  it('tells hosts of Jaeger processes apart', () => {
    const trace = jaeger(
      '1',
      [
        { id: 'a', start: 0, duration: 100 },
        { id: 'b', start: 500, duration: 50, references: [['CHILD_OF', 'a']], process: 'p2' },
      ],
      {
        p1: { serviceName: 'x', tags: [{ key: 'hostname', value: 'h1' }] },
        p2: { serviceName: 'y', tags: [{ key: 'hostname', value: 'h2' }] },
      }
    );
    const [found] = pathsOf('--rule', 'tolerant', file('hosts.json', { data: [trace] }));
    expect([found?.path, found?.problems]).toEqual([['a', 'b'], [{ kind: 'skewed', spanIds: ['b'] }]]);
  });

  it('describes orphans, circles, duplicates, negative durations and spans without a start', () => {
    const trace = jaeger('1', [
      { id: '0', start: 0, duration: 100 },
      { id: 'neg', start: 10, duration: -5, references: [['CHILD_OF', '0']] },
      { id: 'twice', start: 20, duration: 10, references: [['CHILD_OF', '0']] },
      { id: 'twice', start: 60, duration: 10, references: [['CHILD_OF', '0']] },
      { id: 'orphan', start: 200, duration: 10, references: [['CHILD_OF', 'lost']] },
      { id: 'c1', start: 300, duration: 10, references: [['CHILD_OF', 'c2']] },
      { id: 'c2', start: 301, duration: 5, references: [['CHILD_OF', 'c1']] },
      { id: 'self', start: 400, duration: 5, references: [['CHILD_OF', 'self']] },
      { id: 'when', start: NaN, duration: 5, references: [['CHILD_OF', '0']] },
    ]);
    const [found] = pathsOf(file('odd.json', { data: [trace] }));
    expect(found?.problems).toEqual([
      { kind: 'no-start', spanIds: ['when'] },
      { kind: 'several-roots', spanIds: ['0', 'orphan', 'c1', 'self'] },
      { kind: 'orphan-root', spanIds: ['orphan'] },
      { kind: 'cycle', spanIds: ['c1', 'c2', 'self'] },
      { kind: 'negative-duration', spanIds: ['neg'] },
      { kind: 'duplicate', spanIds: ['twice'] },
    ]);
    expect(found?.path).toEqual(['0', 'twice', 'twice', 'neg', 'orphan', 'c1', 'c2', 'self']);
    expect(found?.sections[0]).toEqual({ spanId: '0', startUs: 70, endUs: 100 });
  });

  it('takes back-to-back children only when asked', () => {
    const trace = jaeger('1', [
      { id: 'a', start: 0, duration: 20 },
      { id: 'b', start: 0, duration: 10, references: [['CHILD_OF', 'a']] },
      { id: 'c', start: 10, duration: 10, references: [['CHILD_OF', 'a']] },
    ]);
    const path = file('touch.json', { data: [trace] });
    expect(pathsOf(path)[0]?.path).toEqual(['a', 'c']);
    expect(pathsOf('--back-to-back', 'inclusive', path)[0]?.path).toEqual(['a', 'c', 'b']);
  });

  it('answers an empty file of traces with nothing', () => {
    expect(run(['critical-path', '--json', file('none.json', { data: [] })])).toEqual({
      exit: 0,
      stdout: '',
      stderr: '',
    });
  });
});

describe('clew critical-path for people', () => {
  it('draws a tree with bars, a table of operations, and says what was odd', () => {
    const { exit, stdout } = run(['critical-path', file('people.json', { data: [SIMPLE] })]);
    expect(exit).toBe(0);
    expect(stdout).toContain('trace 00AbC: 100 µs, 2 of 3 spans on the critical path (last-finishing)');
    expect(stdout).toMatch(/^shop op-000000000000000A\s+100 µs\s+50 µs\s+50\.0 %\s+100 µs\s+\|={4}-{15}={13}\|$/m);
    expect(stdout).toMatch(/^ {2}shop op-0b\s+50 µs\s+50 µs\s+50\.0 %\s+30 µs\s+\|/m);
    expect(stdout).toMatch(/^operation\s+own\s+share\s+self\s+drag\s+spans$/m);
    expect(stdout).not.toContain('!');
  });
});

describe('clew critical-path with bad input', () => {
  it('names each file that cannot be read, with a remedy, and answers the others', () => {
    const { exit, stdout, stderr } = run([
      'critical-path',
      '--json',
      join(dir, 'absent.json'),
      file('broken.json', '{"data": ['),
      file('empty.json', ' \n'),
      file('cut.gz', gzipSync('{"data": []}').subarray(0, 15)),
      file('other.json', { hits: [] }),
      file('line.json', `${JSON.stringify({ resourceSpans: [] })}\n{nope\n`),
      dir,
      file('good.json', { data: [SIMPLE] }),
    ]);
    expect(exit).toBe(2);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    const lines = stderr.trim().split('\n');
    expect(lines).toHaveLength(7);
    expect(lines[0]).toMatch(/absent\.json cannot be read .* Check the path/);
    expect(lines[1]).toMatch(/broken\.json is not JSON .* Export it again/);
    expect(lines[2]).toMatch(/empty\.json is empty\. Export/);
    expect(lines[3]).toMatch(/cut\.gz begins like gzip .* again/);
    expect(lines[4]).toMatch(/other\.json holds no traces: .* Export/);
    expect(lines[5]).toMatch(/line\.json, line 2 is not JSON/);
    expect(lines[6]).toMatch(/cannot be read/);
  });

  it.each([
    [['--rule', 'fastest', 'x'], 'unknown rule "fastest". Known: last-finishing, tolerant'],
    [['--back-to-back', 'yes', 'x'], '--back-to-back is strict or inclusive'],
    [['--json'], 'which file?'],
    [['--bogus'], '--help'],
  ])('explains %j', (args, message) => {
    const { exit, stdout, stderr } = run(['critical-path', ...args]);
    expect([exit, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });
});
