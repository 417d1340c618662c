import type { DataFrame } from '@grafana/data';
import { defaultIdentityRules, type ReportLine } from '../../../engine/correlation';
import type { LogTable, Series, Trace } from '../../../engine/model';
import type { Problem } from '../../../engine/result';
import type { Steps } from '../../../engine/steps';
import type { TraceId } from '../../../engine/units';
import { classifyFrames, describeFrame, gatherTraces, readLogs, readReport, readSeries } from '../../../frames';

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

/** Reads traces, log lines and metrics from whatever frames a panel is given. Never throws. O(rows of new frames). */
export function* readFrames(frames: readonly DataFrame[]): Steps<Reading> {
  const sorted = classifyFrames(frames);
  const gathered = yield* gatherTraces(sorted.traces);
  const rules = defaultIdentityRules;
  const logs = readLogs(sorted.logs, { rules, source: '' });
  const series = readSeries(sorted.series, rules);
  const report = readReport(sorted.clew.report);
  return {
    traces: gathered.traces,
    spans: gathered.traces.reduce((sum, { size }) => sum + size, 0),
    frameOf: gathered.frameOf,
    logs: logs.result,
    series: series.result,
    report: report.result,
    problems: [sorted, gathered, logs, series, report].flatMap(({ problems }) => problems),
    copies: gathered.copies,
    foreign: [...sorted.unknown, ...sorted.search, ...sorted.logs, ...sorted.series].map(describeFrame),
  };
}
