import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runScenario } from '../index';
import { makeFolder, writeIncident } from './index';

describe('an incident as a folder', () => {
  const incident = runScenario('broken-propagation', { seed: 2, scale: 0.1 });
  let dir = '';

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'clew-lab-'));
  });

  afterEach(() => rmSync(dir, { recursive: true }));

  function written(name: string): string {
    return readFileSync(join(dir, 'deep', name), 'utf8');
  }

  it('holds what happened and the truth, over what an earlier run left', () => {
    mkdirSync(join(dir, 'deep'));
    writeFileSync(join(dir, 'deep', 'truth.json'), 'of an earlier run');
    writeIncident(join(dir, 'deep'), incident);
    for (const part of ['traces', 'metrics', 'exemplars', 'truth'] as const) {
      expect(JSON.parse(written(`${part}.json`))).toEqual(incident[part]);
    }
  });

  it('holds one line of JSON for each log line, and times as decimal text', () => {
    writeIncident(join(dir, 'deep'), incident);
    const lines = written('logs.jsonl').trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toEqual(incident.logs);
    expect(Object.keys(JSON.parse(lines[0]))).toEqual(['timeUnixNano', 'labels', 'metadata', 'line']);
    expect(JSON.parse(lines[0]).timeUnixNano).toMatch(/^\d{19}$/);
  });

  it('cannot be made where a file is', () => {
    writeFileSync(join(dir, 'file'), '');
    expect(() => makeFolder(join(dir, 'file'))).toThrow('EEXIST');
    expect(() => makeFolder(join(dir, 'file', 'below'))).toThrow('ENOTDIR');
  });
});
