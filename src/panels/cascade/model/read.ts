import type { DataFrame } from '@grafana/data';
import type { ChangeEvent } from '../../../engine/cascade';
import { defaultIdentityRules, type ReportLine } from '../../../engine/correlation';
import type { LogTable, Series, Trace } from '../../../engine/model';
import type { Problem } from '../../../engine/result';
import type { Measure } from '../../../engine/signals';
import type { EpochNs, TraceId } from '../../../engine/units';
import {
  classifyFrames,
  readChanges,
  readLogs,
  readReport,
  readSeries,
  readSignals,
  readTraces,
} from '../../../frames';
import type { Steps } from '../../../ui';

/** What the frames of a panel say. */
export interface Reading {
  /** Golden signals of our data source, baselines among them. */
  readonly measures: readonly Measure[];
  /** Series of any other source. */
  readonly series: readonly Series[];
  readonly traces: readonly Trace[];
  readonly logs: readonly LogTable[];
  /** Relative to the window's start. */
  readonly changes: readonly ChangeEvent[];
  /** The frame that a trace was read from: its links. */
  readonly frameOf: ReadonlyMap<TraceId, DataFrame>;
  readonly report: readonly ReportLine[];
  readonly problems: readonly Problem[];
  /** Frames of which this panel can tell nothing, by refId or name and their field names. */
  readonly foreign: readonly string[];
}

/**
 * Reads golden signals, other metrics, traces, log lines and changes from whatever frames a panel is given. Never throws.
 * O(rows).
 *
 * @param origin - the start of the window
 */
export function* readFrames(frames: readonly DataFrame[], origin: EpochNs): Steps<Reading> {
  const sorted = classifyFrames(frames);
  const problems: Problem[] = [...sorted.problems];
  const measures: Measure[] = [];
  const series: Series[] = [];
  for (const frame of sorted.series) {
    const golden = readSignals([frame]);
    problems.push(...golden.problems);
    measures.push(...golden.result);
    if (golden.result.length === 0) {
      const read = readSeries([frame], defaultIdentityRules);
      problems.push(...read.problems);
      series.push(...read.result);
    }
    yield;
  }
  const traces = new Map<TraceId, { readonly trace: Trace; readonly frame: DataFrame }>();
  for (const frame of sorted.traces) {
    const read = readTraces([frame], defaultIdentityRules);
    problems.push(...read.problems);
    for (const trace of read.result) {
      const other = traces.get(trace.traceId);
      if (other === undefined || trace.size > other.trace.size) {
        traces.set(trace.traceId, { trace, frame });
      }
    }
    yield;
  }
  const logs = readLogs(sorted.logs, { rules: defaultIdentityRules, source: '' });
  const changes = readChanges(sorted.clew.changes, origin);
  const report = readReport(sorted.clew.report);
  return {
    measures,
    series,
    traces: [...traces.values()].map(({ trace }) => trace),
    logs: logs.result,
    changes: changes.result,
    frameOf: new Map([...traces].map(([traceId, { frame }]) => [traceId, frame])),
    report: report.result,
    problems: [...problems, ...logs.problems, ...changes.problems, ...report.problems],
    foreign: [...sorted.unknown, ...sorted.search].map(frameName),
  };
}

function frameName(frame: DataFrame): string {
  return `${frame.refId ?? frame.name ?? '?'} (${frame.fields.map((field) => field.name).join(', ')})`;
}
