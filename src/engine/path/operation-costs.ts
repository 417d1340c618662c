import type { Trace } from '../model';
import type { Steps } from '../steps';
import { criticalPath } from './critical-path';
import { timesByOperation } from './times';
import type { CriticalPath, Operation } from './types';
import { prepareWhatIf } from './what-if';

/** An operation on the path, with what it costs the request. Nanoseconds. */
export interface OperationCost extends Operation {
  /** Row of `trace.services`. */
  readonly serviceRow: number;
  /** Its spans, on the path and off it. */
  readonly spans: number;
  /** Own time on the path. */
  readonly time: number;
  /** `time` as a share of the path's length, 0 to 1. */
  readonly share: number;
  /** What the request would gain if the operation did nothing itself. */
  readonly drag: number;
  /** What the request would gain if it were faster by {@link OperationCostOptions.faster}. */
  readonly saving: number;
  /**
   * `retimed`: the trace was re-timed for both gains. `bound`: it was not, and each is at most what is said: no request
   * can gain more than the time by which its path gets shorter.
   */
  readonly basis: 'retimed' | 'bound';
}

export interface OperationCostOptions {
  /** 0.2 is a fifth of the operation's own time. */
  readonly faster: number;
  /**
   * How many operations are re-timed, those with the most time on the path: each costs O(n). Unless said otherwise, so many
   * as have 200,000 spans to be re-timed in all, and eight at least.
   */
  readonly retimed?: number;
}

const LEAST_RETIMED = 8;
const RETIMED_SPANS = 200_000;

/**
 * The operations on the path, most time first, with what making each faster would gain (see {@link prepareWhatIf}). It yields
 * between steps of O(n), so that a caller with a screen to draw can put the rest off.
 */
export function* operationCosts(
  trace: Trace,
  path: CriticalPath,
  { faster, retimed = usuallyRetimed(trace) }: OperationCostOptions
): Steps<readonly OperationCost[]> {
  const times = timesByOperation(trace, path).filter(({ onPath }) => onPath > 0);
  yield;
  const most = times.length > retimed ? mostGained(trace) : nothing;
  yield;
  const retiming = prepareWhatIf([trace]);
  yield;
  const costs: OperationCost[] = [];
  for (const { service: serviceRow, operation, spans, onPath, share } of times) {
    const service = trace.services[serviceRow]?.key ?? '';
    const common = { service, serviceRow, operation, spans, time: onPath, share };
    if (costs.length < retimed) {
      const drag = retiming.whatIf({ service, operation, factor: 0 }).saved;
      yield;
      const saving = retiming.whatIf({ service, operation, factor: 1 - faster }).saved;
      yield;
      costs.push({ ...common, drag, saving, basis: 'retimed' });
    } else {
      const drag = most(serviceRow, operation);
      costs.push({ ...common, drag, saving: drag * faster, basis: 'bound' });
    }
  }
  return costs;
}

type TimeOf = (service: number, operation: string) => number;

const nothing: TimeOf = () => 0;

/**
 * Own time of operations on the path that re-timing follows, whatever rule was asked for: back-to-back siblings wait for one
 * another. Its length without that time stays, so no more can be gained. O(n log k).
 */
function mostGained(trace: Trace): TimeOf {
  const { path, exclusive } = criticalPath(trace, { rule: 'last-finishing', backToBack: 'inclusive' }).result;
  const times = new Map<string, number>();
  const key = (service: number, operation: string) => `${service}\n${operation}`;
  for (const row of path) {
    const name = key(trace.service[row] ?? 0, trace.operation[row] ?? '');
    times.set(name, (times.get(name) ?? 0) + (exclusive[row] ?? 0));
  }
  return (service, operation) => times.get(key(service, operation)) ?? 0;
}

function usuallyRetimed({ size }: Trace): number {
  return Math.max(LEAST_RETIMED, RETIMED_SPANS / Math.max(1, size));
}
