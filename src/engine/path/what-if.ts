import type { Trace } from '../model';
import type { Change, OperationName, WhatIf } from './aggregate-types';
import type { Dependencies } from './dependencies';
import type { Forest } from './forest';
import { OperationTable } from './operation-table';
import { quantilesOf } from './quantiles';
import { retime, RetimeScratch, type RunAtOnce, type Timing, timingOf } from './retime';

/** What making one operation faster would save. */
export interface Saving extends OperationName {
  /** Mean nanoseconds per trace, over all traces, and its share of the mean total. */
  readonly saved: number;
  readonly share: number;
  /** Traces that became shorter. */
  readonly changed: number;
}

/** Many traces made ready for one question after another. */
export interface Retiming {
  readonly traces: number;
  /** Operations met, by own time over all traces, the most first. */
  readonly operations: readonly OperationName[];
  /** Total of each trace, in the order given, as it is or after a change. Nanoseconds. O(spans of the traces that have the operation). */
  totals(change?: Change): Float64Array;
  whatIf(change: Change): WhatIf;
  /**
   * "20 % faster here saves so much there", for the operations with the most own time.
   * @param factor - of their own time that stays: 0.8
   * @param most - operations asked, 50 by default
   */
  savings(factor: number, most?: number): readonly Saving[];
}

export interface WhatIfOptions {
  /** What siblings are known not to wait for one another; without it, one waits for whatever had ended when it began. */
  readonly dependencies?: Dependencies;
}

/**
 * Makes traces ready to be re-timed: what their latency would be if an operation were faster. See {@link timingOf} for what
 * waits for what, and {@link retime} for what moves. Totals are the lengths of the roots together, which is the critical
 * path's under `last-finishing`.
 *
 * What it cannot know: queues that shorten when a thread is free sooner, and work that starts on its own clock. Memory:
 * about 60 bytes a span.
 */
export function prepareWhatIf(traces: readonly Trace[], { dependencies }: WhatIfOptions = {}): Retiming {
  const table = new OperationTable();
  const timings = traces.map((trace) => timingOf(trace, table.rowsOf(trace), apartness(trace, dependencies)));
  const whereOf = placesOf(timings, table.names.length);
  const scratch = new RetimeScratch();
  const usual = Float64Array.from(timings, (timing) => retime(timing, asItIs, scratch));
  const changed = (rows: ReadonlySet<number>, factor: number): Float64Array => {
    const totals = usual.slice();
    const factorOf = (operation: number): number => (rows.has(operation) ? factor : 1);
    for (const row of rows) {
      for (const at of whereOf[row] ?? []) {
        const timing = timings[at];
        totals[at] = timing === undefined ? 0 : retime(timing, factorOf, scratch);
      }
    }
    return totals;
  };
  const totals = (change: Change): Float64Array =>
    changed(new Set(table.find(change.service, change.operation)), Math.max(0, change.factor));
  const ranked = ownTimes(timings, table.names.length);
  return {
    traces: traces.length,
    operations: ranked.flatMap((row) => table.names[row] ?? []),
    totals: (change) => (change === undefined ? usual.slice() : totals(change)),
    whatIf: (change) => compare(change, usual, totals(change)),
    savings: (factor, most = 50) =>
      ranked
        .slice(0, most)
        .flatMap((row) => {
          const name = table.names[row];
          return name === undefined ? [] : [saving(name, usual, changed(new Set([row]), factor))];
        })
        .sort((a, b) => b.saved - a.saved),
  };
}

/** One question about some traces; {@link prepareWhatIf} is for more than one. */
export function whatIf(traces: readonly Trace[], change: Change, options: WhatIfOptions = {}): WhatIf {
  return prepareWhatIf(traces, options).whatIf(change);
}

function asItIs(): number {
  return 1;
}

/** Says of two positions whether their kinds were ever seen to run at once. */
function apartness(
  trace: Trace,
  dependencies: Dependencies | undefined
): ((forest: Forest) => RunAtOnce | undefined) | undefined {
  return dependencies === undefined
    ? undefined
    : ({ row }) => {
        const paths = dependencies.pathsOf(trace);
        const pathOf = (position: number): number => paths[row[position] ?? -1] ?? -1;
        return (earlier, later) => dependencies.relation(pathOf(earlier), pathOf(later)) === 'concurrent';
      };
}

/** Traces that hold each operation. */
function placesOf(timings: readonly Timing[], operations: number): ReadonlyArray<readonly number[]> {
  const places = Array.from({ length: operations }, (): number[] => []);
  timings.forEach((timing, at) => {
    for (const operation of timing.operation) {
      const known = places[operation];
      if (known !== undefined && known[known.length - 1] !== at) {
        known.push(at);
      }
    }
  });
  return places;
}

/** Operations by their own time: what no child covers, counted where they begin and at their end. */
function ownTimes(timings: readonly Timing[], operations: number): readonly number[] {
  const own = new Float64Array(operations);
  for (const { size, operation, tail, first, count, lag } of timings) {
    for (let at = 0; at < size; at += 1) {
      let sum = tail[at] ?? 0;
      const from = first[at] ?? 0;
      for (let place = from; place < from + (count[at] ?? 0); place += 1) {
        sum += lag[place] ?? 0;
      }
      const row = operation[at] ?? 0;
      own[row] = (own[row] ?? 0) + sum;
    }
  }
  return Array.from(own.keys()).sort((a, b) => (own[b] ?? 0) - (own[a] ?? 0) || a - b);
}

function compare(change: Change, before: Float64Array, after: Float64Array): WhatIf {
  const { saved, changed } = difference(before, after);
  return { change, traces: before.length, changed, before: quantilesOf(before), after: quantilesOf(after), saved };
}

function saving(name: OperationName, before: Float64Array, after: Float64Array): Saving {
  const { saved, changed } = difference(before, after);
  let total = 0;
  for (const length of before) {
    total += length;
  }
  return { ...name, saved, changed, share: total === 0 ? 0 : (saved * before.length) / total };
}

function difference(before: Float64Array, after: Float64Array): { readonly saved: number; readonly changed: number } {
  let saved = 0;
  let changed = 0;
  for (let at = 0; at < before.length; at += 1) {
    const less = (before[at] ?? 0) - (after[at] ?? 0);
    saved += less;
    changed += less > 0 ? 1 : 0;
  }
  return { saved: before.length === 0 ? 0 : saved / before.length, changed };
}
