import type { DataFrame } from '@grafana/data';
import type { Breaker } from '../../../engine/breaker';
import { defaultIdentityRules, type ReportLine } from '../../../engine/correlation';
import type { LogTable, Series, Trace } from '../../../engine/model';
import type { Problem } from '../../../engine/result';
import type { Steps } from '../../../engine/steps';
import type { EpochNs, TraceId } from '../../../engine/units';
import {
  classifyFrames,
  describeFrame,
  gatherTraces,
  readBreakers,
  readLogs,
  readOnce,
  readReport,
  readSeries,
} from '../../../frames';

/** What the frames of a panel say. */
export interface Reading {
  /** Lanes of our data source, relative to the window's start. */
  readonly measured: readonly Breaker[];
  readonly series: readonly Series[];
  readonly logs: readonly LogTable[];
  /** Each trace once. */
  readonly traces: readonly Trace[];
  /** The frame that a trace was read from: its links. */
  readonly frameOf: ReadonlyMap<TraceId, DataFrame>;
  /** Spans and samples: how much work it is to analyse them. */
  readonly rows: number;
  /** Copies of a trace that were left out, because another frame holds as much of it or more. */
  readonly copies: number;
  readonly report: readonly ReportLine[];
  readonly problems: readonly Problem[];
  /** Frames of which this panel can draw nothing, by refId or name and their field names. */
  readonly foreign: readonly string[];
}

/** A frame of metrics is read once: analyses that are kept by series stay valid. */
const readSeriesOnce = readOnce(
  (frame) => readSeries([frame], defaultIdentityRules),
  (frame) => frame.fields.find(({ type }) => type === 'number')
);

/**
 * Reads breakers, metrics, log lines and traces from whatever frames a panel is given. Never throws. O(rows of new frames).
 *
 * @param origin - the start of the window
 */
export function* readFrames(frames: readonly DataFrame[], origin: EpochNs): Steps<Reading> {
  const sorted = classifyFrames(frames);
  const problems: Problem[] = [...sorted.problems];
  const series: Series[] = [];
  for (const frame of sorted.series) {
    const read = readSeriesOnce(frame);
    series.push(...read.result);
    problems.push(...read.problems);
    yield;
  }
  const gathered = yield* gatherTraces(sorted.traces);
  const logs = readLogs(sorted.logs, { rules: defaultIdentityRules, source: '' });
  const breakers = readBreakers(sorted.clew.breakers, origin);
  const report = readReport(sorted.clew.report);
  return {
    measured: breakers.result,
    series,
    logs: logs.result,
    traces: gathered.traces,
    frameOf: gathered.frameOf,
    copies: gathered.copies,
    rows: frames.reduce((sum, { length }) => sum + length, 0),
    report: report.result,
    problems: [...problems, ...gathered.problems, ...breakers.problems, ...logs.problems, ...report.problems],
    foreign: [...sorted.unknown, ...sorted.search].map(describeFrame),
  };
}
