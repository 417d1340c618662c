import type { Trace } from '../model';
import type {
  Aggregate,
  AggregateOptions,
  Aggregator,
  OperationSummary,
  Quantiles,
  TraceGroup,
} from './aggregate-types';
import { CallPaths, type WalkedTrace } from './call-paths';
import { cohortsOf } from './cohorts';
import { criticalPath } from './critical-path';
import { dragAndSlack } from './drag-slack';
import { heatmapOf } from './heatmap';
import { type KeptTrace, KeptTraces } from './kept-traces';
import { OperationTable } from './operation-table';
import { quantilesOf } from './quantiles';
import { type BatchPart, TraceBatch } from './trace-batch';
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
  private readonly spansOf: number[] = [];
  private readonly tracesOf: number[] = [];
  private readonly exclusiveOf: number[] = [];
  private readonly scratch = new TraceScratch();
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
    const { result: path } = criticalPath(whole, this.settings.path);
    const drags = this.settings.drag ? dragAndSlack(whole, path) : undefined;
    const operations = new Int32Array(whole.size);
    let next = 0;
    let root = 0;
    for (const part of parts) {
      const { trace, from } = part;
      const end = from + trace.size;
      const isMine = (row: number): boolean => row >= from && row < end;
      const first = next;
      while (next < path.path.length && isMine(path.path[next] ?? -1)) {
        next += 1;
      }
      let total = 0;
      for (; root < path.roots.length && isMine(path.roots[root] ?? -1); root += 1) {
        total += path.inclusive[path.roots[root] ?? 0] ?? 0;
      }
      this.table.fill(trace, operations, from);
      this.count({ part, whole, path, rows: path.path.subarray(first, next), operations, total }, drags);
    }
  }

  private count(walked: WalkedTrace, drags: DragAndSlack | undefined): void {
    const { trace } = walked.part;
    this.traces += 1;
    this.spans += trace.size;
    this.time += walked.total;
    this.callPaths.add(walked);
    const { scratch } = this;
    const met = scratch.read(walked, drags);
    for (const operation of met) {
      this.spansOf[operation] = (this.spansOf[operation] ?? 0) + (scratch.spans[operation] ?? 0);
      this.tracesOf[operation] = (this.tracesOf[operation] ?? 0) + (scratch.onPath[operation] ?? 0);
      this.exclusiveOf[operation] = (this.exclusiveOf[operation] ?? 0) + (scratch.exclusive[operation] ?? 0);
    }
    this.kept.offer(trace.traceId, () => scratch.keep(walked, met, drags !== undefined));
  }

  public finish(name: string): TraceGroup {
    const { settings, traces, spans, time } = this;
    const sorted = [...this.kept.traces].sort((a, b) => a.total - b.total || (a.traceId < b.traceId ? -1 : 1));
    const operations = this.summaries(sorted);
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
      cohorts: cohortsOf(sorted, this.table.names.length),
      heatmap: heatmapOf(sorted, drawn, settings.columns),
    };
  }

  private summaries(kept: readonly KeptTrace[]): readonly OperationSummary[] {
    const drags = gathered(kept, ({ drag }, i) => drag[i] ?? NaN);
    const slacks = gathered(kept, ({ drag, slack }, i) => (Number.isNaN(drag[i] ?? NaN) ? (slack[i] ?? NaN) : NaN));
    return this.spansOf
      .map((spans, operation): OperationSummary => ({
        operation,
        spans,
        traces: this.tracesOf[operation] ?? 0,
        exclusive: this.exclusiveOf[operation] ?? 0,
        share: this.time === 0 ? 0 : (this.exclusiveOf[operation] ?? 0) / this.time,
        drag: drags(operation),
        slack: slacks(operation),
      }))
      .filter(({ spans }) => spans > 0)
      .sort((a, b) => b.exclusive - a.exclusive || a.operation - b.operation);
  }
}

/** Quantiles of one value of the kept traces, by operation; `NaN` is none. */
function gathered(
  kept: readonly KeptTrace[],
  valueOf: (trace: KeptTrace, i: number) => number
): (operation: number) => Quantiles {
  const values: Array<number[] | undefined> = [];
  for (const trace of kept) {
    for (let i = 0; i < trace.operations.length; i += 1) {
      const value = valueOf(trace, i);
      if (!Number.isNaN(value)) {
        const operation = trace.operations[i] ?? 0;
        const known = values[operation];
        if (known === undefined) {
          values[operation] = [value];
        } else {
          known.push(value);
        }
      }
    }
  }
  return (operation) => quantilesOf(values[operation] ?? []);
}

/** Sums of one trace by operation. Its columns are as long as there are operations, and are cleared by the next trace. */
class TraceScratch {
  public exclusive = new Float64Array(64);
  public spans = new Int32Array(64);
  /** 1 for an operation on the path. */
  public onPath = new Uint8Array(64);
  private drag = new Float64Array(64);
  private slack = new Float64Array(64);
  private met: number[] = [];

  /** @returns the operations of the trace, each once */
  public read({ part, operations, path }: WalkedTrace, drags: DragAndSlack | undefined): readonly number[] {
    for (const operation of this.met) {
      this.spans[operation] = 0;
    }
    this.met = [];
    for (let row = part.from; row < part.from + part.trace.size; row += 1) {
      const operation = operations[row] ?? 0;
      if (operation >= this.spans.length) {
        this.grow(operation + 1);
      }
      if (this.spans[operation] === 0) {
        this.met.push(operation);
        this.exclusive[operation] = 0;
        this.onPath[operation] = 0;
        this.drag[operation] = NaN;
        this.slack[operation] = NaN;
      }
      this.spans[operation] = (this.spans[operation] ?? 0) + 1;
      if (path.onPath[row] === 1) {
        this.onPath[operation] = 1;
        this.exclusive[operation] = (this.exclusive[operation] ?? 0) + (path.exclusive[row] ?? 0);
      }
      if (drags !== undefined) {
        this.weigh(operation, drags.dragInclusive[row] ?? NaN, drags.slack[row] ?? NaN);
      }
    }
    return this.met;
  }

  public keep({ part, total }: WalkedTrace, met: readonly number[], hasDrag: boolean): KeptTrace {
    const column = (from: Float64Array): readonly number[] => {
      const values: number[] = [];
      for (const operation of met) {
        values.push(from[operation] ?? 0);
      }
      return values;
    };
    return {
      traceId: part.trace.traceId,
      total,
      operations: met,
      exclusive: column(this.exclusive),
      drag: hasDrag ? column(this.drag) : [],
      slack: hasDrag ? column(this.slack) : [],
    };
  }

  private weigh(operation: number, drag: number, slack: number): void {
    const known = this.drag[operation] ?? NaN;
    if (!Number.isNaN(drag)) {
      this.drag[operation] = Number.isNaN(known) ? drag : known + drag;
    }
    const least = this.slack[operation] ?? NaN;
    if (!Number.isNaN(slack) && !(least <= slack)) {
      this.slack[operation] = slack;
    }
  }

  private grow(needed: number): void {
    const length = 2 * needed;
    const longer = (column: Float64Array) => {
      const grown = new Float64Array(length);
      grown.set(column);
      return grown;
    };
    this.exclusive = longer(this.exclusive);
    this.drag = longer(this.drag);
    this.slack = longer(this.slack);
    const spans = new Int32Array(length);
    spans.set(this.spans);
    this.spans = spans;
    const onPath = new Uint8Array(length);
    onPath.set(this.onPath);
    this.onPath = onPath;
  }
}
