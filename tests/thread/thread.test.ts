import { type DataQueryResponse, dateTime, LoadingState, toDataFrame } from '@grafana/data';
import { from, lastValueFrom, map } from 'rxjs';

import { type LabIncident, runScenario, scenarioNames } from '../../pkg/lab';
import { answer, remember, type Memory } from '../../pkg/workbench/sources';
import { sampleRequest, setBench, type Bench } from '../../src/datasource/testing/fakeSources';
import { defaultIdentityRules } from '../../src/engine/correlation';
import { epochNsFromMs, addNanos, nanos } from '../../src/engine/units';
import { classifyFrames, readLogs, readReport, readTraces } from '../../src/frames';
import { groundTruth } from './groundTruth';

const START_MS = Date.UTC(2026, 10, 21, 10);
const MINUTE_MS = 60_000;
const RULES = defaultIdentityRules;

/**
 * Lines stamped hours off lie outside the window that is asked: finding them is the clock's business, not the thread's. What
 * is known by its metrics alone has no IDs.
 */
const TOLD_IN_TIME = scenarioNames.filter((name) => name !== 'vanishing-logs' && name !== 'memory-leak-cascade');

describe.each(TOLD_IN_TIME)('the thread of %s', (name) => {
  const incident = runScenario(name, { seed: 1, scale: 0.2, startNs: epochNsFromMs(START_MS) });
  const ids = incident.truth.ids.slice(0, 3);

  it.each(ids)('%s: every row that is there, and no other', async (id) => {
    const response = await ask(incident, id);
    const { traces, logs, clew, series } = classifyFrames(response.data);
    const truth = groundTruth(incident, id);
    const read = readTraces(traces, RULES);
    expect(response.state).toBe(LoadingState.Done);
    expect([...new Set(read.result.map(({ traceId }) => traceId))].sort()).toEqual(truth.traceIds);
    expect(read.result.flatMap(({ spanId }) => [...spanId]).sort()).toEqual(truth.spanIds);
    expect(linesOf(logs)).toEqual(truth.lines);
    expect(series.length).toBeGreaterThan(0);
    const failing = readReport(clew.report).result.filter(({ state }) => state === 'failed' || state === 'timed-out');
    expect(failing).toEqual([]);
  });
});

function linesOf(frames: Parameters<typeof readLogs>[0]): readonly string[] {
  const { result } = readLogs(frames, { rules: RULES, source: '' });
  return result
    .flatMap((table) =>
      Array.from(table.time, (time, row) => `${addNanos(table.origin, nanos(time))} ${table.line[row]}`)
    )
    .sort();
}

function ask(incident: LabIncident, id: string): Promise<DataQueryResponse> {
  const bench = setBench();
  const memory = remember(incident);
  serve(bench, 'traces', 'tempo', memory);
  serve(bench, 'logs', 'loki', memory);
  serve(bench, 'metrics', 'prometheus', memory);
  const range = { from: dateTime(START_MS - MINUTE_MS), to: dateTime(START_MS + 20 * MINUTE_MS) };
  const request = { ...sampleRequest({ value: id }), filters: [], range: { ...range, raw: range }, rangeRaw: range };
  return lastValueFrom(bench.clew({ timeoutMs: 20_000 }).query(request));
}

/** Lets a workbench source answer for one signal, as it would over the wire. */
function serve(bench: Bench, signal: 'traces' | 'logs' | 'metrics', type: string, memory: Memory): void {
  const source = { type, uid: type, name: type, exemplarDestinations: [] };
  bench[signal].answer = ({ requestId, targets, range, intervalMs }) => {
    const times = { fromMs: range.from.valueOf(), toMs: range.to.valueOf(), intervalMs };
    return from(answer(memory, source, { requestId, targets, ...times })).pipe(
      map(({ state, key, data, error, errors }) => ({
        state: LoadingState[state],
        key,
        error,
        errors: errors === undefined ? undefined : [...errors],
        data: data.map((frame) => toDataFrame(frame)),
      }))
    );
  };
}
