import {
  type Anomaly,
  anomalies,
  type Bottleneck,
  bottlenecks,
  criticalPath,
  type CriticalPath,
  dragAndSlack,
  type DragAndSlack,
  type ErrorRoot,
  errorRoots,
  type OperationHistory,
  type PathOptions,
  type SequentialSiblings,
  sequentialSiblings,
  type TimeShare,
  whereTimeWent,
} from '../../../engine/path';
import type { Trace } from '../../../engine/model';
import type { Problem } from '../../../engine/result';
import { type Nanos, nanos } from '../../../engine/units';
import type { TimeSpan } from '../../../ui';
import { type RankedOperation, rankOperations } from './ranked';
import { type SectionIndex, sectionIndex } from './sections';
import { type TraceTree, traceTree } from './tree';

/** How one trace is to be read. */
export interface OneSettings extends PathOptions {
  /** Share of the request from which something is a bottleneck: 0.2 is a fifth. */
  readonly bottleneckShare: number;
  /** How much faster the what-if makes an operation: 0.2 is a fifth. */
  readonly faster: number;
}

/**
 * One trace and what the engine says of it. What is a function is worked out when it is first asked for, and kept: a
 * panel without its table needs no drag, and nobody needs the table for the first picture.
 */
export interface OneTrace {
  readonly trace: Trace;
  readonly tree: TraceTree;
  readonly extent: TimeSpan;
  readonly path: CriticalPath;
  readonly sections: SectionIndex;
  readonly problems: readonly Problem[];
  /** Shares of the path's time, largest first. */
  readonly strip: () => readonly TimeShare[];
  readonly dragAndSlack: () => DragAndSlack;
  /** Inclusive drag of a span on the path; `undefined` off it. */
  readonly drag: (row: number) => Nanos | undefined;
  readonly operations: () => readonly RankedOperation[];
  readonly bottlenecks: () => readonly Bottleneck[];
  readonly errors: () => readonly ErrorRoot[];
  readonly sequences: () => readonly SequentialSiblings[];
  readonly anomalies: (history: readonly OperationHistory[]) => readonly Anomaly[];
}

const kept = new WeakMap<Trace, Map<string, OneTrace>>();

/** Analyses a trace, once for each way to read it. The analysis is kept as long as the trace is. */
export function analyse(trace: Trace, settings: OneSettings): OneTrace {
  const key = `${settings.rule} ${settings.backToBack} ${settings.bottleneckShare} ${settings.faster}`;
  const known = kept.get(trace) ?? new Map<string, OneTrace>();
  kept.set(trace, known);
  const one = known.get(key) ?? analysed(trace, settings);
  known.set(key, one);
  return one;
}

function analysed(trace: Trace, settings: OneSettings): OneTrace {
  const { result: path, problems } = criticalPath(trace, settings);
  const drags = once(() => dragAndSlack(trace, path));
  return {
    trace,
    path,
    problems,
    tree: traceTree(trace),
    extent: extentOf(trace),
    sections: sectionIndex(path),
    strip: once(() => whereTimeWent(trace, path)),
    dragAndSlack: drags,
    drag: (row) => {
      const drag = drags().dragInclusive[row] ?? NaN;
      return Number.isNaN(drag) ? undefined : nanos(drag);
    },
    operations: once(() => rankOperations(trace, path, drags(), settings)),
    bottlenecks: once(() => bottlenecks(trace, path, { share: settings.bottleneckShare })),
    errors: once(() => errorRoots(trace)),
    sequences: once(() => sequentialSiblings(trace, path)),
    anomalies: onceFor((history) => anomalies(trace, history)),
  };
}

const SHORTEST_EXTENT_NS = 1000;

/** From the first start to the last end; a trace without length gets a little, so that it can be drawn. */
function extentOf({ size, start, duration }: Trace): TimeSpan {
  let to = 0;
  for (let row = 0; row < size; row += 1) {
    to = Math.max(to, (start[row] ?? 0) + (duration[row] ?? 0));
  }
  return { from: nanos(0), to: nanos(Math.max(SHORTEST_EXTENT_NS, to)) };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

function onceFor<K, T>(make: (key: K) => T): (key: K) => T {
  let last: { readonly key: K; readonly value: T } | undefined;
  return (key) => {
    if (last === undefined || last.key !== key) {
      last = { key, value: make(key) };
    }
    return last.value;
  };
}
