import type { AdHocVariableFilter, TimeRange } from '@grafana/data';
import {
  defaultRoundLimits,
  TRACE_KEY,
  type CorrelationKey,
  type RoundLimits,
  type Signal,
  type TimeWindow,
} from '../engine/correlation';
import type { GoldenSignal } from '../engine/model';
import { assertUnreachable, err, ok, problem, type Problem, type Result } from '../engine/result';
import { epochNsFromMs, normaliseTraceId } from '../engine/units';
import { fromAdHoc } from './filters/adHoc';
import type { Narrowing } from './filters/narrowing';
import { scopeConditions } from './filters/scope';
import { narrowedSelection } from './language/conditions';
import { wellFormed } from './language/literal';
import type { QueryLimits } from './limits';
import {
  queryObstacle,
  type BaselineChoice,
  type Breakdown,
  type ClewQuery,
  type CorrelateQuery,
  type EventKind,
  type ServicesQuery,
  type TraceSample,
  type TracesQuery,
} from './query';
import type { ClewSettings } from './settings';

const MS_PER_S = 1000;

/** What every plan holds: nothing in it is a template or a default any more. */
interface PlanBase {
  readonly refId: string;
  readonly window: TimeWindow;
  readonly limits: QueryLimits;
  /** The query's scope, its own filters and the dashboard's ad hoc filters. */
  readonly narrowing: Narrowing;
}

/** What it takes to answer one ID. */
export interface CorrelatePlan extends PlanBase {
  readonly view: 'correlate';
  readonly key: CorrelationKey;
  readonly id: string;
  readonly signals: readonly Signal[];
  readonly rounds: RoundLimits;
  /** Only how many lines there are by level is asked. */
  readonly volume?: boolean;
}

/** What it takes to answer golden signals. */
export interface ServicesPlan extends PlanBase {
  readonly view: 'services';
  readonly breakdown: Breakdown;
  /** Empty: all, up to `limits.services`. Each once. */
  readonly services: readonly string[];
  readonly signals: readonly GoldenSignal[];
  /** What the window is compared with; same length, but for a fixed window. */
  readonly baseline: TimeWindow | undefined;
}

/** What it takes to answer many traces. */
export interface TracesPlan extends PlanBase {
  readonly view: 'traces';
  /** TraceQL spansets, narrowed already. */
  readonly selection: string;
  /** TraceQL spansets, narrowed already. */
  readonly baseline: string | undefined;
  readonly sample: Required<TraceSample>;
  readonly history: boolean;
}

/** What it takes to answer what happened to a service. */
export interface EventsPlan extends PlanBase {
  readonly view: 'events';
  readonly events: readonly EventKind[];
  readonly service: string;
}

/** What it takes to answer circuit breakers. */
export interface BreakersPlan extends PlanBase {
  readonly view: 'breakers';
  /** Empty: all. Each once. */
  readonly services: readonly string[];
  readonly signals: readonly Signal[];
}

/** What it takes to answer who fell first and how it spread. */
export interface CascadePlan extends PlanBase {
  readonly view: 'cascade';
  /** Empty: all, up to `limits.services`. Each once. */
  readonly services: readonly string[];
  readonly signals: readonly Signal[];
  readonly baseline: TimeWindow | undefined;
}

/** One member a view. */
export type Plan = CorrelatePlan | ServicesPlan | TracesPlan | EventsPlan | BreakersPlan | CascadePlan;

/** What the dashboard adds to a query. */
export interface Asked {
  readonly range: TimeRange;
  readonly filters?: readonly AdHocVariableFilter[];
}

/**
 * Turns a query, its variables replaced, into a plan.
 * @returns a problem when it cannot run: those of {@link queryObstacle}, and `query.bad-trace-id` (`value`).
 */
export function planQuery(query: ClewQuery, settings: ClewSettings, asked: Asked): Result<Plan> {
  const obstacle = queryObstacle(
    query,
    settings.keys.map(({ name }) => name)
  );
  if (obstacle !== undefined) {
    return err(obstacle);
  }
  switch (query.view) {
    case 'correlate':
      return planCorrelation(query, settings, asked);
    case 'services':
      return ok(planServices(query, settings, asked));
    case 'traces':
      return ok(planTraces(query, settings, asked));
    case 'events':
      return ok({
        view: 'events',
        ...planBase(query, settings, asked),
        events: query.events,
        service: wellFormed(query.service.trim()),
      });
    case 'breakers':
      return ok({
        view: 'breakers',
        ...planBase(query, settings, asked),
        services: distinctNames(query.services),
        signals: query.signals,
      });
    case 'cascade':
      return ok({
        view: 'cascade',
        ...planBase(query, settings, asked),
        services: distinctNames(query.services),
        signals: query.signals,
        baseline: baselineWindow(query.baseline, asked.range),
      });
    default:
      return assertUnreachable(query);
  }
}

function planCorrelation(query: CorrelateQuery, settings: ClewSettings, asked: Asked): Result<CorrelatePlan> {
  const key = settings.keys.find(({ name }) => name === query.key);
  if (key === undefined) {
    return err(noKey(query.key));
  }
  const value = wellFormed(query.value.trim());
  const id = key.name === TRACE_KEY ? normaliseTraceId(value) : value;
  if (id === undefined) {
    return err(problem('query.bad-trace-id', { value }));
  }
  const base = planBase(query, settings, asked);
  return ok({
    view: 'correlate',
    ...base,
    key,
    id,
    signals: query.signals,
    volume: query.supplementary === 'log-volume',
    rounds: {
      ...defaultRoundLimits,
      maxHops: settings.maxHops,
      maxTraces: base.limits.traces,
      widening: settings.widening,
      paddingSeconds: query.paddingSeconds ?? settings.paddingSeconds,
    },
  });
}

function planServices(query: ServicesQuery, settings: ClewSettings, asked: Asked): ServicesPlan {
  return {
    view: 'services',
    ...planBase(query, settings, asked),
    breakdown: query.breakdown,
    services: distinctNames(query.services),
    signals: query.signals,
    baseline: baselineWindow(query.baseline, asked.range),
  };
}

function distinctNames(names: readonly string[]): readonly string[] {
  return [...new Set(names.map((name) => wellFormed(name.trim())).filter((name) => name !== ''))];
}

function planTraces(query: TracesQuery, settings: ClewSettings, asked: Asked): TracesPlan {
  const base = planBase(query, settings, asked);
  const baseline = (query.baseline ?? '').trim();
  return {
    view: 'traces',
    ...base,
    selection: narrowedSelection(query.selection.trim(), base.narrowing),
    baseline: baseline === '' ? undefined : narrowedSelection(baseline, base.narrowing),
    sample: { ...query.sample, seed: query.sample.seed ?? 0 },
    history: query.history,
  };
}

function planBase({ refId, limits, scope, filters }: ClewQuery, settings: ClewSettings, asked: Asked): PlanBase {
  const { range } = asked;
  return {
    refId,
    window: windowFromMs(range.from.valueOf(), range.to.valueOf()),
    limits: {
      traces: limits?.traces ?? settings.limits.traces,
      lines: limits?.lines ?? settings.limits.lines,
      services: limits?.services ?? settings.limits.services,
    },
    narrowing: {
      scope: scopeConditions(scope, settings.scope),
      filters: [...filters, ...fromAdHoc(asked.filters ?? [])],
    },
  };
}

function baselineWindow(choice: BaselineChoice, range: TimeRange): TimeWindow | undefined {
  const from = range.from.valueOf();
  const to = range.to.valueOf();
  switch (choice.kind) {
    case 'none':
      return undefined;
    case 'before':
      return windowFromMs(from - (to - from), from);
    case 'shifted':
      return windowFromMs(from - choice.seconds * MS_PER_S, to - choice.seconds * MS_PER_S);
    case 'window':
      return windowFromMs(choice.from, choice.to);
    default:
      return assertUnreachable(choice);
  }
}

function windowFromMs(from: number, to: number): TimeWindow {
  return { from: epochNsFromMs(from), to: epochNsFromMs(to) };
}

function noKey(key: string): Problem {
  return problem('query.no-key', { key });
}
