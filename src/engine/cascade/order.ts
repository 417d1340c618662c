import type { CallGraph } from './graph';
import { type Degraded, overlap } from './interval-order';
import { earliestOf, likeliestTies, tiesOf, type Wait, waitsOf } from './ties';
import type { BrokenTie, OnsetOrder, OrderBasis, ServiceCascade } from './types';

/** Those that degraded. */
export function degradedOf(services: readonly ServiceCascade[]): readonly Degraded[] {
  return services.filter((one): one is Degraded => one.onset !== undefined);
}

/** The order of onsets, and who may have been first. */
export interface ToldOrder {
  readonly order: OnsetOrder;
  /** Members of the first tier that nothing is likely to precede. */
  readonly first: readonly string[];
}

/**
 * Puts services in the order that their intervals allow. Before is: its interval ends before the other's begins (an
 * interval order); tiers take away, again and again, those that nobody remaining is before. Of two that overlap and call
 * one another the callee goes first, where it is sure to be the one that its caller waits for. Within a tier they stand as
 * is likely. O(n log n + tiers x n + e + ties).
 */
export function orderOf(degraded: readonly Degraded[], graph: CallGraph): ToldOrder {
  const waits = waitsOf(degraded, graph);
  const likely = likeliestTies(waits);
  const tiers: string[][] = [];
  let remaining: readonly Degraded[] = [...degraded].sort(
    (a, b) => a.onset.at - b.onset.at || compare(a.service, b.service)
  );
  while (remaining.length > 0) {
    const tier = new Set(earliestOf(remaining));
    remaining = remaining.filter((one) => !tier.has(one));
    tiers.push(
      argued(
        [...tier].map(({ service }) => service),
        likely
      )
    );
  }
  return { order: { tiers, ties: tiesOf(calleesFirst(waits, likely)) }, first: headsOf(tiers[0] ?? [], likely) };
}

/** So that what a callee waits for is mostly known before its caller is looked at. */
function calleesFirst(waits: readonly Wait[], likely: readonly BrokenTie[]): readonly Wait[] {
  const sequence = argued(
    waits.map(({ caller }) => caller.service),
    likely
  );
  const rank = new Map(sequence.map((service, at) => [service, at]));
  const rankOf = ({ caller }: Wait): number => rank.get(caller.service) ?? 0;
  return [...waits].sort((a, b) => rankOf(a) - rankOf(b));
}

/** All of them where each waits for another. */
function headsOf(tier: readonly string[], ties: readonly BrokenTie[]): readonly string[] {
  const members = new Set(tier);
  const waiting = new Set(ties.filter(({ first }) => members.has(first)).map(({ second }) => second));
  const heads = tier.filter((one) => !waiting.has(one));
  return heads.length === 0 ? tier : heads;
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
