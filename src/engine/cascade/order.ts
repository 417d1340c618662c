import type { CallGraph } from './graph';
import { SELF_TIME } from './names-of-signals';
import type { BrokenTie, Estimate, Onset, OnsetOrder, OrderBasis, ServiceCascade } from './types';

/** A service that degraded. */
export interface Degraded extends ServiceCascade {
  readonly onset: Onset;
}

/** Those that degraded. */
export function degradedOf(services: readonly ServiceCascade[]): readonly Degraded[] {
  return services.filter((one): one is Degraded => one.onset !== undefined);
}

/**
 * Puts services in the order that their intervals allow. Before is: its interval ends before the other's begins (an
 * interval order); tiers take away, again and again, those that nobody remaining is before. Of two that overlap and call
 * one another the callee goes first: errors and waiting travel to callers. O(n log n + tiers x n + e).
 */
export function orderOf(degraded: readonly Degraded[], graph: CallGraph): OnsetOrder {
  const ties = tiesOf(degraded, graph);
  const tiers: string[][] = [];
  let remaining = [...degraded].sort((a, b) => a.onset.at - b.onset.at || compare(a.service, b.service));
  while (remaining.length > 0) {
    const bound = remaining.reduce((least, { onset }) => Math.min(least, onset.high), Infinity);
    const isFirst = ({ onset }: Degraded): boolean => onset.low < bound || onset.high === bound;
    const tier = remaining.filter(isFirst);
    remaining = remaining.filter((one) => !isFirst(one));
    tiers.push(
      argued(
        tier.map(({ service }) => service),
        ties
      )
    );
  }
  return { tiers, ties };
}

/** Ties of every caller with the callee that it can be waiting for since then: the earliest, and those slow by themselves. */
function tiesOf(degraded: readonly Degraded[], graph: CallGraph): readonly BrokenTie[] {
  const byService = new Map(degraded.map((one) => [one.service, one]));
  return degraded.flatMap((caller) => {
    const callees = (graph.calls[graph.row.get(caller.service) ?? -1] ?? []).flatMap((at) => {
      const edge = graph.edges[at];
      const callee = byService.get(edge?.callee ?? '');
      const isArguable = edge !== undefined && edge.asynchronous !== true && !isMutual(edge, graph);
      return isArguable && callee !== undefined && overlap(caller.onset, callee.onset) ? [callee] : [];
    });
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
function reasonOf({ onsets }: ServiceCascade): BrokenTie['because'] {
  return onsets.some(({ name, signal, seenBy }) => (signal === 'latency' && name === SELF_TIME) || seenBy === 'callers')
    ? 'self-time'
    : 'call';
}

/** An interval does not hold its lower bound: what a scrape tells came after the one before. */
function overlap(a: Estimate, b: Estimate): boolean {
  return a.low < b.high && b.low < a.high;
}

/** Members as the ties among them argue, those that nothing is argued of by onset (as they come). Kahn's, O(n² + e). */
function argued(members: readonly string[], ties: readonly BrokenTie[]): string[] {
  const waiting = new Map(members.map((member) => [member, 0]));
  const after = new Map<string, string[]>();
  for (const { first, second } of ties) {
    if (waiting.has(first) && waiting.has(second)) {
      waiting.set(second, (waiting.get(second) ?? 0) + 1);
      after.set(first, [...(after.get(first) ?? []), second]);
    }
  }
  const order: string[] = [];
  while (waiting.size > 0) {
    const names = [...waiting.keys()];
    // Callees that call one another in a circle leave nobody free: the earliest goes first.
    const next = names.find((name) => waiting.get(name) === 0) ?? names[0] ?? '';
    waiting.delete(next);
    order.push(next);
    for (const one of after.get(next) ?? []) {
      if (waiting.has(one)) {
        waiting.set(one, (waiting.get(one) ?? 1) - 1);
      }
    }
  }
  return order;
}

/** How two services stand to one another. */
export type Relation =
  { readonly order: 'before' | 'after'; readonly basis: OrderBasis } | { readonly order: 'simultaneous' };

/** What is needed to relate two services. */
export interface Related {
  readonly services: readonly ServiceCascade[];
  readonly order: OnsetOrder;
}

/**
 * Whether `a` degraded before `b`: by their intervals, or else by calls from one to the other through services that cannot
 * be told apart either. `undefined` when one of them did not degrade. O(services + ties).
 */
export function relate({ services, order: { ties } }: Related, a: string, b: string): Relation | undefined {
  const [one, other] = [a, b].map((name) => services.find(({ service }) => service === name)?.onset);
  if (one === undefined || other === undefined) {
    return undefined;
  }
  if (!overlap(one, other)) {
    return { order: one.high <= other.low ? 'before' : 'after', basis: 'intervals' };
  }
  const before = leads(ties, a, b);
  const after = leads(ties, b, a);
  return before === after ? { order: 'simultaneous' } : { order: before ? 'before' : 'after', basis: 'calls' };
}

function leads(ties: readonly BrokenTie[], from: string, to: string): boolean {
  const reached = new Set([from]);
  for (const name of reached) {
    for (const { first, second } of ties) {
      if (first === name) {
        reached.add(second);
      }
    }
  }
  return reached.has(to);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
