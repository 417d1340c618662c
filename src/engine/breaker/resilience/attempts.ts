import type { EdgeCall, EdgeOutcomes } from '../inference';
import { endOf } from '../inference/outcomes';

/** The attempts of one caller's span to make one call: each but the last failed, and was over before the next. */
export type Attempts = readonly EdgeCall[];

/** Calls of one edge as attempts; calls side by side, or after one that went well, are calls of their own. O(calls). */
export function attemptsOf({ calls }: EdgeOutcomes): readonly Attempts[] {
  const open = new Map<string, EdgeCall[]>();
  const all: EdgeCall[][] = [];
  for (const call of calls) {
    const key = `${call.traceId}\n${call.parentSpanId}\n${call.operation}`;
    const before = open.get(key);
    const last = before?.at(-1);
    if (before !== undefined && last !== undefined && last.outcome !== 'success' && endOf(last) <= call.start) {
      before.push(call);
    } else {
      const first = [call];
      open.set(key, first);
      all.push(first);
    }
  }
  return all;
}
