import type { Series } from '../../model';
import { type EpochNs, epochMsFromNs, nanos, nanosFromMs } from '../../units';
import type { AnalysisWindow, EdgeOutcomes } from '../inference';
import { endOf } from '../inference/outcomes';
import type { BreakerFinding } from '../types';
import type { ResilienceMessage } from './messages';
import { spansOf } from './operations';

/** Gauges of work that waits for a place: HikariCP, OpenTelemetry's database client, executors, Tomcat, Envoy. */
const WAITING_METRICS =
  /^(hikaricp_connections_pending|db_client_connections?_pending_requests|executor_queued_tasks|executor_queue_size|tomcat_threads_queued|envoy_cluster_upstream_rq_pending_active)$/;
/** Gauges of places that are left: resilience4j. */
const LEFT_METRICS = /^resilience4j_bulkhead_available_concurrent_calls$/;
/** A queue that is gone at the next look is none. */
const FEWEST_SAMPLES = 3;
const OFTEN = 0.05;
const TOLD = 0.95;
const SAMPLED = 0.8;

/** Limits of concurrency that were reached: calls refused by a bulkhead, and pools that had work waiting for a place. */
export function bulkheadFindings(
  edges: readonly EdgeOutcomes[],
  series: readonly Series[],
  window: AnalysisWindow
): readonly BreakerFinding[] {
  return [...edges.flatMap((edge) => refusedCalls(edge, window)), ...series.flatMap((one) => waitingWork(one, window))];
}

function refusedCalls({ caller, callee, calls }: EdgeOutcomes, { origin }: AnalysisWindow): readonly BreakerFinding[] {
  const refused = calls.filter(({ refusedBy }) => refusedBy === 'bulkhead');
  const [first] = refused;
  const last = refused.at(-1);
  if (first === undefined || last === undefined) {
    return [];
  }
  const message: ResilienceMessage = {
    key: 'resilience.bulkhead-full',
    params: { caller, callee, refused: refused.length, calls: calls.length },
  };
  return [
    {
      kind: 'bulkhead-full',
      severity: refused.length >= OFTEN * calls.length ? 'critical' : 'warning',
      confidence: TOLD,
      entities: [{ kind: 'edge', caller, callee }],
      origin,
      window: { start: first.start, end: nanos(endOf(last)) },
      message,
      evidence: spansOf(refused),
    },
  ];
}

function waitingWork(series: Series, { origin, end }: AnalysisWindow): readonly BreakerFinding[] {
  const { name, times, values, labels, service } = series;
  const isFull = fullness(name);
  if (isFull === undefined) {
    return [];
  }
  const at = (row: number): number => sinceOrigin(times[row] ?? NaN, origin);
  const run = longestRun(values, (value, row) => isFull(value) && at(row) >= 0 && at(row) <= end);
  if (run.to - run.from < FEWEST_SAMPLES) {
    return [];
  }
  const full = values.slice(run.from, run.to).map((value) => value ?? 0);
  const message: ResilienceMessage = {
    key: 'resilience.pool-waiting',
    params: { service: service.key, metric: name, most: Math.max(...full), samples: full.length },
  };
  const { instance } = labels;
  return [
    {
      kind: 'bulkhead-full',
      severity: 'warning',
      confidence: SAMPLED,
      entities: [
        instance === undefined
          ? { kind: 'service', service: service.key }
          : { kind: 'instance', service: service.key, instance },
      ],
      origin,
      window: { start: nanos(at(run.from)), end: nanos(at(run.to - 1)) },
      message,
      evidence: [{ kind: 'series', at: nanos(at(run.from)), metric: name, labels }],
    },
  ];
}

/** What says that a pool of this metric is full; `undefined` for other metrics. */
function fullness(name: string): ((value: number | null) => boolean) | undefined {
  if (WAITING_METRICS.test(name)) {
    return (value) => value !== null && value > 0;
  }
  return LEFT_METRICS.test(name) ? (value) => value === 0 : undefined;
}

function sinceOrigin(timeMs: number, origin: EpochNs): number {
  return nanosFromMs(timeMs - epochMsFromNs(origin));
}

/** The longest run of rows that a condition holds for, as a half-open range. */
function longestRun(
  values: Series['values'],
  holds: (value: number | null, row: number) => boolean
): { readonly from: number; readonly to: number } {
  let from = 0;
  let longest = { from: 0, to: 0 };
  values.forEach((value, row) => {
    if (!holds(value, row)) {
      from = row + 1;
    } else if (row + 1 - from > longest.to - longest.from) {
      longest = { from, to: row + 1 };
    }
  });
  return longest;
}
