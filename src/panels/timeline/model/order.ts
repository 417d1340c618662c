import type { Matches } from './filter';
import { type Items, Severity } from './types';

/** Items that pass the filter, in the order of time: the flat list. */
export function listOrder(matches: Matches): Int32Array {
  const order = new Int32Array(matches.count);
  let next = 0;
  matches.mask.forEach((passes, item) => {
    if (passes === 1) {
      order[next++] = item;
    }
  });
  return order;
}

/** A step through the list. */
export type Step = 'next' | 'previous' | 'first' | 'last' | 'next-error';

/** Where a step leads from an item, or -1 when the list is empty. An item that the filter hides still has a place. */
export function stepFrom(order: Int32Array, items: Items, from: number, step: Step): number {
  const [first = -1] = order;
  const last = order.at(-1) ?? -1;
  switch (step) {
    case 'first':
      return first;
    case 'last':
      return last;
    case 'next':
      return from < 0 ? first : (order.find((item) => item > from) ?? last);
    case 'previous':
      return from < 0 ? last : (lastBefore(order, from) ?? first);
    case 'next-error': {
      const isError = (item: number) => items.severity[item] === Severity.Error;
      return order.find((item) => item > from && isError(item)) ?? order.find(isError) ?? from;
    }
  }
}

function lastBefore(order: Int32Array, item: number): number | undefined {
  let found: number | undefined;
  for (const candidate of order) {
    if (candidate >= item) {
      return found;
    }
    found = candidate;
  }
  return found;
}
