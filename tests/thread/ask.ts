import { type DataQueryResponse, dateTime, LoadingState, toDataFrame } from '@grafana/data';
import { from, lastValueFrom, map } from 'rxjs';

import { answer, type Memory } from '../../pkg/workbench/sources';
import type { ClewQuery } from '../../src/datasource/query';
import { type Bench, sampleRequest, setBench } from '../../src/datasource/testing/fakeSources';

/** Asks the data source, over the workbench's sources, for a range in epoch milliseconds: the last answer. */
export function askOver(
  memory: Memory,
  target: ClewQuery,
  [fromMs, toMs]: readonly [number, number],
  bench: Bench = setBench()
): Promise<DataQueryResponse> {
  serve(bench, 'traces', 'tempo', memory);
  serve(bench, 'logs', 'loki', memory);
  serve(bench, 'metrics', 'prometheus', memory);
  const range = { from: dateTime(fromMs), to: dateTime(toMs) };
  const request = {
    ...sampleRequest(),
    filters: [],
    range: { ...range, raw: range },
    rangeRaw: range,
    targets: [target],
  };
  return lastValueFrom(bench.clew({ timeoutMs: 60_000 }).query(request));
}

/** Lets a workbench source answer for one signal, as it would over the wire. */
export function serve(bench: Bench, signal: 'traces' | 'logs' | 'metrics', type: string, memory: Memory): void {
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
