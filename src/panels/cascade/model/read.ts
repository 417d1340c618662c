import type { DataFrame } from '@grafana/data';
import type { ChangeEvent } from '../../../engine/cascade';
import { defaultIdentityRules, type ReportLine } from '../../../engine/correlation';
import type { LogTable, Series, Trace } from '../../../engine/model';
import type { Problem } from '../../../engine/result';
import type { Measure } from '../../../engine/signals';
import type { Steps } from '../../../engine/steps';
import type { EpochNs, TraceId } from '../../../engine/units';
import {
  classifyFrames,
  describeFrame,
  gatherTraces,
  readChanges,
  readLogs,
  readReport,
  readSeries,
  readSignals,
} from '../../../frames';

/** What the frames of a panel say. */
export interface Reading {
  /** Golden signals of our data source, baselines among them. */
  readonly measures: readonly Measure[];
  /** Series of any other source. */
  readonly series: readonly Series[];
  readonly traces: readonly Trace[];
  readonly logs: readonly LogTable[];
  /** What the query brought, relative to the window's start. */
  readonly changes: readonly ChangeEvent[];
  /** Of the dashboard: some of them tell of changes. */
  readonly annotations: readonly DataFrame[];
  /** The frame that a trace was read from: its links. */
  readonly frameOf: ReadonlyMap<TraceId, DataFrame>;
  /** Copies of traces that were left out. */
  readonly copies: number;
  readonly report: readonly ReportLine[];
  readonly problems: readonly Problem[];
  /** Frames of which this panel can tell nothing, by refId or name and their field names. */
  readonly foreign: readonly string[];
}

/**
 * Reads golden signals, other metrics, traces, log lines and changes from whatever frames a panel is given. Never throws.
 * O(rows).
 *
 * @param annotations - of the dashboard
 * @param origin - the start of the window
 */
export function* readFrames(
  frames: readonly DataFrame[],
  annotations: readonly DataFrame[],
  origin: EpochNs
): Steps<Reading> {
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
  const gathered = yield* gatherTraces(sorted.traces);
  const logs = readLogs(sorted.logs, { rules: defaultIdentityRules, source: '' });
  const changes = readChanges(sorted.clew.changes, origin);
  const report = readReport(sorted.clew.report);
  return {
    measures,
    series,
    traces: gathered.traces,
    logs: logs.result,
    changes: changes.result,
    annotations,
    frameOf: gathered.frameOf,
    copies: gathered.copies,
    report: report.result,
    problems: [...problems, ...gathered.problems, ...logs.problems, ...changes.problems, ...report.problems],
    foreign: [...sorted.unknown, ...sorted.search].map(describeFrame),
  };
}
