import { NO_PARENT, resolveParents, SpanFlag, type Trace } from '../model';
import type { PathRule } from './types';

/** Why a span is in no tree of the path, by row; 0: it is in one. */
export const Detached = { Asynchronous: 1, Hidden: 2 } as const;

/** The parents that a rule goes by. */
export interface PathParents {
  /** Row of the parent, or negative. */
  readonly parent: Int32Array;
  /** See {@link Detached}; `undefined` when every span is in a tree. Only the top of a subtree is marked. */
  readonly detached: Uint8Array | undefined;
  /** Row that stands at each place, in the order of children; -1 for none. `undefined`: every row at its own. */
  readonly places: Int32Array | undefined;
}

/**
 * Cuts off whom nobody waits for: a consumer of a producer (OpenTelemetry, span kinds), and a span that follows from its
 * parent (OpenTracing). A root stays a root, whatever its kind.
 *
 * Of spans that share an ID `last-finishing` keeps all, the first with the children (jaeger-ui renames the others as it
 * loads them); `tolerant` keeps the last, at the place of the first (CRISP has them in a dictionary). O(n).
 */
export function pathParents(trace: Trace, rule: PathRule): PathParents {
  const known = rule === 'tolerant' && hasFlag(trace.flags, SpanFlag.DuplicateId) ? lastOfEach(trace) : undefined;
  const parent = known?.parent ?? trace.parent;
  const cut = asynchronousTops(trace, parent);
  if (cut === undefined) {
    return known ?? { parent, detached: undefined, places: undefined };
  }
  const own = known === undefined ? parent.slice() : parent;
  const detached = known?.detached ?? new Uint8Array(trace.size);
  for (const row of cut) {
    own[row] = NO_PARENT;
    detached[row] = Detached.Asynchronous;
  }
  return { parent: own, detached, places: known?.places };
}

function hasFlag(flags: Uint8Array, flag: number): boolean {
  for (const bits of flags) {
    if ((bits & flag) !== 0) {
      return true;
    }
  }
  return false;
}

/** Rows whose parent does not wait for them; `undefined` for none, which is usual. */
function asynchronousTops({ size, kind, flags }: Trace, parent: Int32Array): readonly number[] | undefined {
  let tops: number[] | undefined;
  for (let row = 0; row < size; row += 1) {
    const up = parent[row] ?? NO_PARENT;
    if (up < 0) {
      continue;
    }
    if (((flags[row] ?? 0) & SpanFlag.FollowsFrom) !== 0 || (kind[row] === 'consumer' && kind[up] === 'producer')) {
      tops ??= [];
      tops.push(row);
    }
  }
  return tops;
}

/** The last span of each ID, at the place of the first; the others are hidden. A cycle that this makes is cut. */
function lastOfEach({ size, spanId, parentSpanId, flags }: Trace): Required<PathParents> {
  const firstOf = new Map<string, number>();
  const places = Int32Array.from({ length: size }, (_, row) => row);
  const detached = new Uint8Array(size);
  // IDs are compared as `SpanIndex` does: upper and lower case are the same.
  const nameOf = (row: number): string => (spanId[row] ?? '').toLowerCase();
  for (let row = 0; row < size; row += 1) {
    const first = firstOf.get(nameOf(row));
    if (first === undefined || nameOf(row) === '' || ((flags[row] ?? 0) & SpanFlag.DuplicateId) === 0) {
      firstOf.set(nameOf(row), row);
      continue;
    }
    detached[places[first] ?? row] = Detached.Hidden;
    places[first] = row;
    places[row] = -1;
  }
  const kept = places.filter((row) => row >= 0);
  const among = resolveParents(
    Array.from(kept, (row) => spanId[row] ?? ''),
    Array.from(kept, (row) => parentSpanId[row] ?? '')
  );
  const parent = new Int32Array(size).fill(NO_PARENT);
  kept.forEach((row, i) => {
    const up = among.parent[i] ?? NO_PARENT;
    parent[row] = up < 0 ? up : (kept[up] ?? NO_PARENT);
  });
  return { parent, detached, places };
}
