import {
  type Anomaly,
  anomalies,
  bottlenecks,
  criticalPath,
  type CriticalPath,
  dragAndSlack,
  type DragAndSlack,
  type ErrorRoot,
  errorRoots,
  type KnownOrder,
  type OperationCost,
  operationCosts,
  type OperationHistory,
  type PathOptions,
  type SequentialSiblings,
  sequentialSiblings,
  type TimeShare,
  whereTimeWent,
} from '../../../engine/path';
import type { Trace } from '../../../engine/model';
import type { Problem } from '../../../engine/result';
import type { Steps } from '../../../engine/steps';
import { type Nanos, nanos } from '../../../engine/units';
import type { TimeSpan } from '../../../ui';
import { type Lazy, lazily, lazy } from './lazy';
import { type SectionIndex, sectionIndex } from './sections';
import { type TraceTree, traceTree } from './tree';

/** How one trace is to be read. */
export interface OneSettings extends PathOptions {
  /** How much faster the what-if makes an operation: 0.2 is a fifth. */
  readonly faster: number;
}

/**
 * One trace and what the engine says of it. What is lazy is worked out when it is first asked for, and kept: a panel
 * without its table needs no what-if, and nobody needs the table for the first picture.
 */
export interface OneTrace {
  readonly trace: Trace;
  readonly tree: TraceTree;
  readonly extent: TimeSpan;
  readonly path: CriticalPath;
  readonly sections: SectionIndex;
  readonly problems: readonly Problem[];
  /** Shares of the path's time, largest first. */
  readonly strip: Lazy<readonly TimeShare[]>;
  readonly drags: Lazy<DragAndSlack>;
  readonly operations: Lazy<readonly OperationCost[]>;
  readonly errors: Lazy<readonly ErrorRoot[]>;
  readonly sequences: Lazy<readonly SequentialSiblings[]>;
  /** Whether an operation takes more than a share of the request. */
  readonly isBottleneck: (share: number) => (operation: OperationCost) => boolean;
  readonly anomalies: (history: readonly OperationHistory[]) => readonly Anomaly[];
}

const kept = new WeakMap<Trace, Map<string, OneTrace>>();

/**
 * Analyses a trace, once for each way to read it. The analysis is kept as long as the trace is.
 *
 * @param order - which siblings other traces know to depend on one another
 */
export function* analyse(trace: Trace, settings: OneSettings, order?: KnownOrder): Steps<OneTrace> {
  const key = `${settings.rule} ${settings.backToBack} ${settings.faster} ${order !== undefined}`;
  const known = kept.get(trace) ?? new Map<string, OneTrace>();
  kept.set(trace, known);
  const one = known.get(key) ?? (yield* analysed(trace, settings, order));
  known.set(key, one);
  return one;
}

function* analysed(trace: Trace, settings: OneSettings, order: KnownOrder | undefined): Steps<OneTrace> {
  const { result: path, problems } = criticalPath(trace, settings);
  yield;
  const tree = traceTree(trace);
  yield;
  return {
    trace,
    path,
    problems,
    tree,
    extent: extentOf(trace),
    sections: sectionIndex(path),
    strip: lazily(() => whereTimeWent(trace, path)),
    drags: lazily(() => dragAndSlack(trace, path)),
    operations: lazy(() => operationCosts(trace, path, settings)),
    errors: lazily(() => errorRoots(trace)),
    sequences: lazily(() => sequentialSiblings(trace, path, order)),
    isBottleneck: onceFor((share) => bottleneckTest(trace, path, share)),
    anomalies: onceFor((history) => (history.length === 0 ? [] : anomalies(trace, history))),
  };
}

function bottleneckTest(trace: Trace, path: CriticalPath, share: number): (operation: OperationCost) => boolean {
  const key = (service: number, operation: string) => `${service}\n${operation}`;
  const found = new Set(bottlenecks(trace, path, { share }).map(({ service, operation }) => key(service, operation)));
  return ({ serviceRow, operation }) => found.has(key(serviceRow, operation));
}

/** The span of an operation with the most own time on the path: whose links stand for the operation's. O(path). */
export function costliestSpan({ trace, path }: OneTrace, { serviceRow, operation }: OperationCost): number {
  let costliest = -1;
  for (const row of path.path) {
    const time = path.exclusive[row] ?? 0;
    const isOne = trace.service[row] === serviceRow && trace.operation[row] === operation;
    if (isOne && time > (path.exclusive[costliest] ?? -1)) {
      costliest = row;
    }
  }
  return costliest;
}

/** Inclusive drag of a span on the path; `undefined` off it, and as long as nobody has worked it out. */
export function dragOf({ drags }: OneTrace, row: number): Nanos | undefined {
  const drag = drags.known()?.value.dragInclusive[row] ?? NaN;
  return Number.isNaN(drag) ? undefined : nanos(drag);
}

/** Slack of a span off the path; `undefined` where there is none. */
export function slackOf({ drags, path }: OneTrace, row: number): Nanos | undefined {
  const slack = path.onPath[row] === 1 ? NaN : (drags.known()?.value.slack[row] ?? NaN);
  return Number.isNaN(slack) ? undefined : nanos(slack);
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

function onceFor<K, T>(make: (key: K) => T): (key: K) => T {
  let last: { readonly key: K; readonly value: T } | undefined;
  return (key) => {
    if (last === undefined || last.key !== key) {
      last = { key, value: make(key) };
    }
    return last.value;
  };
}
