import {
  aggregate,
  type Aggregate,
  type Aggregator,
  type Cohort,
  type OperationName,
  type PathExemplar,
  type PathOptions,
  prepareWhatIf,
  type Retiming,
  type TraceGroup,
} from '../../../engine/path';
import type { Trace } from '../../../engine/model';
import { dependenciesAmong } from './order';
import type { TraceEntry } from './read';

/** Many traces and what the engine says they have in common. */
export interface ManyTraces {
  readonly traces: readonly Trace[];
  readonly aggregate: Aggregate;
  /** The traces that are looked at. */
  readonly group: TraceGroup;
  /** Those they are compared with, where the data source gave some. */
  readonly baseline: TraceGroup | undefined;
  readonly operation: (row: number) => OperationName;
  /** Ready for what-if questions; made when the first one is asked. */
  readonly retiming: () => Retiming;
}

interface Running {
  readonly key: string;
  readonly added: readonly TraceEntry[];
  readonly aggregator: Aggregator;
}

/** Batches arrive one after the other: traces that are in the sums already are not summed again. */
const running = new WeakMap<Trace, Running>();

const NO_OPERATION: OperationName = { service: '', serviceName: '', operation: '' };

/** Sums many traces up. O(spans of the traces that are new). `undefined` when there is none to look at. */
export function analyseMany(entries: readonly TraceEntry[], options: PathOptions): ManyTraces | undefined {
  const [first] = entries;
  if (first === undefined) {
    return undefined;
  }
  const key = `${options.rule} ${options.backToBack}`;
  const before = running.get(first.trace);
  const start = before?.key === key && isPrefix(before.added, entries) ? before : undefined;
  const aggregator = start?.aggregator ?? aggregate({ path: options });
  for (const { trace, cohort } of entries.slice(start?.added.length ?? 0)) {
    aggregator.add(trace, cohort ?? 'selection');
  }
  running.set(first.trace, { key, added: entries, aggregator });
  return manyOf(entries, aggregator.finish());
}

function manyOf(entries: readonly TraceEntry[], sums: Aggregate): ManyTraces | undefined {
  const named = (name: string) => sums.groups.find((group) => group.name === name);
  const group = named('selection') ?? sums.groups[0];
  if (group === undefined) {
    return undefined;
  }
  const traces = entries.filter(({ cohort }) => (cohort ?? 'selection') === group.name).map(({ trace }) => trace);
  let retiming: Retiming | undefined;
  return {
    traces,
    aggregate: sums,
    group,
    baseline: group.name === 'baseline' ? undefined : named('baseline'),
    operation: (row) => sums.operations[row] ?? NO_OPERATION,
    retiming: () => (retiming ??= prepareWhatIf(traces, { dependencies: dependenciesAmong(entries) })),
  };
}

function isPrefix(before: readonly TraceEntry[], now: readonly TraceEntry[]): boolean {
  return (
    before.length <= now.length &&
    before.every(({ trace, cohort }, at) => trace === now[at]?.trace && cohort === now[at]?.cohort)
  );
}

/** The cohort at a quantile; `undefined` asks for all traces. */
export function cohortAt(group: TraceGroup, quantile: number | undefined): Cohort | undefined {
  return group.cohorts.find((cohort) => cohort.quantile === quantile);
}

/** The span of an operation that took longest itself on the path of a request. O(call paths). */
export function worstSpan(many: ManyTraces, service: string, operation: string): PathExemplar | undefined {
  return many.group.callPaths
    .filter((callPath) => {
      const name = many.operation(callPath.operation);
      return name.service === service && name.operation === operation;
    })
    .flatMap(({ exemplars }) => exemplars.slice(0, 1))
    .sort((a, b) => b.exclusive - a.exclusive)[0];
}
