import { atMs, makeLogs } from '../../../pkg/testkit';
import type { LogTable } from '../model';
import { addNanos, diffEpoch, nanosFromMs } from '../units';
import { type FaultKind, suspects, type SuspectReport, type Telemetry } from './index';
import { type Fault, ONSET_MS, stageShop } from './testing/shop';

const NOTHING: Telemetry = { traces: [], logs: [], series: [] };
const NS_PER_S = 1e9;
const TRACE_ID_DIGITS = 32;

function first(report: SuspectReport): string {
  return report.suspects[0]?.service ?? '';
}

function onsetError(report: SuspectReport): number {
  return report.onset === undefined ? Infinity : Math.abs(diffEpoch(report.onset, atMs(ONSET_MS))) / NS_PER_S;
}

/** Lines of some traces alone. */
function linesOf(table: LogTable, isWanted: (traceId: string) => boolean): LogTable {
  const start = diffEpoch(table.origin, atMs(0));
  return makeLogs(
    table.line.flatMap((line, row) => {
      const { labels, time, level, service, services } = table;
      return isWanted((labels[row]?.trace_id ?? '').padStart(TRACE_ID_DIGITS, '0'))
        ? [
            {
              at: (start + (time[row] ?? 0)) / 1e6,
              line,
              labels: labels[row] ?? {},
              level: level[row] ?? 'unknown',
              service: services[service[row] ?? -1]?.name ?? '',
            },
          ]
        : [];
    })
  );
}

const CASES: ReadonlyArray<readonly [Fault, string, FaultKind, string]> = [
  ['network', 'stock', 'network', 'gap'],
  ['slow-code', 'stock', 'resource', 'self'],
  ['slow-bank', 'bank', 'dependency', 'reply'],
  ['failing-stock', 'stock', 'error-return', 'failures'],
  ['error-lines', 'stock', 'error-return', 'template'],
  ['cut-short', 'stock', 'exception', 'template'],
  ['unreachable', 'stock', 'dependency', 'mention'],
  ['starved', 'stock', 'resource', 'resource'],
];

describe('suspects', () => {
  it.each(CASES)('%s: %s, as %s', (fault, service, kind, signal) => {
    const { result, problems } = suspects({ incident: stageShop(fault) });
    expect(problems).toEqual([]);
    expect(first(result)).toBe(service);
    expect(result.suspects[0]?.kind).toBe(kind);
    expect(result.suspects[0]?.evidence.map((one) => one.signal)).toContain(signal);
    expect(onsetError(result)).toBeLessThan(10);
    expect(result.suspects[0]?.confidence).toBeGreaterThan(0.5);
  });

  it.each([1, 2, 3, 4, 5])('nothing is wrong with a healthy shop (seed %i)', (seed) => {
    expect(suspects({ incident: stageShop('none', seed) }).result).toEqual({ onset: undefined, suspects: [] });
  });

  it('ranks by descending score, with confidences that sum up to at most 1, and always alike', () => {
    const once = suspects({ incident: stageShop('failing-stock') }).result;
    const scores = once.suspects.map(({ score }) => score);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(once.suspects.reduce((sum, { confidence }) => sum + confidence, 0)).toBeLessThanOrEqual(1 + 1e-9);
    expect(suspects({ incident: stageShop('failing-stock') }).result).toEqual(once);
  });

  it('does not depend on the order in which traces and series come', () => {
    const incident = stageShop('network');
    const turned = { ...incident, traces: [...incident.traces].reverse(), series: [...incident.series].reverse() };
    const { suspects: found } = suspects({ incident: turned }).result;
    expect(found[0]).toEqual(suspects({ incident }).result.suspects[0]);
  });

  it('takes a moment that is told late for when it was noticed', () => {
    const at = addNanos(atMs(ONSET_MS), nanosFromMs(40_000));
    const { result } = suspects({ incident: stageShop('slow-code'), at });
    expect(result.onset).toBe(at);
    expect(first(result)).toBe('stock');
  });

  it('compares with a good time where the incident has no time before it', () => {
    const whole = stageShop('slow-bank');
    const late = whole.traces.filter(({ origin }) => origin >= atMs(ONSET_MS));
    const incident = { ...NOTHING, traces: late };
    expect(suspects({ incident }).result.suspects).toEqual([]);
    const { result } = suspects({ incident, baseline: stageShop('none', 7) });
    expect(first(result)).toBe('bank');
  });

  it('names a faint suspect, as such, to who compares with a good time', () => {
    const faint = (fault: Fault, seed: number): Telemetry => {
      const { traces } = stageShop(fault, seed);
      return { ...NOTHING, traces: traces.filter(({ origin }) => origin < atMs(ONSET_MS + 5_000)) };
    };
    const baseline = { ...stageShop('none', 7), logs: [], series: [] };
    const { suspects: found } = suspects({ incident: faint('slow-code', 1), baseline }).result;
    expect(found[0]).toMatchObject({ service: 'stock' });
    expect(found[0]?.confidence).toBeLessThan(0.5);
    for (const seed of [1, 2, 3, 4, 5]) {
      expect(suspects({ incident: faint('none', seed), baseline }).result.suspects).toEqual([]);
    }
  });

  it('says nothing of what a tenth of a request hides', () => {
    expect(suspects({ incident: stageShop('hops') }).result.onset).toBeUndefined();
  });

  it('takes for an onset what began, not what another day was not', () => {
    const baseline = stageShop('none', 7);
    const slower = stageShop('slow-bank', 1, 'slow-code');
    const { result } = suspects({ incident: slower, baseline });
    expect(first(result)).toBe('bank');
    expect(onsetError(result)).toBeLessThan(10);
  });

  it('blames the last of a chain in which each names the next', () => {
    const { suspects: found } = suspects({ incident: stageShop('unreachable') }).result;
    const named = found.filter(({ evidence }) => evidence.some(({ signal }) => signal === 'mention'));
    expect(named.map(({ service }) => service)).toEqual(['stock']);
  });

  it('leaves out lines of requests that are not there, where traces are a sample', () => {
    const { traces, logs, series } = stageShop('none');
    const sample = traces.filter((_, at) => at % 3 === 0);
    const ids = new Set<string>(sample.map(({ traceId }) => traceId));
    const theirs = logs.map((table) => linesOf(table, (id) => ids.has(id)));
    const ofOthers = stageShop('error-lines').logs.map((table) => linesOf(table, (id) => !ids.has(id)));
    const { result } = suspects({ incident: { traces: sample, logs: [...theirs, ...ofOthers], series } });
    expect(result.onset).toBeUndefined();
  });

  it('counts a recent change, and calls it that', () => {
    const change = { at: atMs(ONSET_MS - 30_000), service: 'shop/stock', text: 'v2' };
    const old = { at: atMs(ONSET_MS - 3_600_000), service: 'web', text: 'v9' };
    const plain = suspects({ incident: stageShop('slow-code') }).result;
    const { result } = suspects({ incident: stageShop('slow-code'), changes: [change, old] });
    expect(result.suspects[0]).toMatchObject({ service: 'stock', kind: 'change' });
    expect(result.suspects[0]?.score).toBeGreaterThan(plain.suspects[0]?.score ?? Infinity);
    expect(
      result.suspects.flatMap(({ evidence }) => evidence).filter(({ signal }) => signal === 'change')
    ).toHaveLength(1);
  });
});

describe('suspects with a signal absent', () => {
  it('says which, and sees what the others show', () => {
    const shop = stageShop('error-lines');
    const linesAlone = suspects({ incident: { ...NOTHING, logs: shop.logs } });
    expect(linesAlone.problems.map(({ params }) => params.signal)).toEqual(['traces', 'metrics']);
    expect(first(linesAlone.result)).toBe('stock');

    const spansAlone = suspects({ incident: { ...NOTHING, traces: stageShop('network').traces } });
    expect(spansAlone.problems.map(({ params }) => params.signal)).toEqual(['logs', 'metrics']);
    expect(first(spansAlone.result)).toBe('stock');

    const metricsAlone = suspects({ incident: { ...NOTHING, series: stageShop('starved').series } });
    expect(first(metricsAlone.result)).toBe('stock');
    expect(metricsAlone.result.suspects[0]?.instance).toBe('stock-0');
  });

  it('answers with nothing for nothing', () => {
    expect(suspects({ incident: NOTHING }).result).toEqual({ onset: undefined, suspects: [] });
  });
});
