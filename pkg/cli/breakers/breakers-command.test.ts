import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { run } from '../run';

const START = 1_795_254_000;
const STEP_S = 15;
const ns = (step: number): string => `${BigInt((START + step * STEP_S) * 1000) * BigInt(1e6)}`;

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'clew-breakers-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true });
});

/** Gauges of resilience4j, a sign a sample: closed, open, half-open. */
function metrics(drawing: string): void {
  const result = Object.entries({ c: 'closed', o: 'open', h: 'half_open' }).map(([sign, state]) => ({
    metric: {
      __name__: 'resilience4j_circuitbreaker_state',
      service: 'checkout',
      instance: '10.0.0.1:8080',
      name: 'payment',
      state,
    },
    values: [...drawing].map((own, step) => [START + step * STEP_S, own === sign ? '1' : '0']),
  }));
  writeFileSync(
    join(dir, 'metrics.json'),
    JSON.stringify([{ status: 'success', data: { resultType: 'matrix', result } }])
  );
}

function lines(...all: ReadonlyArray<readonly [number, string]>): void {
  const rows = all.map(([step, line]) => ({ timeUnixNano: ns(step), labels: { service_name: 'checkout' }, line }));
  writeFileSync(join(dir, 'logs.jsonl'), rows.map((row) => JSON.stringify(row)).join('\n'));
}

interface SpanDraft {
  readonly id: number;
  readonly at: number;
  readonly ms: number;
  readonly failed: boolean;
}

/** Calls of checkout to payment, one trace each: payment answers after so many milliseconds, or it fails. */
function traces(calls: readonly SpanDraft[]): void {
  const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
  const spans = (service: string, kind: number, of: (call: SpanDraft) => object) => ({
    resource: { attributes: [{ key: 'service.name', value: { stringValue: service } }] },
    scopeSpans: [
      {
        spans: calls.map((call) => ({
          traceId: hex(call.id + 1, 32),
          name: 'POST /charges',
          kind,
          startTimeUnixNano: ns(call.at),
          endTimeUnixNano: `${BigInt(ns(call.at)) + BigInt(call.ms * 1e6)}`,
          status: call.failed ? { code: 2 } : {},
          ...of(call),
        })),
      },
    ],
  });
  const resourceSpans = [
    spans('checkout', 3, ({ id }) => ({ spanId: hex(2 * id + 1, 16) })),
    spans('payment', 2, ({ id }) => ({ spanId: hex(2 * id + 2, 16), parentSpanId: hex(2 * id + 1, 16) })),
  ];
  writeFileSync(join(dir, 'traces.json'), JSON.stringify({ resourceSpans }));
}

function answer() {
  const { exit, stdout, stderr } = run(['breakers', '--json', dir]);
  expect([exit, stderr]).toEqual([0, '']);
  return JSON.parse(stdout);
}

describe('clew breakers', () => {
  it('tells states with their times, the moments from the log where it has them', () => {
    metrics('cccooohcc');
    lines([2.5, "CircuitBreaker 'payment' changed state from CLOSED to OPEN"]);
    const { breakers, findings } = answer();
    expect(breakers).toHaveLength(1);
    expect(breakers[0]).toMatchObject({ name: 'payment', caller: 'checkout', callee: null, basis: 'measured' });
    expect(
      breakers[0].intervals.map(({ state, startNs, endNs, confidence }: Record<string, unknown>) => [
        state,
        startNs,
        endNs,
        confidence,
      ])
    ).toEqual([
      ['closed', ns(0), ns(2.5), 1],
      ['open', ns(2.5), ns(6), 1],
      ['half-open', ns(6), ns(7), 1],
      ['closed', ns(7), ns(8), 1],
    ]);
    expect(findings).toEqual([]);
  });

  it('finds what is open at the end', () => {
    metrics('cccoo');
    const [finding] = answer().findings;
    expect(finding).toMatchObject({
      kind: 'breaker-open',
      severity: 'critical',
      entities: [{ kind: 'breaker', name: 'payment', caller: 'checkout' }],
      window: { startNs: ns(3), endNs: ns(4) },
      message: 'the breaker payment has been open for 15 s',
    });
  });

  it('names the edge that wants a breaker', () => {
    traces(Array.from({ length: 60 }, (_, id) => ({ id, at: id / 5, ms: id < 20 ? 40 : 900, failed: id >= 20 })));
    const { breakers, findings } = answer();
    const missing = findings.find(({ kind }: { kind: string }) => kind === 'breaker-missing');
    expect(missing.entities).toContainEqual({ kind: 'edge', caller: 'checkout', callee: 'payment' });
    expect(missing.message).toContain('checkout -> payment has no breaker');
    expect(breakers).toContainEqual(
      expect.objectContaining({ basis: 'shadow', caller: 'checkout', callee: 'payment' })
    );
  });

  it('draws lanes for a person, and says what it cannot read', () => {
    metrics('cccooohcc');
    const { exit, stdout } = run(['breakers', dir]);
    expect(exit).toBe(0);
    expect(stdout).toMatch(/payment +checkout -> \? +measured +closed +45 s +3 +-+#+\+{5,}-+/);
    expect(run(['breakers']).exit).toBe(2);
    expect(run(['breakers', join(dir, 'none')]).stderr).toContain('none');
    expect(run(['breakers', '--nonsense', dir]).exit).toBe(2);
  });

  it('reads changes from lines of the house, by a pattern of the user', () => {
    lines([0, 'hello'], [2, 'fuse pay: closed>open'], [4, 'fuse pay: open>closed']);
    const pattern = String.raw`fuse (?<name>\w+): (?<from>\w+)>(?<to>\w+)`;
    const { stdout } = run(['breakers', '--json', '--log-pattern', pattern, dir]);
    expect(JSON.parse(stdout).breakers).toMatchObject([
      { name: 'pay', caller: 'checkout', source: 'log', intervals: [{ state: 'closed' }, { state: 'open' }] },
    ]);
    expect(run(['breakers', '--log-pattern', '(?<to>a)', dir]).stderr).toContain('(?<name>');
    expect(run(['breakers', '--log-pattern', '(?<to>(?<name>', dir]).stderr).toContain('no regular expression');
  });

  it('says that there is nothing', () => {
    lines([0, 'hello']);
    expect(run(['breakers', dir]).stdout).toContain('No breaker is known');
  });
});
