import type { DataFrame } from '@grafana/data';
import { defaultIdentityRules, type ReportLine } from '../../../engine/correlation';
import type { Trace } from '../../../engine/model';
import type { OperationHistory } from '../../../engine/path';
import type { Problem } from '../../../engine/result';
import { classifyFrames, readReport, readTraces } from '../../../frames';

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
  /** How long operations usually take. */
  readonly history: readonly OperationHistory[];
  readonly report: readonly ReportLine[];
  readonly problems: readonly Problem[];
  /** Copies of a trace that were left out, because another frame holds more of it. */
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
 * What was read of a frame, by the array of its span IDs: Grafana wraps frames anew on every emission and on every
 * change of an option, but keeps the arrays. So a batch that arrives costs only itself, and analyses that are kept by
 * trace stay valid.
 */
const known = new WeakMap<object, ReadFrame>();

/** Reads traces, and what the data source says of them, from whatever frames a panel is given. Never throws. */
export function readFrames(frames: readonly DataFrame[]): Reading {
  const sorted = classifyFrames(frames);
  const read = sorted.traces.map((frame) => ({ ...readOnce(frame), cohort: cohortOf(frame) }));
  const best = new Map<string, TraceEntry>();
  let copies = 0;
  for (const { traces, cohort } of read) {
    for (const trace of traces) {
      const other = best.get(trace.traceId);
      copies += other === undefined ? 0 : 1;
      if (other === undefined || trace.size > other.trace.size) {
        best.set(trace.traceId, { trace, cohort: other?.cohort ?? cohort });
      }
    }
  }
  const report = readReport(sorted.clew.report);
  return {
    traces: [...best.values()],
    history: readHistory(frames),
    report: report.result,
    problems: [...sorted.problems, ...read.flatMap(({ problems }) => problems), ...report.problems],
    copies,
    foreign: [...sorted.unknown, ...sorted.search, ...sorted.logs, ...sorted.series]
      .filter((frame) => !isHistory(frame))
      .map((frame) => `${frame.refId ?? frame.name ?? '?'} (${frame.fields.map((field) => field.name).join(', ')})`),
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

function tagged(frame: DataFrame, name: string): unknown {
  // `custom` is whatever a data source put there.
  const tag: unknown = frame.meta?.custom?.clew;
  return typeof tag === 'object' && tag !== null ? new Map(Object.entries(tag)).get(name) : undefined;
}

function cohortOf(frame: DataFrame): Cohort | undefined {
  const cohort = tagged(frame, 'cohort');
  return cohort === 'selection' || cohort === 'baseline' ? cohort : undefined;
}

function isHistory(frame: DataFrame): boolean {
  return tagged(frame, 'kind') === 'history';
}

/** The columns of the data source's table of history, by name; rows without a P99 say nothing. */
function readHistory(frames: readonly DataFrame[]): readonly OperationHistory[] {
  return frames.filter(isHistory).flatMap((frame) => {
    const column = (name: string): readonly unknown[] =>
      frame.fields.find((field) => field.name === name)?.values ?? [];
    const [services, operations, p99s] = [column('service'), column('operation'), column('p99')];
    return p99s.flatMap((p99, row) => {
      const [service, operation] = [services[row], operations[row]];
      return typeof p99 === 'number' && typeof service === 'string' && typeof operation === 'string'
        ? [{ service, operation, p99 }]
        : [];
    });
  });
}
