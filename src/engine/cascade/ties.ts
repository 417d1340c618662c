import type { CallGraph } from './graph';
import { SELF_TIME } from './names-of-signals';
import { type Degraded, overlap } from './interval-order';
import type { BrokenTie, ServiceCascade } from './types';

/** A caller that may have begun to wait for one of some callees when it degraded. */
export interface Wait {
  readonly caller: Degraded;
  /** Those that may have been the first of all that it waits for. */
  readonly callees: readonly Degraded[];
}

/** Callers whose interval overlaps that of a callee they wait for. Of calls both ways nothing is argued. O(e). */
export function waitsOf(degraded: readonly Degraded[], graph: CallGraph): readonly Wait[] {
  const byService = new Map(degraded.map((one) => [one.service, one]));
  return degraded.flatMap((caller) => {
    const callees = (graph.calls[graph.row.get(caller.service) ?? -1] ?? []).flatMap((at) => {
      const edge = graph.edges[at];
      const callee = byService.get(edge?.callee ?? '');
      const isArguable = edge !== undefined && edge.asynchronous !== true && !isMutual(edge, graph);
      return isArguable && callee !== undefined && callee.onset.low < caller.onset.high ? [callee] : [];
    });
    const first = earliestOf(callees);
    return first.some((callee) => overlap(caller.onset, callee.onset)) ? [{ caller, callees: first }] : [];
  });
}

/** Those that none of them is before. */
export function earliestOf(some: readonly Degraded[]): readonly Degraded[] {
  const bound = some.reduce((least, { onset }) => Math.min(least, onset.high), Infinity);
  return some.filter(({ onset }) => onset.low < bound || onset.high === bound);
}

/**
 * What a caller can only have degraded after: errors and waiting travel to callers, so that one of the callees was first. If
 * it may have been any of several, that is what all of them come after themselves. Of a chain only the last link is named,
 * the others follow. O(waits x services), for circles longer than two some times more.
 */
export function tiesOf(waits: readonly Wait[]): readonly BrokenTie[] {
  const before = closure(waits);
  const of = (service: string): ReadonlySet<string> => before.get(service) ?? NOBODY;
  const byService = new Map(waits.flatMap(({ callees }) => callees.map((one) => [one.service, one] as const)));
  return waits.flatMap(({ caller }) => {
    const all = [...of(caller.service)].filter((one) => one !== caller.service);
    return all
      .filter((one) => !all.some((other) => other !== one && of(other).has(one) && !of(one).has(other)))
      .map((first) => ({ first, second: caller.service, because: reasonOf(byService.get(first)) }));
  });
}

const NOBODY: ReadonlySet<string> = new Set();

/** Of each caller all that it is after, found by going on until nothing is added. */
function closure(waits: readonly Wait[]): ReadonlyMap<string, ReadonlySet<string>> {
  const before = new Map<string, ReadonlySet<string>>();
  for (let grown = true; grown;) {
    grown = false;
    for (const { caller, callees } of waits) {
      const [first = NOBODY, ...others] = callees.map(
        ({ service }) => new Set([service, ...(before.get(service) ?? NOBODY)])
      );
      const common = new Set([...first].filter((one) => others.every((other) => other.has(one))));
      if (common.size > (before.get(caller.service)?.size ?? 0)) {
        before.set(caller.service, common);
        grown = true;
      }
    }
  }
  return before;
}

/** The callee that each caller waits for most likely: the earliest, and those slow by themselves. */
export function likeliestTies(waits: readonly Wait[]): readonly BrokenTie[] {
  return waits.flatMap(({ caller, callees }) => {
    const earliest = callees.reduce<number>((least, { onset }) => Math.min(least, onset.at), Infinity);
    return callees.flatMap((callee): readonly BrokenTie[] => {
      const because = reasonOf(callee);
      return callee.onset.at <= earliest || because === 'self-time'
        ? [{ first: callee.service, second: caller.service, because }]
        : [];
    });
  });
}

function isMutual({ caller, callee }: { readonly caller: string; readonly callee: string }, graph: CallGraph): boolean {
  const back = graph.calls[graph.row.get(callee) ?? -1] ?? [];
  return back.some((at) => graph.edges[at]?.callee === caller);
}

/** Its own time grew, or it tells nothing itself and all that is seen of it is its own. */
function reasonOf(service: ServiceCascade | undefined): BrokenTie['because'] {
  return service?.onsets.some(
    ({ name, signal, seenBy }) => (signal === 'latency' && name === SELF_TIME) || seenBy === 'callers'
  ) === true
    ? 'self-time'
    : 'call';
}
