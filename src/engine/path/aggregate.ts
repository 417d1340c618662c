import type { Trace } from '../model';
import type { Aggregate, AggregateOptions, Aggregator, OperationSummary, TraceGroup } from './aggregate-types';
import { CallPaths, type WalkedTrace } from './call-paths';
import { cohortsOf } from './cohorts';
import { roomyInts, roomyTimes, SharedMemory } from './columns';
import { walkTrace } from './critical-path';
import { dragsOf } from './drag-slack';
import { Left } from './forest';
import { heatmapOf } from './heatmap';
import { byLatency, KeptTraces } from './kept-traces';
import { type DragQuantiles, dragQuantiles } from './kept-quantiles';
import { OperationTable } from './operation-table';
import { quantilesOf } from './quantiles';
import { type BatchPart, TraceBatch } from './trace-batch';
import { TraceSums } from './trace-sums';
import type { DragAndSlack } from './types';

const DEFAULTS = { keep: 10_000, exemplars: 3, columns: 200, rows: 40, drag: true };

/**
 * What the critical paths of many traces have in common: a profile of call paths, what the traces at P50, P90 and P99 spend
 * their time in, drag and slack of operations, and a heat map. One pass: traces can be thrown away once they were added.
 *
 * Memory: one entry a call path and operation (bounded), and a few numbers per operation of at most `keep` traces of each
 * group. Sums are exact over all traces; quantiles, cohorts and heat map are of the kept ones, which is all of them up to
 * `keep` and a uniform sample by trace ID beyond (Cohen and Kaplan's bottom-k sketch, PODC 2007).
 */
export function aggregate(options: AggregateOptions): Aggregator {
  const settings = { ...DEFAULTS, ...options };
  const table = new OperationTable();
  const groups = new Map<string, GroupSums>();
  return {
    add: (trace, name = 'selection') => {
      const group = groups.get(name) ?? new GroupSums(settings, table);
      groups.set(name, group);
      group.add(trace);
    },
    finish: (): Aggregate => {
      // All operations must be known before the first group is summed up: cohorts have a place for each.
      groups.forEach((group) => group.flush());
      return {
        operations: [...table.names],
        groups: [...groups].map(([name, group]) => group.finish(name)),
      };
    },
  };
}

/** The sums of one group, and its kept traces. */
class GroupSums {
  private readonly callPaths: CallPaths;
  private readonly kept: KeptTraces;
  private readonly batch = new TraceBatch();
  private readonly memory = new SharedMemory();
  private readonly sums = new TraceSums();
  /** By operation. */
  private spansOf: Int32Array = new Int32Array(0);
  private tracesOf: Int32Array = new Int32Array(0);
  private exclusiveOf: Float64Array = new Float64Array(0);
  private traces = 0;
  private spans = 0;
  private time = 0;

  public constructor(
    private readonly settings: Required<AggregateOptions>,
    private readonly table: OperationTable
  ) {
    this.callPaths = new CallPaths(settings.exemplars);
    this.kept = new KeptTraces(settings.keep);
  }

  /** O(n log n) for the critical path of the trace. An empty trace is none. */
  public add(trace: Trace): void {
    if (trace.size === 0) {
      return;
    }
    // Operations are left out by name, which a batch has not.
    if ((this.settings.path.exclude ?? []).length > 0 || !TraceBatch.fits(trace)) {
      this.walk(trace, [{ trace, from: 0 }]);
    } else if (!this.batch.add(trace)) {
      this.flush();
      this.batch.add(trace);
    }
  }

  /** Walks the traces that wait for company. */
  public flush(): void {
    const whole = this.batch.whole();
    if (whole !== undefined) {
      this.walk(whole, this.batch.parts);
      this.batch.clear();
    }
  }

  private walk(whole: Trace, parts: readonly BatchPart[]): void {
    const { memory } = this;
    memory.clear();
    const { forest, order, walk } = walkTrace(whole, this.settings.path, memory);
    const onPath = rowsAt(forest.row, walk.path, memory.ints(walk.met), walk.met);
    if (this.settings.path.exclude !== undefined) {
      // To drag and slack what is excluded is as good as outside.
      forest.left.forEach((why, at) => (forest.left[at] = why === Left.Excluded ? Left.Outside : why));
    }
    const drags = this.settings.drag
      ? dragsOf({ forest, order, onPath: walk.onPath, exclusive: undefined }, whole.size, memory)
      : undefined;
    const operations = memory.ints(whole.size);
    let next = 0;
    let root = 0;
    for (const part of parts) {
      const { trace, from } = part;
      const end = from + trace.size;
      const first = next;
      while (next < walk.met && isWithin(onPath[next] ?? -1, from, end)) {
        next += 1;
      }
      const firstRoot = root;
      let total = 0;
      for (; root < forest.roots && isWithin(forest.row[root] ?? -1, from, end); root += 1) {
        total += walk.inclusive[forest.row[root] ?? 0] ?? 0;
      }
      this.table.fill(trace, operations, from);
      const roots = forest.row.subarray(firstRoot, root);
      this.count({ part, whole, found: walk, rows: onPath.subarray(first, next), roots, operations, total }, drags);
    }
  }

  private count(walked: WalkedTrace, drags: DragAndSlack | undefined): void {
    const { sums, table } = this;
    const { trace } = walked.part;
    this.traces += 1;
    this.spans += trace.size;
    this.time += walked.total;
    this.callPaths.add(walked);
    sums.read(walked, drags, table.names.length);
    this.makeRoom(table.names.length);
    const { spansOf, tracesOf, exclusiveOf } = this;
    for (let place = 0; place < sums.size; place += 1) {
      const operation = sums.operation[place] ?? 0;
      spansOf[operation] = (spansOf[operation] ?? 0) + (sums.spans[place] ?? 0);
      tracesOf[operation] = (tracesOf[operation] ?? 0) + (sums.onPath[place] ?? 0);
      exclusiveOf[operation] = (exclusiveOf[operation] ?? 0) + (sums.exclusive[place] ?? 0);
    }
    this.kept.offer(trace.traceId, (replaced) => sums.keep(walked, replaced));
  }

  private makeRoom(operations: number): void {
    this.spansOf = roomyInts(this.spansOf, operations);
    this.tracesOf = roomyInts(this.tracesOf, operations);
    this.exclusiveOf = roomyTimes(this.exclusiveOf, operations);
  }

  public finish(name: string): TraceGroup {
    const { settings, table, traces, spans, time } = this;
    const sorted = byLatency(this.kept.traces);
    const drags = dragQuantiles(sorted, table.names.length);
    const operations = table.names
      .map((_, operation): OperationSummary => this.summary(operation, drags(operation)))
      .filter((summary) => summary.spans > 0)
      .sort((a, b) => b.exclusive - a.exclusive || a.operation - b.operation);
    const drawn = operations
      .filter(({ exclusive }) => exclusive > 0)
      .slice(0, settings.rows)
      .map(({ operation }) => operation);
    return {
      name,
      traces,
      spans,
      kept: sorted.length,
      totals: quantilesOf(sorted.map(({ total }) => total)),
      time,
      callPaths: this.callPaths.finish(),
      operations,
      folded: this.callPaths.folded,
      cohorts: cohortsOf(sorted, table.names.length),
      heatmap: heatmapOf(sorted, drawn, settings.columns),
    };
  }

  private summary(operation: number, drags: DragQuantiles): OperationSummary {
    const exclusive = this.exclusiveOf[operation] ?? 0;
    return {
      operation,
      spans: this.spansOf[operation] ?? 0,
      traces: this.tracesOf[operation] ?? 0,
      exclusive,
      share: this.time === 0 ? 0 : exclusive / this.time,
      ...drags,
    };
  }
}

function isWithin(row: number, from: number, end: number): boolean {
  return row >= from && row < end;
}

/** Rows of the first `count` positions. */
function rowsAt(row: Int32Array, positions: Int32Array, into: Int32Array, count: number): Int32Array {
  for (let i = 0; i < count; i += 1) {
    into[i] = row[positions[i] ?? 0] ?? 0;
  }
  return into;
}
