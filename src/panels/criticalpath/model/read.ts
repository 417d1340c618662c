import type { DataFrame } from '@grafana/data';
import { isEqual } from 'lodash';
import type { ClockCorrection } from '../../../engine/clock';
import type { ReportLine } from '../../../engine/correlation';
import type { Trace } from '../../../engine/model';
import type { OperationHistory } from '../../../engine/path';
import type { Outcome, Problem } from '../../../engine/result';
import type { Steps } from '../../../engine/steps';
import { classifyFrames, describeFrame, readHistory, readReport, readTracesOnce, traceCohort } from '../../../frames';

/** Which of two groups that are compared a trace belongs to, when the data source says so. */
export type Cohort = 'selection' | 'baseline';

/** One trace of the panel's data. */
export interface TraceEntry {
  readonly trace: Trace;
  readonly cohort: Cohort | undefined;
}

/** What the frames of a panel say. */
export interface Reading {
  /** Each trace once, in the order of the frames. */
  readonly traces: readonly TraceEntry[];
  /** What was moved to have all traces on one clock; absent where times are as the sources gave them. */
  readonly correction?: ClockCorrection;
  /** How long operations usually take. */
  readonly history: readonly OperationHistory[];
  readonly report: readonly ReportLine[];
  readonly problems: readonly Problem[];
  /** Copies of a trace that were left out, because another frame holds more of it. */
  readonly copies: number;
  /** Frames of which this panel can draw nothing, by refId or name and their field names. */
  readonly foreign: readonly string[];
}

/**
 * Reads traces, and what the data source says of them, from whatever frames a panel is given. Never throws.
 *
 * @param before - what was read last: a trace that has not changed since stays the same object, and so do all analyses
 * that are kept by trace.
 */
export function* readFrames(frames: readonly DataFrame[], before?: Reading): Steps<Reading> {
  const sorted = classifyFrames(frames);
  const read: Array<Outcome<readonly Trace[]> & { readonly cohort: Cohort | undefined }> = [];
  for (const frame of sorted.traces) {
    read.push({ ...readTracesOnce(frame), cohort: traceCohort(frame) });
    yield;
  }
  const earlier = new Map(before?.traces.map(({ trace }) => [trace.traceId, trace]));
  const best = new Map<string, TraceEntry>();
  let copies = 0;
  for (const { result, cohort } of read) {
    for (const fresh of result) {
      const trace = unchanged(fresh, earlier.get(fresh.traceId));
      const other = best.get(trace.traceId);
      copies += other === undefined ? 0 : 1;
      if (other === undefined || trace.size > other.trace.size) {
        best.set(trace.traceId, { trace, cohort: other?.cohort ?? cohort });
      }
    }
  }
  const report = readReport(sorted.clew.report);
  const history = readHistory(sorted.clew.history);
  return {
    traces: [...best.values()],
    history: history.result,
    report: report.result,
    problems: [
      ...sorted.problems,
      ...read.flatMap(({ problems }) => problems),
      ...report.problems,
      ...history.problems,
    ],
    copies,
    foreign: [...sorted.unknown, ...sorted.search, ...sorted.logs, ...sorted.series].map(describeFrame),
  };
}

/** The trace of before, if the new one says the same. O(spans). */
function unchanged(fresh: Trace, earlier: Trace | undefined): Trace {
  return earlier !== undefined &&
    earlier !== fresh &&
    earlier.size === fresh.size &&
    earlier.origin === fresh.origin &&
    earlier.partial === fresh.partial &&
    COLUMNS.every((name) => sameValues(earlier[name], fresh[name])) &&
    isEqual(earlier.services, fresh.services)
    ? earlier
    : fresh;
}

const COLUMNS = ['spanId', 'parent', 'start', 'duration', 'service', 'operation', 'kind', 'status', 'flags'] as const;

function sameValues(one: ArrayLike<unknown>, other: ArrayLike<unknown>): boolean {
  for (let at = 0; at < one.length; at += 1) {
    if (one[at] !== other[at]) {
      return false;
    }
  }
  return one.length === other.length;
}
