import type { Outcome } from '../result';
import { epochNs } from '../units';
import type { Arrival, Join } from './join-types';
import type { CorrelationKey } from './key';

/** What to join. `key` and `id` are absent when the rows were not asked for by ID: a panel over plain frames. */
export interface JoinInput {
  readonly key?: CorrelationKey;
  readonly id?: string;
  readonly arrivals: readonly Arrival[];
}

/**
 * Joins what the legs have answered so far into one answer. Pure: the same arrivals in any order, and in any number of
 * partial emissions before, give the same join.
 */
export function joinSignals(input: JoinInput): Outcome<Join> {
  return {
    result: {
      key: input.key,
      id: input.id,
      origin: epochNs(BigInt(0)),
      traces: input.arrivals.flatMap((arrival) => arrival.traces ?? []),
      logs: {
        origin: epochNs(BigInt(0)),
        size: 0,
        time: new Float64Array(),
        line: [],
        labels: [],
        id: [],
        level: [],
        service: new Int32Array(),
        services: [],
        source: new Int32Array(),
        sources: [],
        limitReached: undefined,
      },
      anchors: { trace: new Int32Array(), span: new Int32Array() },
      series: [],
      exemplars: [],
      services: [],
      traceIds: [],
      ids: [],
      coverage: {
        spans: 0,
        spansWithLogs: 0,
        logs: 0,
        logsOnSpans: 0,
        services: 0,
        servicesWithMetrics: 0,
        gaps: [],
      },
      report: input.arrivals.flatMap((arrival) => (arrival.report === undefined ? [] : [arrival.report])),
    },
    problems: [],
  };
}
