import { childIndex, type ChildIndex, preorder, type Trace } from '../../model';
import type { Steps } from '../../steps';
import { diffEpoch, type EpochNs } from '../../units';
import { hasFailed, peerOf } from './attributes';
import { covered, type Interval } from './interval';

/** A stay of one request in one service, as spans or lines tell of it. */
export interface Stay {
  readonly service: string;
  readonly operation: string;
  /** Nanoseconds after the input's origin. */
  readonly start: number;
  /** Absent where only lines tell of it. */
  readonly traceId?: string;
}

/** A stay that traces tell of: its first span there, and the spans below that did not leave the service. */
export interface Visit extends Stay {
  readonly traceId: string;
  readonly trace: Trace;
  /** Row of the first span. */
  readonly entry: number;
  readonly length: number;
  /** Time in which no call out of it ran. */
  readonly self: number;
  readonly failed: boolean;
  /** A call out of it failed. */
  readonly calleeFailed: boolean;
}

/** A call from one service to another. */
export interface Call {
  readonly trace: Trace;
  /** The caller's span that waited for it. */
  readonly row: number;
  readonly caller: string;
  readonly callee: string;
  readonly operation: string;
  readonly start: number;
  readonly length: number;
  readonly failed: boolean;
  /** Time that passed between the two, for a callee with a span of its own and a caller whose span waited for it alone. */
  readonly gap: number | undefined;
  /** The callee wrote no span. */
  readonly isSilent: boolean;
}

/** What traces tell of services and of the calls between them, each ascending by start. */
export interface Walk {
  readonly visits: readonly Visit[];
  readonly calls: readonly Call[];
  /** Visit of each span by span ID; `visits` is in another order. */
  readonly visitOfSpan: ReadonlyMap<string, Visit>;
}

type Draft = { -readonly [Name in keyof Visit]: Visit[Name] } & { readonly out: Interval[] };

/** Spans that are walked in a few milliseconds. */
const A_STEP = 500;

/** Walks all traces once. O(spans log spans), iterative. */
export function* walkTraces(traces: readonly Trace[], origin: EpochNs, nameOf: (key: string) => string): Steps<Walk> {
  let walked = 0;
  const visits: Visit[] = [];
  const calls: Call[] = [];
  const visitOfSpan = new Map<string, Visit>();
  for (const trace of traces) {
    const walker = new TraceWalker(trace, diffEpoch(trace.origin, origin), nameOf);
    walker.walk();
    visits.push(...walker.visits);
    calls.push(...walker.calls);
    trace.spanId.forEach((id, row) => {
      const visit = walker.visitAt(row);
      if (visit !== undefined) {
        visitOfSpan.set(id, visit);
      }
    });
    walked += trace.size;
    if (walked >= A_STEP) {
      walked = 0;
      yield;
    }
  }
  const byStart = (a: { readonly start: number }, b: { readonly start: number }): number => a.start - b.start;
  return { visits: visits.sort(byStart), calls: calls.sort(byStart), visitOfSpan };
}

class TraceWalker {
  public readonly visits: Draft[] = [];
  public readonly calls: Call[] = [];
  private readonly children: ChildIndex;
  /** Position in `visits` of the visit that each span belongs to. */
  private readonly at: Int32Array;

  public constructor(
    private readonly trace: Trace,
    private readonly offset: number,
    private readonly nameOf: (key: string) => string
  ) {
    this.children = childIndex(trace);
    this.at = new Int32Array(trace.size).fill(-1);
  }

  public visitAt(row: number): Visit | undefined {
    return this.visits[this.at[row] ?? -1];
  }

  public walk(): void {
    for (const row of preorder(this.children)) {
      const up = this.trace.parent[row] ?? -1;
      const above = up < 0 ? undefined : this.draftAt(up);
      const service = this.serviceOf(row);
      if (above?.service === service) {
        this.at[row] = this.at[up] ?? -1;
      } else {
        this.at[row] = this.visits.push(this.enter(row, service)) - 1;
        if (above !== undefined) {
          this.callAnswered(above, up, row);
        }
      }
      this.callSilent(row);
    }
    for (const visit of this.visits) {
      visit.self = visit.length - covered(visit.out, { from: visit.start, to: visit.start + visit.length });
    }
  }

  private draftAt(row: number): Draft | undefined {
    return this.visits[this.at[row] ?? -1];
  }

  private serviceOf(row: number): string {
    return this.nameOf(this.trace.services[this.trace.service[row] ?? -1]?.key ?? '');
  }

  private enter(row: number, service: string): Draft {
    const { trace } = this;
    const { start, to } = this.interval(row);
    return {
      trace,
      traceId: trace.traceId,
      entry: row,
      service,
      operation: trace.operation[row] ?? '',
      start,
      length: to - start,
      self: 0,
      failed: hasFailed(trace, row),
      calleeFailed: false,
      out: [],
    };
  }

  private interval(row: number): Interval & { readonly start: number } {
    const start = this.offset + (this.trace.start[row] ?? 0);
    return { from: start, start, to: start + (this.trace.duration[row] ?? 0) };
  }

  /** A call whose callee wrote a span: `row`, below the caller's span `up`. */
  private callAnswered(caller: Draft, up: number, row: number): void {
    const { trace } = this;
    const waits = this.waitsForOne(up, caller.entry);
    const waited = this.interval(waits ? up : row);
    const isQueue = trace.kind[up] === 'producer' || trace.kind[row] === 'consumer';
    const failed = (waits && hasFailed(trace, up)) || hasFailed(trace, row);
    if (!isQueue) {
      caller.out.push(waited);
    }
    caller.calleeFailed ||= failed;
    this.calls.push({
      trace,
      row: up,
      caller: caller.service,
      callee: this.serviceOf(row),
      operation: trace.operation[row] ?? '',
      start: waited.from,
      length: waited.to - waited.from,
      failed: waits && hasFailed(trace, up) && !hasFailed(trace, row),
      gap: waits && !isQueue ? Math.max(0, (trace.duration[up] ?? 0) - (trace.duration[row] ?? 0)) : undefined,
      isSilent: false,
    });
  }

  /** Whether a span does nothing but wait for one call: a client by its kind, or by having one child and a parent. */
  private waitsForOne(row: number, entry: number): boolean {
    const kind = this.trace.kind[row];
    const count = (this.children.offset[row + 1] ?? 0) - (this.children.offset[row] ?? 0);
    return count === 1 && (kind === 'client' || kind === 'producer' || (kind === 'unspecified' && row !== entry));
  }

  /**
   * A client span without a child waits for something that writes no spans, or that it did not get through to. That is not
   * its own time, even where it does not say for what.
   */
  private callSilent(row: number): void {
    const { trace, children } = this;
    const isLeaf = children.offset[row] === children.offset[row + 1];
    const visit = this.draftAt(row);
    if (visit === undefined || !isLeaf || trace.kind[row] !== 'client') {
      return;
    }
    const waited = this.interval(row);
    visit.out.push(waited);
    const callee = peerOf(trace, row);
    if (callee === undefined) {
      return;
    }
    const failed = hasFailed(trace, row);
    visit.calleeFailed ||= failed;
    this.calls.push({
      trace,
      row,
      caller: visit.service,
      callee: this.nameOf(callee),
      operation: trace.operation[row] ?? '',
      start: waited.from,
      length: waited.to - waited.from,
      failed,
      gap: undefined,
      isSilent: true,
    });
  }
}
