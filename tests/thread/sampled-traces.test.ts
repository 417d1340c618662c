import { type DataFrame, type DataQueryResponse, dateTime, LoadingState, toDataFrame } from '@grafana/data';
import { from, lastValueFrom, map } from 'rxjs';

import { type LabIncident, runScenario } from '../../pkg/lab';
import { answer, remember } from '../../pkg/workbench/sources';
import { DEFAULT_QUERIES, type TracesQuery } from '../../src/datasource/query';
import { sampleRequest, setBench } from '../../src/datasource/testing/fakeSources';
import { defaultIdentityRules } from '../../src/engine/correlation';
import { aggregate } from '../../src/engine/path';
import { addNanos, epochNsFromMs, nanos } from '../../src/engine/units';
import { classifyFrames, readHistory, readReport, readTraces } from '../../src/frames';

const START_MS = Date.UTC(2026, 10, 21, 10);
const MINUTE_MS = 60_000;

describe('view traces over the workbench: amex-slow', () => {
  const incident = runScenario('amex-slow', { seed: 1, scale: 0.2, startNs: epochNsFromMs(START_MS) });
  const { operation, onsetNs } = incident.truth;

  it('brings the slowest whole; their paths name the operation, and history tells what is usual for it', async () => {
    const { data } = await ask(incident, {
      selection: '{ kind = server }',
      sample: { kind: 'slowest', traces: 20 },
      history: true,
    });
    const { traces: frames, clew } = classifyFrames<DataFrame>(data);
    const report = readReport(clew.report).result;
    expect(report.filter(({ state }) => state !== 'done' && state !== 'empty')).toEqual([]);
    expect(report[0]?.message).toBe('sample.slowest');
    const traces = readTraces(frames, defaultIdentityRules).result;
    expect(traces).toHaveLength(20);
    // A trace is as long as its clocks say, a few milliseconds more or less than its root.
    const found = [...lengths(traces)].sort((a, b) => b - a);
    const apart = slowestOf(incident, 20).map((ms, rank) => Math.abs(ms - (found[rank] ?? 0)));
    expect(Math.max(...apart)).toBeLessThan(10);
    const aggregator = aggregate({ path: { rule: 'last-finishing' } });
    traces.forEach((trace) => aggregator.add(trace));
    const { operations, groups } = aggregator.finish();
    expect(operations[groups[0]?.operations[0]?.operation ?? -1]).toMatchObject({
      serviceName: operation?.service,
      operation: operation?.name,
    });
    // The panel begins at the onset: what is usual is from before.
    const usual = readHistory(clew.history).result.find(
      (row) => row.service === operation?.service && row.operation === operation?.name
    );
    expect(usual?.p99).toBeGreaterThan(20e6);
    expect(usual?.p99).toBeLessThan(200e6);
  });

  function ask(staged: LabIncident, query: Partial<TracesQuery>): Promise<DataQueryResponse> {
    const bench = setBench();
    const memory = remember(staged);
    for (const [signal, type] of [
      ['traces', 'tempo'],
      ['logs', 'loki'],
      ['metrics', 'prometheus'],
    ] as const) {
      const source = { type, uid: type, name: type, exemplarDestinations: [] };
      bench[signal].answer = ({ requestId, targets, range, intervalMs }) => {
        const times = { fromMs: range.from.valueOf(), toMs: range.to.valueOf(), intervalMs };
        return from(answer(memory, source, { requestId, targets, ...times })).pipe(
          map(({ state, key, error, errors, data }) => ({
            state: LoadingState[state],
            key,
            error,
            errors: errors === undefined ? undefined : [...errors],
            data: data.map((frame) => toDataFrame(frame)),
          }))
        );
      };
    }
    const begin = Number(BigInt(onsetNs) / BigInt(1_000_000));
    const range = { from: dateTime(begin), to: dateTime(START_MS + 15 * MINUTE_MS) };
    const target: TracesQuery = { ...DEFAULT_QUERIES.traces, refId: 'A', ...query };
    const request = {
      ...sampleRequest(),
      filters: [],
      range: { ...range, raw: range },
      rangeRaw: range,
      targets: [target],
    };
    return lastValueFrom(bench.clew({ timeoutMs: 20_000 }).query(request));
  }
});

function lengths(traces: ReturnType<typeof readTraces>['result']): readonly number[] {
  return traces.map((trace) => Math.round((trace.duration[trace.parent.findIndex((up) => up < 0)] ?? 0) / 1e6));
}

/** Whole milliseconds of the longest roots that began after the onset. */
function slowestOf({ traces, truth }: LabIncident, count: number): readonly number[] {
  return traces.resourceSpans
    .flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans))
    .filter(
      ({ parentSpanId, startTimeUnixNano }) =>
        parentSpanId === '' &&
        BigInt(startTimeUnixNano) >=
          addNanos(epochNsFromMs(Number(BigInt(truth.onsetNs) / BigInt(1_000_000))), nanos(0))
    )
    .map(({ startTimeUnixNano, endTimeUnixNano }) => Number(BigInt(endTimeUnixNano) - BigInt(startTimeUnixNano)))
    .sort((a, b) => b - a)
    .slice(0, count)
    .map((ns) => Math.round(ns / 1e6));
}
