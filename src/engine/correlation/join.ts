import type { LogTable, Series, ServiceIdentity, Trace } from '../model';
import type { Outcome } from '../result';
import { epochNs, epochNsFromMs, type EpochNs } from '../units';
import { anchorLogs } from './anchors';
import { coverage } from './coverage';
import { IdCollector } from './found-ids';
import type { Arrival, Join } from './join-types';
import { joinedServices } from './joined-services';
import type { CorrelationKey } from './key';
import { compareText, latestArrivals } from './latest';
import { mergeLogs } from './merge-logs';
import { mergeExemplars, mergeSeries } from './merge-series';
import { mergeTraces } from './merge-traces';
import { adoptServices, assumeNamespaces } from './service-names';

/** What to join. `key` and `id` are absent when the rows were not asked for by ID: a panel over plain frames. */
export interface JoinInput {
  readonly key?: CorrelationKey;
  readonly id?: string;
  readonly arrivals: readonly Arrival[];
}

/**
 * Joins what the legs have answered so far into one answer. Pure: the same arrivals in any order, and after any number of
 * partial emissions, give the same join; no row is lost and none is invented. Rows that are in order already are not
 * copied.
 *
 * Problems: those of the arrivals; `join.duplicate-span` {traceId}; `join.namespace-assumed` {name, key}.
 *
 * O(n log n) in rows; O(n) where every leg answers in order of time.
 */
export function joinSignals(input: JoinInput): Outcome<Join> {
  const arrivals = latestArrivals(input.arrivals);
  const merged = mergeTraces(arrivals);
  const mergedLogs = mergeLogs(arrivals);
  const mergedSeries = mergeSeries(arrivals);
  const mergedExemplars = mergeExemplars(arrivals);
  const { adopt, problems } = assumeNamespaces(
    identitiesOf(merged.traces, mergedLogs, [...mergedSeries, ...mergedExemplars])
  );
  const traces = merged.traces.map((trace) => adoptServices(trace, adopt));
  const logs = adoptServices(mergedLogs, adopt);
  const series = mergedSeries.map((one) => adoptService(one, adopt));
  const exemplars = mergedExemplars.map((one) => adoptService(one, adopt));
  const origin = originOf(traces, logs, series);
  const services = joinedServices(traces, logs, series, origin);
  const ids = new IdCollector(input.key);
  const anchored = anchorLogs(logs, traces, (row) => ids.addRow(logs, row));
  traces.forEach((trace) => ids.addTrace(trace));
  const found = ids.found();
  return {
    result: {
      key: input.key,
      id: input.id,
      origin,
      traces,
      logs,
      anchors: anchored.anchors,
      series,
      exemplars,
      services,
      traceIds: traces.map((trace) => trace.traceId),
      ids: found.ids,
      coverage: coverage({ traces, logs, anchored, series, services, found, arrivals }),
      report: arrivals.flatMap((arrival) => arrival.report ?? []).sort((a, b) => compareText(a.leg, b.leg)),
    },
    problems: [...arrivals.flatMap((arrival) => arrival.problems ?? []), ...merged.problems, ...problems],
  };
}

function* identitiesOf(
  traces: readonly Trace[],
  logs: LogTable,
  measured: ReadonlyArray<{ readonly service: ServiceIdentity }>
): Generator<ServiceIdentity> {
  for (const trace of traces) {
    yield* trace.services;
  }
  yield* logs.services;
  for (const one of measured) {
    yield one.service;
  }
}

function adoptService<T extends { readonly service: ServiceIdentity }>(
  owner: T,
  adopt: (identity: ServiceIdentity) => ServiceIdentity
): T {
  const service = adopt(owner.service);
  return service === owner.service ? owner : { ...owner, service };
}

/** Earliest span or line; with neither, the first sample. */
function originOf(traces: readonly Trace[], logs: LogTable, series: readonly Series[]): EpochNs {
  const origins = traces.filter((trace) => trace.size > 0).map((trace) => trace.origin);
  const all = logs.size > 0 ? [...origins, logs.origin] : origins;
  const [first] = all.sort((a, b) => (a < b ? -1 : 1));
  if (first !== undefined) {
    return first;
  }
  const samples = series.flatMap((one) => one.times[0] ?? []);
  return samples.length === 0 ? epochNs(BigInt(0)) : epochNsFromMs(Math.min(...samples));
}
