import { type DataQueryResponse, dateTime, LoadingState, toDataFrame } from '@grafana/data';
import { from, lastValueFrom, map } from 'rxjs';

import { Stage } from '../../pkg/lab/stage';
import { answer, type Emission, type FrameJson, type Memory, remember } from '../../pkg/workbench/sources';
import { type Bench, sampleRequest, setBench } from '../../src/datasource/testing/fakeSources';
import type { ClewQuery } from '../../src/datasource/query';

/** What one view costs: aggregates are what a source has summed up, rows are traces, hits, lines and exemplars as they are stored. */
export interface Cost {
  readonly aggregates: { readonly requests: number; readonly bytes: number };
  readonly rows: {
    readonly requests: number;
    readonly traces: number;
    readonly hits: number;
    readonly lines: number;
    readonly exemplars: number;
    readonly bytes: number;
  };
}

const START_MS = Date.UTC(2026, 10, 21, 10);
const NS_PER_MS = 1e6;
const EXEMPLAR_MS = 10_000;
const SEED = 1;
/**
 * How long the lab runs, and which part of it is asked. Traffic times a hundred is some two hundred requests a second, so
 * that little more than a minute of them fits in memory. The first of them are left out: a series begins with its first use.
 */
const RUN_MS = 80_000;
const ASKED_MS = { from: 45_000, to: 80_000 };
const AGGREGATE = /(?:^|\W)(?:rate|(?:count|bytes|quantile)_over_time)\s*\(/;

/** The shop with nothing wrong, under so many times its usual traffic, as its stores hold it. */
export function trafficOf(times: number): { readonly memory: Memory; readonly requestId: string } {
  const stage = new Stage('healthy', {
    seed: SEED,
    startNs: BigInt(START_MS) * BigInt(NS_PER_MS),
    scale: times,
    round: 0,
  });
  stage.advance(RUN_MS * NS_PER_MS);
  const memory = remember(stage.incident());
  return { memory, requestId: requestIn(memory) };
}

/** The request that is followed: the first to begin in the second half of what is asked. */
function requestIn({ traces }: Memory): string {
  const from = START_MS + (ASKED_MS.from + ASKED_MS.to) / 2;
  const roots = [...traces.values()].map(([root]) => root.span);
  const chosen = roots.find(({ startTimeUnixNano }) => Number(startTimeUnixNano) / NS_PER_MS > from);
  const id = chosen?.attributes?.find(({ key }) => key === 'request_id')?.value.stringValue;
  if (id === undefined) {
    throw new Error('nobody came in what is asked');
  }
  return id;
}

/** Exemplars that the lab can have kept in what is asked: each bucket one in ten seconds. */
export function mostExemplars({ series }: Memory): number {
  const buckets = series.get('traces_spanmetrics_latency_bucket')?.length ?? 0;
  return buckets * Math.ceil((ASKED_MS.to - ASKED_MS.from) / EXEMPLAR_MS);
}

/** Asks one query of the data source over the workbench's sources, and adds up what went over the wire. */
export async function costOf(memory: Memory, query: ClewQuery): Promise<Cost> {
  const heard: FrameJson[] = [];
  const requests = { aggregates: 0, rows: 0 };
  const bench = setBench();
  const listen = (emissions: readonly Emission[], targets: readonly unknown[]): void => {
    const aggregate = targets.every((target) => AGGREGATE.test(JSON.stringify(target)));
    requests[aggregate ? 'aggregates' : 'rows'] += 1;
    // Loki sends the same frames twice; the browser holds them once.
    heard.push(...emissions.slice(-1).flatMap(({ data }) => data));
  };
  serve(bench, 'traces', 'tempo', memory, listen);
  serve(bench, 'logs', 'loki', memory, listen);
  serve(bench, 'metrics', 'prometheus', memory, (emissions) => {
    requests.aggregates += 1;
    heard.push(...emissions.slice(-1).flatMap(({ data }) => data));
  });
  const range = { from: dateTime(START_MS + ASKED_MS.from), to: dateTime(START_MS + ASKED_MS.to) };
  const request = {
    ...sampleRequest(),
    targets: [query],
    filters: [],
    range: { ...range, raw: range },
    rangeRaw: range,
  };
  const response: DataQueryResponse = await lastValueFrom(bench.clew({ timeoutMs: 300_000 }).query(request));
  if (response.state !== LoadingState.Done) {
    throw new Error(`${query.view}: ${response.errors?.map(({ message }) => message).join(', ') ?? response.state}`);
  }
  return added(requests, heard);
}

/** Lets a workbench source answer for one signal, as it would over the wire; `listen` hears what was asked and answered. */
export function serve(
  bench: Bench,
  signal: 'traces' | 'logs' | 'metrics',
  type: string,
  memory: Memory,
  listen: (emissions: readonly Emission[], targets: readonly unknown[]) => void
): void {
  const source = { type, uid: type, name: type, exemplarDestinations: [] };
  bench[signal].answer = ({ requestId, targets, range, intervalMs }) => {
    const times = { fromMs: range.from.valueOf(), toMs: range.to.valueOf(), intervalMs };
    const emissions = answer(memory, source, { requestId, targets, ...times });
    listen(emissions, targets);
    return from(emissions).pipe(
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

function added(requests: { readonly aggregates: number; readonly rows: number }, frames: readonly FrameJson[]): Cost {
  const of = (kind: string): readonly FrameJson[] => frames.filter((frame) => kindOf(frame) === kind);
  const rows = (kind: string): number => of(kind).reduce((sum, { length }) => sum + length, 0);
  const bytes = (...kinds: readonly string[]): number =>
    kinds.flatMap(of).reduce((sum, frame) => sum + JSON.stringify(frame).length, 0);
  return {
    aggregates: { requests: requests.aggregates, bytes: bytes('series') },
    rows: {
      requests: requests.rows,
      traces: of('trace').length,
      hits: rows('hits'),
      lines: rows('lines'),
      exemplars: rows('exemplars'),
      bytes: bytes('trace', 'hits', 'lines', 'exemplars'),
    },
  };
}

function kindOf({ name, meta, fields }: FrameJson): string {
  if (meta.preferredVisualisationType === 'trace') {
    return 'trace';
  }
  if (meta.preferredVisualisationType === 'logs') {
    return 'lines';
  }
  if (name === 'exemplar') {
    return 'exemplars';
  }
  return meta.type === undefined && fields.length > 2 ? 'hits' : 'series';
}
