import { type Score, scoreOf } from './compare';
import { drive } from './drive';
import type { LibraryName } from './libraries';
import { machineChanges, sameChanges } from './likewise';
import { type Instrumentation, INSTRUMENTATIONS, tracesOf } from './spans';

/** Scores of several runs as one. A run in which nothing was ever refused has nothing to be read, and is only counted. */
interface Sum {
  length: number;
  rightTime: number;
  /** Of one run. */
  worst: number;
  troubledRight: number;
  troubledLength: number;
  all: number;
  visible: number;
  found: number;
  reported: number;
  wrong: number;
}

/** What many runs of one library tell. */
export interface Told {
  readonly read: Readonly<Record<Instrumentation, Readonly<Sum>>>;
  /** By kind of configuration: runs in which our machine, configured likewise, changed alike. */
  readonly machine: ReadonlyMap<string, { readonly same: number; readonly runs: number }>;
}

/** Drives a library through many runs, reads each from its spans, and lets our machine live through the same. */
export async function compareRuns(name: LibraryName, seeds: readonly number[]): Promise<Told> {
  const read = { named: emptySum(), silent: emptySum(), inside: emptySum() };
  const machine = new Map<string, { same: number; runs: number }>();
  for (const seed of seeds) {
    const driven = await drive(name, seed);
    for (const way of INSTRUMENTATIONS) {
      add(read[way], scoreOf(driven, tracesOf(driven, way, seed)));
    }
    const known = machine.get(driven.breaker.kind) ?? { same: 0, runs: 0 };
    machine.set(driven.breaker.kind, known);
    known.runs += 1;
    known.same += sameChanges(machineChanges(driven), driven.changes) ? 1 : 0;
  }
  return { read, machine };
}

function emptySum(): Sum {
  return {
    length: 0,
    rightTime: 0,
    worst: 1,
    troubledRight: 0,
    troubledLength: 0,
    all: 0,
    visible: 0,
    found: 0,
    reported: 0,
    wrong: 0,
  };
}

function add(sum: Sum, score: Score): void {
  sum.all += score.changes.all;
  sum.reported += score.reported;
  sum.wrong += score.wrong;
  if (score.changes.visible === 0) {
    return;
  }
  sum.visible += score.changes.visible;
  sum.found += score.changes.found;
  sum.length += score.length;
  sum.rightTime += score.rightTime;
  sum.worst = Math.min(sum.worst, score.rightTime / score.length);
  sum.troubledRight += score.troubled.right;
  sum.troubledLength += score.troubled.length;
}
