import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runScenario } from '../../lab';
import { run } from '../run';
import type { ProfileJson } from './profile-json';

describe.each(['amex-slow', 'latency-spike'] as const)('clew critical-path --aggregate over %s', (name) => {
  const dir = mkdtempSync(join(tmpdir(), 'clew-profile-'));
  const file = join(dir, 'traces.json');
  const incident = runScenario(name, { seed: 2, scale: 0.2 });
  const { operation } = incident.truth;
  writeFileSync(file, JSON.stringify(incident.traces));
  afterAll(() => rmSync(dir, { recursive: true }));

  it('prints one document whose slowest cohort spends its time in the operation of the truth', () => {
    const { exit, stdout } = run(['critical-path', '--aggregate', '--json', file]);
    expect(exit).toBe(0);
    expect(stdout.trim().split('\n')).toHaveLength(1);
    const profile: Printed = JSON.parse(stdout);
    const p99 = profile.cohorts.find(({ quantile }) => quantile === 0.99);
    expect(p99?.operations[0]?.operation).toBe(operation?.name);
    expect(p99?.operations[0]?.service.endsWith(operation?.service ?? '?')).toBe(true);
    expect(profile.savings[0]?.operation).toBe(operation?.name);
    expect(profile.unit).toBe('ns');
    const sum = profile.callPaths.reduce((all, { exclusive }) => all + exclusive, 0);
    expect(sum / profile.traces / (profile.totals?.mean ?? NaN)).toBeCloseTo(1, 6);
  });

  it('prints tables for people', () => {
    const { exit, stdout } = run(['critical-path', '--aggregate', '--rule', 'tolerant', file]);
    expect(exit).toBe(0);
    expect(stdout).toMatch(/^\d+ traces, \d+ spans \(tolerant\); latency P50 [\d.]+ ms, P95 [\d.]+ s, P99/);
    expect(stdout).toContain('share of the time, by requests at');
    expect(stdout).toContain(`${operation?.service} ${operation?.name}`);
    expect(stdout).not.toMatch(/NaN|undefined|\?/);
  });
});

interface Printed extends Omit<ProfileJson, 'cohorts' | 'savings' | 'callPaths'> {
  readonly cohorts: ReadonlyArray<{ readonly quantile: number | null; readonly operations: readonly Named[] }>;
  readonly savings: readonly Named[];
  readonly callPaths: ReadonlyArray<{ readonly callPath: string; readonly exclusive: number }>;
}

interface Named {
  readonly service: string;
  readonly operation: string;
}
