import type { DataFrame } from '@grafana/data';
import { defaultIdentityRules, type ReportLine } from '../../../engine/correlation';
import type { LogTable, Series, Trace } from '../../../engine/model';
import type { Problem } from '../../../engine/result';
import type { Steps } from '../../../engine/steps';
import type { TraceId } from '../../../engine/units';
import { classifyFrames, readLogs, readReport, readSeries, readTraces } from '../../../frames';

/** What the frames of a panel say. */
export interface Reading {
  /** Each trace once, in the order of the frames. */
  readonly traces: readonly Trace[];
  /** Spans of all traces. */
  readonly spans: number;
  /** The frame that a trace was read from: its links. */
  readonly frameOf: ReadonlyMap<TraceId, DataFrame>;
  readonly logs: readonly LogTable[];
  /** Metrics: what time daemons say. */
  readonly series: readonly Series[];
  readonly report: readonly ReportLine[];
  readonly problems: readonly Problem[];
  /** Copies of a trace that were left out, because another frame holds as much of it or more. */
  readonly copies: number;
  /** Frames of which this panel can draw nothing, by refId or name and their field names. */
  readonly foreign: readonly string[];
}

interface ReadFrame {
  readonly rows: number;
  readonly traces: readonly Trace[];
  readonly problems: readonly Problem[];
}

/**
 * What was read of a frame, by the array of its span IDs: Grafana wraps frames anew on every emission and on every change
 * of an option, but keeps the arrays. So a batch that arrives costs only itself.
 */
const known = new WeakMap<object, ReadFrame>();

/** Reads traces, log lines and metrics from whatever frames a panel is given. Never throws. O(rows of new frames). */
export function* readFrames(frames: readonly DataFrame[]): Steps<Reading> {
  const sorted = classifyFrames(frames);
  const best = new Map<TraceId, { readonly trace: Trace; readonly frame: DataFrame }>();
  const problems: Problem[] = [...sorted.problems];
  let copies = 0;
  for (const frame of sorted.traces) {
    const read = readOnce(frame);
    problems.push(...read.problems);
    for (const trace of read.traces) {
      const other = best.get(trace.traceId);
      copies += other === undefined ? 0 : 1;
      if (other === undefined || trace.size > other.trace.size) {
        best.set(trace.traceId, { trace, frame });
      }
    }
    yield;
  }
  const rules = defaultIdentityRules;
  const logs = readLogs(sorted.logs, { rules, source: '' });
  const series = readSeries(sorted.series, rules);
  const report = readReport(sorted.clew.report);
  const traces = [...best.values()].map(({ trace }) => trace);
  return {
    traces,
    spans: traces.reduce((sum, { size }) => sum + size, 0),
    frameOf: new Map([...best].map(([traceId, { frame }]) => [traceId, frame])),
    logs: logs.result,
    series: series.result,
    report: report.result,
    problems: [...problems, ...logs.problems, ...series.problems, ...report.problems],
    copies,
    foreign: [...sorted.unknown, ...sorted.search, ...sorted.logs, ...sorted.series].map(
      (frame) => `${frame.refId ?? frame.name ?? '?'} (${frame.fields.map((field) => field.name).join(', ')})`
    ),
  };
}

function readOnce(frame: DataFrame): ReadFrame {
  const key = frame.fields.find((field) => field.name === 'spanID')?.values;
  const before = key === undefined ? undefined : known.get(key);
  if (before?.rows === frame.length) {
    return before;
  }
  const { result, problems } = readTraces([frame], defaultIdentityRules);
  const read = { rows: frame.length, traces: result, problems };
  if (key !== undefined) {
    known.set(key, read);
  }
  return read;
}
