import { type Dependencies, inferDependencies, type KnownOrder, knownOrder } from '../../../engine/path';
import type { TraceEntry } from './read';

const inferred = new WeakMap<readonly TraceEntry[], Dependencies>();

/** Which siblings always follow one another in these traces; worked out when it is first asked for, and kept with them. */
export function dependenciesAmong(entries: readonly TraceEntry[]): Dependencies {
  const known = inferred.get(entries);
  if (known !== undefined) {
    return known;
  }
  const inference = inferDependencies();
  entries.forEach(({ trace }) => inference.add(trace));
  const found = inference.finish();
  inferred.set(entries, found);
  return found;
}

/** What {@link dependenciesAmong} knows, for a single trace of them. */
export function orderAmong(entries: readonly TraceEntry[]): KnownOrder {
  let order: KnownOrder | undefined;
  return {
    dependent: (trace, earlier, later) => {
      order ??= knownOrder(dependenciesAmong(entries));
      return order.dependent(trace, earlier, later);
    },
  };
}
