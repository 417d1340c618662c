import { problem, type Problem } from '../../result';
import type { Steps } from '../../steps';
import type { EpochNs } from '../../units';
import { TemplateMiner } from '../templates';
import type { SuspectInput, Telemetry } from '../types';
import { failedCallStreams, failureStreams } from './failures';
import { excuse, LineReader } from './lines';
import { metricStreams } from './metrics';
import { orderStreams } from './order';
import { serviceNames } from './service-names';
import type { Stream } from './stream';
import { templateStreams } from './templates';
import { timingStreams } from './timing';
import { trafficStreams } from './traffic';
import { walkTraces } from './visits';

/** Whom each service calls. */
export type CallGraph = ReadonlyMap<string, ReadonlySet<string>>;

/** Everything that can be judged at a moment. */
export interface Gathered {
  readonly streams: readonly Stream[];
  readonly calls: CallGraph;
  /** Problem: `suspects.signal-missing` {signal}: nothing of it is known of the incident, and what only it shows is not seen. */
  readonly problems: readonly Problem[];
}

const NOTHING: Telemetry = { traces: [], logs: [], series: [] };

/** Reads all three signals into streams, one for each thing that may tell against a service. */
export function* gatherStreams({ incident, baseline = NOTHING }: SuspectInput, origin: EpochNs): Steps<Gathered> {
  const nameOf = serviceNames([incident, baseline]);
  const usual = yield* walkTraces(baseline.traces, origin, nameOf);
  const now = yield* walkTraces(incident.traces, origin, nameOf);
  const calls = new Map<string, Set<string>>();
  const services = new Set<string>();
  for (const walk of [usual, now]) {
    for (const { caller, callee } of walk.calls) {
      calls.set(caller, (calls.get(caller) ?? new Set()).add(callee));
      services.add(callee);
    }
    walk.visits.forEach(({ service }) => services.add(service));
  }
  const reader = new LineReader(new TemplateMiner(), services, nameOf);
  // Lines that nobody collected have not gone away.
  const usualLines = yield* reader.read(sizeOf(incident.logs) === 0 ? [] : baseline.logs, usual, origin);
  const lines = excuse(yield* reader.read(incident.logs, now, origin), usualLines, reader.facts, [now, usual]);
  const streams: Stream[] = [];
  for (const part of [
    () => timingStreams(now, usual),
    () => failureStreams(now, usual, lines.excused),
    () => failedCallStreams(now, usual),
    () => trafficStreams(now, usual),
    () => orderStreams(lines),
    () => metricStreams(incident.series, baseline.series, origin, nameOf),
  ]) {
    yield;
    streams.push(...part());
  }
  yield;
  streams.push(...(yield* templateStreams(now, usual, lines)));
  return { calls, streams, problems: missing(incident) };
}

function missing({ traces, logs, series }: Telemetry): readonly Problem[] {
  const sizes = {
    traces: traces.length,
    logs: sizeOf(logs),
    metrics: series.length,
  };
  return Object.entries(sizes).flatMap(([signal, size]) =>
    size === 0 ? [problem('suspects.signal-missing', { signal })] : []
  );
}

function sizeOf(logs: Telemetry['logs']): number {
  return logs.reduce((sum, { size }) => sum + size, 0);
}
