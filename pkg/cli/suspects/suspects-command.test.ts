import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

import { run } from '../run';
import type { SuspectsJson } from './suspects-json';

const START_S = 1_674_982_800;
const ONSET_S = 60;
const END_S = 120;
const POD = { web: 'web-6f6cfc45b-h5m2n', stock: 'stock-service-5dc8d4f9fd-46997' } as const;

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'clew-suspects-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

function ns(second: number, ms = 0): string {
  return `${START_S + second}${String(Math.round(ms * 1e6)).padStart(9, '0')}`;
}

/** Two minutes of a request a second; from the second minute on stock's lines say that it fails, when `isBroken`. */
function record(name: string, isBroken: boolean): string {
  const folder = join(dir, name);
  mkdirSync(folder);
  const spans = ['TraceID,SpanID,ParentID,PodName,OperationName,StartTimeUnixNano,EndTimeUnixNano,Duration'];
  const lines = ['Timestamp,TimeUnixNano,Node,PodName,Container,TraceID,SpanID,Log'];
  for (let second = 0; second < END_S; second += 1) {
    const hex = (second + 1).toString(16);
    const trace = hex.padStart(32, '0');
    const span = (place: string): string => `${hex.padStart(8, '0')}${place.padStart(8, '0')}`;
    const add = (id: string, parent: string, pod: string, operation: string, from: number, to: number): void => {
      spans.push([trace, id, parent, pod, operation, ns(second, from), ns(second, to), '0'].join(','));
    };
    add(span('1'), 'root', POD.web, '/buy', 0, 30);
    add(span('2'), span('1'), POD.web, 'HTTP GET', 5, 25);
    add(span('3'), span('2'), POD.stock, '/take', 8, 22);
    const fails = isBroken && second >= ONSET_S;
    const text = fails ? `ERROR  s.Stock#37 no row for ${second}` : `INFO  s.Stock#34 took ${second}`;
    const log = JSON.stringify({ log: `17:02:12.420 ${text}\n`, stream: 'stdout' });
    lines.push(
      ['', ns(second, 10), 'node', POD.stock, 'server', trace, span('3'), `"${log.replace(/"/g, '""')}"`].join(',')
    );
  }
  const minutes = [-1, 0, 1, 2].flatMap((minute) =>
    Object.values(POD).map((pod) => ['', START_S + minute * 60, pod, 5, minute > 0 && isBroken ? 0 : 99].join(','))
  );
  const metrics = ['Time,TimeStamp,PodName,CpuUsageRate(%),PodSuccessRate(%)', ...minutes];
  writeFileSync(join(folder, 'traces.csv.gz'), gzipSync(spans.join('\n')));
  writeFileSync(join(folder, 'logs.csv'), lines.join('\n'));
  writeFileSync(join(folder, 'metrics.csv.gz'), gzipSync(metrics.join('\n')));
  writeFileSync(join(folder, 'label.json'), 'this is not read');
  return folder;
}

function answer(...args: readonly string[]): SuspectsJson {
  const { exit, stdout, stderr } = run(['suspects', '--json', ...args]);
  expect([exit, stderr]).toEqual([0, '']);
  const parsed: SuspectsJson = JSON.parse(stdout);
  return parsed;
}

describe('clew suspects', () => {
  it('names the service of the pod, when it began, and what tells so', () => {
    const { onset, suspects, problems } = answer(record('a', true));
    expect(problems).toEqual([]);
    expect(suspects[0]).toMatchObject({ service: 'stock-service', kind: 'error-return' });
    expect(suspects[0]?.evidence[0]).toMatchObject({ signal: 'template' });
    expect(suspects[0]?.evidence[0]?.text).toContain('s.Stock#37');
    expect(Math.abs(Date.parse(onset ?? '') / 1000 - START_S - ONSET_S)).toBeLessThan(2);
    const scores = suspects.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
  });

  it('says null and nothing else when nothing is wrong', () => {
    expect(answer(record('healthy', false))).toMatchObject({ onset: null, suspects: [] });
    const { exit, stdout } = run(['suspects', join(dir, 'healthy')]);
    expect([exit, stdout]).toEqual([0, expect.stringContaining('Nothing is wrong')]);
  });

  it('takes the onset that is told, with a baseline from elsewhere', () => {
    const baseline = record('good', false);
    const at = new Date((START_S + 90) * 1000).toISOString();
    const { onset, suspects } = answer('--at', at, '--baseline', baseline, record('bad', true));
    expect(onset).toBe(at);
    expect(suspects[0]?.service).toBe('stock-service');
  });

  it('answers without one of the files, and says which signal is missing', () => {
    const folder = record('c', true);
    rmSync(join(folder, 'metrics.csv.gz'));
    const { suspects, problems } = answer(folder);
    expect(suspects[0]?.service).toBe('stock-service');
    expect(problems).toEqual([{ kind: 'suspects.signal-missing', signal: 'metrics', count: 1 }]);
  });

  it('says for a person what is wrong, and with the input', () => {
    const { stdout } = run(['suspects', record('d', true)]);
    expect(stdout).toContain('1. stock-service');
    expect(stdout).toContain('new error line in 100 % of requests');
    expect(run(['suspects'])).toMatchObject({ exit: 2, stdout: '' });
    expect(run(['suspects', '--at', 'yesterday', dir])).toMatchObject({ exit: 2, stdout: '' });
    expect(run(['suspects', join(dir, 'nowhere')])).toMatchObject({ exit: 2, stdout: '' });
    writeFileSync(join(dir, 'logs.csv.gz'), Buffer.from([0x1f, 0x8b, 1]));
    expect(run(['suspects', dir])).toMatchObject({ exit: 2, stdout: '' });
  });
});

describe('clew suspects over ../shared', () => {
  const shared = resolve(__dirname, '../../../../shared/data/nezha-trainticket');
  if (!existsSync(shared)) {
    it('skipped: ../shared absent', () => {
      process.stdout.write('skipped: ../shared absent\n');
    });
    return;
  }

  it('an exception that nothing is logged of: the line that no longer comes', () => {
    const { suspects } = answer(
      '--baseline',
      join(shared, 'baseline_2023-01-29'),
      join(shared, '2023-01-29_1004_exception')
    );
    expect(suspects[0]).toMatchObject({ service: 'ts-travel-service', kind: 'exception' });
  });
});
