import { mkdtempSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runScenario } from '../index';
import { readIncident, writeIncident } from './index';

describe('an incident as a folder', () => {
  const incident = runScenario('broken-propagation', { seed: 2, scale: 0.1 });
  let dir = '';

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'clew-lab-'));
    writeIncident(join(dir, 'deep'), incident);
    dir = join(dir, 'deep');
  });

  afterEach(() => rmSync(join(dir, '..'), { recursive: true }));

  it('is read back as it was written', () => {
    expect(readIncident(dir)).toEqual({ ok: true, value: incident });
  });

  it('holds one line of JSON for each log line, and times as decimal text', () => {
    const lines = readFileSync(join(dir, 'logs.jsonl'), 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(incident.logs.length);
    expect(Object.keys(JSON.parse(lines[0]))).toEqual(['timeUnixNano', 'labels', 'metadata', 'line']);
    expect(JSON.parse(lines[0]).timeUnixNano).toMatch(/^\d{19}$/);
  });

  it('may lack exemplars', () => {
    unlinkSync(join(dir, 'exemplars.json'));
    expect(readIncident(dir)).toEqual({ ok: true, value: { ...incident, exemplars: [] } });
  });

  it.each([
    ['traces.json', undefined, 'lab.file-missing'],
    ['metrics.json', '{"status":', 'lab.file-invalid'],
    ['truth.json', '{}', 'lab.file-invalid'],
    ['logs.jsonl', '{"line":"x"}\n', 'lab.file-invalid'],
  ])('with a bad %s says so', (file, text, code) => {
    if (text === undefined) {
      unlinkSync(join(dir, file));
    } else {
      writeFileSync(join(dir, file), text);
    }
    const read = readIncident(dir);
    expect(read).toMatchObject({ ok: false, error: { code, params: { file: expect.stringContaining(file) } } });
  });
});
