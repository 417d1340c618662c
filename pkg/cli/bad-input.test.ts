import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { HELP } from './help';
import { run } from './run';

const COMMANDS: ReadonlyArray<readonly string[]> = [
  ['join', '--id', 'x'],
  ['critical-path'],
  ['critical-path', '--aggregate', '--json'],
  ['skew'],
  ['skew', '--json'],
  ['suspects'],
  ['breakers'],
];
const TORN = gzipSync('{"resourceSpans": []}').subarray(0, 15);

let dir = '';
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'clew-bad-'));
});
afterAll(() => rmSync(dir, { recursive: true }));

/** A file of traces with bad content, which each command is given as it is. */
function file(name: string, content: string | Buffer): string {
  const path = join(dir, name);
  writeFileSync(path, content);
  return path;
}

function folder(name: string, ...subfolders: readonly string[]): string {
  subfolders.forEach((sub) => mkdirSync(join(dir, name, sub), { recursive: true }));
  mkdirSync(join(dir, name), { recursive: true });
  return join(dir, name);
}

describe.each(COMMANDS.map((args) => ({ args, name: args.join(' ') })))('clew $name', ({ args }) => {
  it.each([
    ['a path that leads nowhere', () => join(dir, 'nowhere'), /there is no|no such file/],
    ['an empty folder', () => folder('empty'), /holds none of|is a folder/],
    ['a folder in the place of a file', () => folder('placed', 'traces.json'), /is a folder/],
    ['an empty file', () => file('nothing.json', ' \n'), /is empty/],
    ['broken JSON', () => file('broken.json', '{"resourceSpans":[\n\u0007'), /is not JSON \(.+\)\. Export it again/],
    ['a torn gzip', () => file('torn.json.gz', TORN), /begins like gzip/],
    ['gzip by its name alone', () => file('plain.json.gz', 'no gzip'), /is not JSON/],
    ['JSON of something else', () => file('other.json', '{"hits":[]}'), /holds no traces|no OTLP JSON/],
  ])('says of %s what it is, in one line that names it', (_, make, message) => {
    const path = make();
    const { exit, stdout, stderr } = run([...args, path]);
    expect([exit, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr).toContain(path);
    expect(stderr.split('\n')).toHaveLength(2);
    expect(stderr).not.toMatch(/\p{Cc}(?!$)/u);
  });
});

describe('clew suspects over tables', () => {
  const HEAD = 'TraceID,SpanID,ParentID,PodName,OperationName,StartTimeUnixNano';

  it.each([
    ['a column that is missing', 'traces.csv', `${HEAD}\n`, /no column EndTimeUnixNano/],
    ['an empty table', 'metrics.csv', '', /no column TimeStamp, PodName/],
    ['a torn gzip', 'logs.csv.gz', TORN, /begins like gzip/],
    ['a folder in the place of a table', 'logs.csv', undefined, /is a folder/],
  ])('names %s', (what, name, content, message) => {
    const path = folder(`tables ${what}`, ...(content === undefined ? [name] : []));
    if (content !== undefined) {
      writeFileSync(join(path, name), content);
    }
    const { exit, stdout, stderr } = run(['suspects', path]);
    expect([exit, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr).toContain(join(path, name));
  });
});

describe('clew --help', () => {
  const names = Object.keys(HELP);

  it.each(names)('of %s tells of it alone', (name) => {
    for (const flag of ['--help', '-h']) {
      const { exit, stdout, stderr } = run([name, flag]);
      expect([exit, stderr]).toEqual([0, '']);
      expect(names.filter((other) => stdout.includes(`clew ${other} `))).toEqual([name]);
    }
  });

  it('names every command, as does the word for an unknown one', () => {
    expect(names.every((name) => run(['--help']).stdout.includes(`clew ${name} `))).toBe(true);
    expect(names.every((name) => run(['jion']).stderr.includes(name))).toBe(true);
    expect(run(['help']).stdout).toBe(run(['-h']).stdout);
  });

  it.each(Object.entries(HELP))('of %s names every option that it takes', (name, text) => {
    const { stderr } = run([name, '--bogus']);
    expect(stderr).toContain("'--bogus'");
    const options = [...text.matchAll(/--[a-z-]+/g)].map(([option]) => option);
    for (const option of new Set(options)) {
      expect(run([name, `${option}=`]).stderr).not.toContain('Unknown option');
    }
  });
});
