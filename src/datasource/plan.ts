import type { TimeRange } from '@grafana/data';
import {
  defaultRoundLimits,
  TRACE_KEY,
  type CorrelationKey,
  type RoundLimits,
  type Signal,
  type TimeWindow,
} from '../engine/correlation';
import { assertUnreachable, err, ok, problem, type Result } from '../engine/result';
import { epochNsFromMs, normaliseTraceId } from '../engine/units';
import { wellFormed } from './language/literal';
import type { QueryLimits } from './limits';
import { queryObstacle, type ClewQuery, type CorrelateQuery } from './query';
import type { ClewSettings } from './settings';

/** What it takes to answer one ID: nothing in it is a template or a default any more. */
export interface CorrelatePlan {
  readonly view: 'correlate';
  readonly refId: string;
  readonly key: CorrelationKey;
  readonly id: string;
  readonly signals: readonly Signal[];
  readonly window: TimeWindow;
  readonly limits: QueryLimits;
  readonly rounds: RoundLimits;
}

/** One member a view. */
export type Plan = CorrelatePlan;

/**
 * Turns a query, its variables replaced, into a plan.
 * @returns a problem when it cannot run: those of {@link queryObstacle}, and `query.bad-trace-id` (`value`).
 */
export function planQuery(query: ClewQuery, settings: ClewSettings, range: TimeRange): Result<Plan> {
  switch (query.view) {
    case 'correlate':
      return planCorrelation(query, settings, range);
    default:
      return assertUnreachable(query.view);
  }
}

function planCorrelation(query: CorrelateQuery, settings: ClewSettings, range: TimeRange): Result<CorrelatePlan> {
  const obstacle = queryObstacle(
    query,
    settings.keys.map(({ name }) => name)
  );
  const key = settings.keys.find(({ name }) => name === query.key);
  if (obstacle !== undefined || key === undefined) {
    return err(obstacle ?? problem('query.no-key', { key: query.key }));
  }
  const value = wellFormed(query.value.trim());
  const id = key.name === TRACE_KEY ? normaliseTraceId(value) : value;
  if (id === undefined) {
    return err(problem('query.bad-trace-id', { value }));
  }
  const limits: QueryLimits = {
    traces: query.limits?.traces ?? settings.limits.traces,
    lines: query.limits?.lines ?? settings.limits.lines,
    services: query.limits?.services ?? settings.limits.services,
  };
  return ok({
    view: 'correlate',
    refId: query.refId,
    key,
    id,
    signals: query.signals,
    window: { from: epochNsFromMs(range.from.valueOf()), to: epochNsFromMs(range.to.valueOf()) },
    limits,
    rounds: {
      ...defaultRoundLimits,
      maxHops: settings.maxHops,
      maxTraces: limits.traces,
      widening: settings.widening,
      paddingSeconds: query.paddingSeconds ?? settings.paddingSeconds,
    },
  });
}
