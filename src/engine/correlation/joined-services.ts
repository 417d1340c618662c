import type { LogTable, Series, ServiceIdentity, Trace } from '../model';
import { diffEpoch, type EpochNs } from '../units';
import { callDepths, callOrder } from './call-order';
import type { JoinedService } from './join-types';
import { compareText } from './latest';

interface Tally {
  readonly identity: ServiceIdentity;
  spans: number;
  logs: number;
  series: number;
  /** Nanoseconds after the join's origin at which a span or line of it was first seen. */
  first: number;
  /** It has a span that no other span called. */
  root: boolean;
  readonly calls: Set<number>;
}

/** Counts rows by service, across signals: services are the same when their keys are. */
class Tallies {
  public readonly all: Tally[] = [];
  private readonly rows = new Map<string, number>();

  public constructor(private readonly origin: EpochNs) {}

  /** Row in `all` of every service of a table or trace. */
  public rowsOf(services: readonly ServiceIdentity[]): Int32Array {
    return Int32Array.from(services, (identity) => this.row(identity));
  }

  public row(identity: ServiceIdentity): number {
    let row = this.rows.get(identity.key);
    if (row === undefined) {
      row = this.all.length;
      this.rows.set(identity.key, row);
      this.all.push({ identity, spans: 0, logs: 0, series: 0, first: Infinity, root: false, calls: new Set() });
    }
    return row;
  }

  public addTrace(trace: Trace): void {
    const rows = this.rowsOf(trace.services);
    const seen = firstSeen(trace.service, trace.start, trace.services.length);
    const shift = diffEpoch(trace.origin, this.origin);
    rows.forEach((row, service) => {
      const tally = this.all[row];
      if (tally !== undefined) {
        tally.spans += seen.count[service] ?? 0;
        tally.first = Math.min(tally.first, (seen.first[service] ?? Infinity) + shift);
      }
    });
    this.addCalls(trace, rows);
  }

  public addLogs(logs: LogTable): void {
    const seen = firstSeen(logs.service, logs.time, logs.services.length);
    const shift = diffEpoch(logs.origin, this.origin);
    this.rowsOf(logs.services).forEach((row, service) => {
      const tally = this.all[row];
      if (tally !== undefined) {
        tally.logs += seen.count[service] ?? 0;
        tally.first = Math.min(tally.first, (seen.first[service] ?? Infinity) + shift);
      }
    });
  }

  private addCalls({ size, service, parent }: Trace, rows: Int32Array): void {
    for (let span = 0; span < size; span += 1) {
      const callee = rows[service[span] ?? 0] ?? 0;
      const up = parent[span] ?? -1;
      const caller = up < 0 ? -1 : (rows[service[up] ?? 0] ?? -1);
      if (caller !== callee) {
        this.addCall(caller, callee);
      }
    }
  }

  private addCall(caller: number, callee: number): void {
    const called = this.all[callee];
    if (caller < 0 && called !== undefined) {
      called.root = true;
    }
    this.all[caller]?.calls.add(callee);
  }

  public addSeries(series: Series): void {
    const tally = this.all[this.row(series.service)];
    if (tally !== undefined) {
      tally.series += 1;
    }
  }
}

/** How often each service occurs in a column, and when first. */
function firstSeen(
  service: Int32Array,
  time: Float64Array,
  services: number
): { readonly count: Float64Array; readonly first: Float64Array } {
  const count = new Float64Array(services);
  const first = new Float64Array(services).fill(Infinity);
  for (let row = 0; row < service.length; row += 1) {
    const at = service[row] ?? 0;
    count[at] = (count[at] ?? 0) + 1;
    first[at] = Math.min(first[at] ?? Infinity, time[row] ?? Infinity);
  }
  return { count, first };
}

/**
 * Every service that any row belongs to, the unmapped one among them, in call order: callers before callees, then by
 * first appearance, then by key; services that are in no trace come last.
 */
export function joinedServices(
  traces: readonly Trace[],
  logs: LogTable,
  series: readonly Series[],
  origin: EpochNs
): readonly JoinedService[] {
  const tallies = new Tallies(origin);
  traces.forEach((trace) => tallies.addTrace(trace));
  tallies.addLogs(logs);
  series.forEach((one) => tallies.addSeries(one));
  const { all } = tallies;
  const compare = (a: number, b: number): number => compareTallies(all[a], all[b]);
  const calls = all.map((tally) => tally.calls);
  const order = callOrder(calls, compare);
  const depth = callDepths(calls, rootServices(all));
  return order
    .filter((row) => hasRows(all[row]))
    .flatMap((row) => {
      const tally = all[row];
      return tally === undefined
        ? []
        : [
            {
              identity: tally.identity,
              depth: depth[row] ?? 0,
              spans: tally.spans,
              logs: tally.logs,
              series: tally.series,
            },
          ];
    });
}

/** A reader may list a service that no row uses. */
function hasRows(tally: Tally | undefined): boolean {
  return tally !== undefined && tally.spans + tally.logs + tally.series > 0;
}

/**
 * Services that begin a call and are called by none; an orphan of a service that others call (its context was lost on the
 * way) does not make it a root. Where all call one another, those that begin a call.
 */
function rootServices(all: readonly Tally[]): readonly number[] {
  const called = new Set(all.flatMap((tally) => [...tally.calls]));
  const beginners = all.flatMap((tally, row) => (tally.root ? [row] : []));
  const uncalled = beginners.filter((row) => !called.has(row));
  const reached = callReach(all, uncalled);
  return [...uncalled, ...beginners.filter((row) => !reached.has(row))];
}

function callReach(all: readonly Tally[], from: readonly number[]): ReadonlySet<number> {
  const reached = new Set(from);
  for (const row of reached) {
    all[row]?.calls.forEach((callee) => reached.add(callee));
  }
  return reached;
}

function compareTallies(a: Tally | undefined, b: Tally | undefined): number {
  if (a === undefined || b === undefined) {
    return 0;
  }
  const inTraces = Number(b.spans > 0) - Number(a.spans > 0);
  return inTraces || compareFirst(a.first, b.first) || compareText(a.identity.key, b.identity.key);
}

/** Series have no first appearance: Infinity on both sides is equal, where a difference would be NaN. */
function compareFirst(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
