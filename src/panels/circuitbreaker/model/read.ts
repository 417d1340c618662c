import type { DataFrame } from '@grafana/data';
import type { Breaker } from '../../../engine/breaker';
import { defaultIdentityRules, type ReportLine } from '../../../engine/correlation';
import type { LogTable, Series, Trace } from '../../../engine/model';
import type { Problem } from '../../../engine/result';
import type { Steps } from '../../../engine/steps';
import type { EpochNs, TraceId } from '../../../engine/units';
import { classifyFrames, readBreakers, readLogs, readReport, readSeries, readTraces } from '../../../frames';

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
  readonly report: readonly ReportLine[];
  readonly problems: readonly Problem[];
  /** Frames of which this panel can draw nothing, by refId or name and their field names. */
  readonly foreign: readonly string[];
}

interface Read<T> {
  readonly rows: number;
  readonly result: readonly T[];
  readonly problems: readonly Problem[];
}

/**
 * What was read of a frame, by the array of its values: Grafana wraps frames anew on every emission and on every change of
 * an option, but keeps the arrays. So a frame is read once, and analyses that are kept by trace or series stay valid.
 */
const knownTraces = new WeakMap<object, Read<Trace>>();
const knownSeries = new WeakMap<object, Read<Series>>();

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
    const read = once(knownSeries, frame, valuesOfType(frame, 'number'), readSeries);
    series.push(...read.result);
    problems.push(...read.problems);
    yield;
  }
  const best = new Map<TraceId, { readonly trace: Trace; readonly frame: DataFrame }>();
  for (const frame of sorted.traces) {
    const read = once(knownTraces, frame, valuesNamed(frame, 'spanID'), readTraces);
    problems.push(...read.problems);
    for (const trace of read.result) {
      const other = best.get(trace.traceId);
      if (other === undefined || trace.size > other.trace.size) {
        best.set(trace.traceId, { trace, frame });
      }
    }
    yield;
  }
  const logs = readLogs(sorted.logs, { rules: defaultIdentityRules, source: '' });
  const breakers = readBreakers(sorted.clew.breakers, origin);
  const report = readReport(sorted.clew.report);
  return {
    measured: breakers.result,
    series,
    logs: logs.result,
    traces: [...best.values()].map(({ trace }) => trace),
    frameOf: new Map([...best].map(([traceId, { frame }]) => [traceId, frame])),
    rows: frames.reduce((sum, { length }) => sum + length, 0),
    report: report.result,
    problems: [...problems, ...breakers.problems, ...logs.problems, ...report.problems],
    foreign: [...sorted.unknown, ...sorted.search].map(frameName),
  };
}

function once<T>(
  known: WeakMap<object, Read<T>>,
  frame: DataFrame,
  key: object | undefined,
  read: (frames: readonly DataFrame[], rules: typeof defaultIdentityRules) => Omit<Read<T>, 'rows'>
): Read<T> {
  const before = key === undefined ? undefined : known.get(key);
  if (before?.rows === frame.length) {
    return before;
  }
  const fresh = { rows: frame.length, ...read([frame], defaultIdentityRules) };
  if (key !== undefined) {
    known.set(key, fresh);
  }
  return fresh;
}

function valuesNamed(frame: DataFrame, name: string): object | undefined {
  return frame.fields.find((field) => field.name === name)?.values;
}

function valuesOfType(frame: DataFrame, type: string): object | undefined {
  return frame.fields.find((field) => field.type === type)?.values;
}

function frameName(frame: DataFrame): string {
  return `${frame.refId ?? frame.name ?? '?'} (${frame.fields.map((field) => field.name).join(', ')})`;
}
