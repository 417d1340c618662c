import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { run } from '../run';

const START_US = 1_655_753_780_000_000;
const CALLS = 20;

let dir = '';
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'clew-skew-'));
});
afterAll(() => {
  rmSync(dir, { recursive: true });
});

function file(name: string, content: unknown): string {
  const path = join(dir, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

/** Calls of web to shop, whose clock is ahead by so many microseconds; 300 us each way. */
function calls(first: number, aheadUs: number): unknown {
  const data = Array.from({ length: CALLS }, (_, row) => {
    const traceID = `T${first + row}`;
    const start = START_US + (first + row) * 1_000_001;
    const kind = (value: string): unknown => [{ key: 'span.kind', type: 'string', value }];
    const plain = { traceID, operationName: 'op', logs: [] };
    const references = [{ refType: 'CHILD_OF', traceID, spanID: 'c' }];
    const client = { ...plain, spanID: 'c', references: [], startTime: start, duration: 5600, tags: kind('client') };
    const server = { ...plain, spanID: 's', references, startTime: start + 300 + aheadUs, duration: 5000 };
    return {
      traceID,
      spans: [
        { ...client, processID: 'p1' },
        { ...server, tags: kind('server'), processID: 'p2' },
      ],
      processes: {
        p1: { serviceName: 'web', tags: [{ key: 'ip', type: 'string', value: '10.0.1.7' }] },
        p2: { serviceName: 'shop', tags: [{ key: 'ip', type: 'string', value: '10.0.2.9' }] },
      },
    };
  });
  return { data };
}

function skew(...args: readonly string[]) {
  const { exit, stdout, stderr } = run(['skew', '--json', ...args]);
  expect([exit, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
}

describe('clew skew', () => {
  it('pools files, names nodes by key and map, and gives offsets in microseconds', () => {
    const files = [file('a.json', calls(0, 340_000)), file('b.json', calls(50, 340_000))];
    const map = file('map.json', { '10.0.1.7': 'east', '10.0.2.9': 'west' });
    const found = skew('--node-key', 'ip', '--node-map', map, '--reference', 'east', ...files);
    expect(found.pairs).toEqual([
      expect.objectContaining({ from: 'east', to: 'west', exchanges: 2 * CALLS, outliers: 0 }),
    ]);
    expect(found.servicePairs).toEqual([expect.objectContaining({ client: 'web', server: 'shop', from: 'east' })]);
    const [{ offsetUs, lowUs, highUs }] = found.pairs;
    expect(Math.abs(offsetUs - 340_000)).toBeLessThan(5);
    expect(lowUs).toBeLessThan(340_000);
    expect(highUs).toBeGreaterThan(340_000);
    expect(found.nodes).toEqual([
      expect.objectContaining({ node: 'east', offsetUs: 0, group: 0, steps: [], level: 'info' }),
      expect.objectContaining({ node: 'west', group: 0, level: 'warning', advice: 'sync' }),
    ]);
  });

  it('names violations by the IDs of the file', () => {
    const found = skew('--node-key', 'ip', file('c.json', calls(0, -2000)));
    expect(found.violations).toHaveLength(CALLS);
    expect(found.violations[0]).toEqual({
      kind: 'child-before-parent',
      traceId: 'T0',
      parentSpanId: 'c',
      childSpanId: 's',
      byUs: 1700,
      explained: 'possible',
    });
  });

  it('answers for a person, and says what it cannot read', () => {
    const { exit, stdout } = run(['skew', '--node-key', 'ip', file('d.json', calls(0, 340_000))]);
    expect(exit).toBe(0);
    expect(stdout).toContain('web -> shop');
    expect(stdout).toContain('340.0');
    expect(run(['skew']).exit).not.toBe(0);
    expect(run(['skew', '--node-map', file('bad.json', '[]'), file('e.json', calls(0, 0))]).exit).not.toBe(0);
    expect(run(['skew', join(dir, 'missing.json')]).exit).not.toBe(0);
  });

  it('refuses a reference that is no node, and names those there are', () => {
    const args = ['skew', '--node-key', 'ip', '--reference', 'east', file('f.json', calls(0, 0))];
    expect(run(args)).toEqual({
      exit: 2,
      stdout: '',
      stderr: 'clew: no node is called "east". Known: 10.0.1.7, 10.0.2.9\n',
    });
  });

  it('answers for the files that can be read beside one that cannot, and a folder without any', () => {
    const empty = join(dir, 'empty');
    mkdirSync(empty);
    const { exit, stdout, stderr } = run(['skew', '--node-key', 'ip', empty, file('g.json', calls(0, 340_000))]);
    expect(exit).toBe(2);
    expect(stdout).toContain('web -> shop');
    expect(stderr).toBe(
      `clew: ${empty} holds none of traces.json, logs.jsonl. Name a folder with at least one of them\n`
    );
  });
});
