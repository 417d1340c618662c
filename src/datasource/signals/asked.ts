import {
  QUANTILES,
  WHOLE_MEASURES,
  type Detection,
  type LabelNames,
  type Measure,
  type Presence,
  type RequestGroup,
  type ResourceName,
  type SignalRole,
  type Subject,
} from '../../engine/signals';
import type { GoldenSignal } from '../../engine/model';
import type { ChildTarget } from '../delegate/child';
import { requestQuery, resourceQuery, type QueryScope } from '../language/promql';

/** One query, and what its series are. */
export interface AskedSignal {
  readonly role: SignalRole;
  readonly signal: GoldenSignal;
  readonly quantile: number | undefined;
  /** Grafana unit id. */
  readonly unit: string;
  readonly resource: ResourceName | undefined;
  /** What the series is called, and the end of the target's `refId`. */
  readonly name: string;
  readonly expr: string;
  readonly exemplars: boolean;
  /** Asked for its exemplars; another convention's series are shown. */
  readonly exemplarsOnly: boolean;
  readonly convention: string;
  /** Labels that name the subject; `undefined` when the series is of everything. */
  readonly names: LabelNames | undefined;
  /** Series of other subjects are left out. */
  readonly subjects: readonly Subject[];
}

const UNITS = { traffic: 'reqps', errors: 'percentunit', latency: 's' } as const;

/** Exemplars belong to the buckets, so one of the three quantiles brings them all. */
const EXEMPLAR_ROLE = 'p95';

type RequestRole = Parameters<typeof requestQuery>[0];

/** The roles that a golden signal is asked as. */
const ROLES: Readonly<Record<Exclude<GoldenSignal, 'saturation'>, readonly RequestRole[]>> = {
  traffic: ['traffic'],
  errors: ['errors'],
  latency: [...QUANTILES.map(({ role }) => role), 'mean'],
};

/** Every query for what was detected, of the wanted signals. */
export function askedFor(
  detection: Detection,
  signals: readonly GoldenSignal[],
  scope: QueryScope
): readonly AskedSignal[] {
  const requests = detection.requests.flatMap((group) => requestSignals(group, signals, scope, false));
  // Often just one of two conventions carries exemplars.
  const shown = new Set(requests.map(({ expr }) => expr));
  const exemplars = detection.also.flatMap((group) =>
    requestSignals(group, signals, scope, true).filter(({ exemplars: has, expr }) => has && !shown.has(expr))
  );
  return [...requests, ...exemplars, ...(signals.includes('saturation') ? resources(detection, scope) : [])];
}

/** The measures of the whole house that the source's metrics allow. */
export function askedOfWhole(presences: readonly Presence[], signals: readonly GoldenSignal[]): readonly AskedSignal[] {
  const held = new Set(presences.map(({ metric }) => metric));
  return WHOLE_MEASURES.filter(
    ({ signal, metrics }) => signals.includes(signal) && metrics.every((name) => held.has(name))
  ).map(({ name, signal, quantile, unit, query }) => ({
    role: signal === 'latency' ? 'p99' : signal,
    signal,
    quantile,
    unit,
    resource: signal === 'saturation' ? { kind: name === 'cpu' ? 'cpu' : 'memory', name: 'whole' } : undefined,
    name: `whole:${name}`,
    expr: query,
    exemplars: false,
    exemplarsOnly: false,
    convention: 'whole',
    names: undefined,
    subjects: [],
  }));
}

/** Targets of one request; `refId` ends with the convention and the name of what is asked, see {@link targetOf}. */
export function targetsOf(asked: readonly AskedSignal[], prefix: string): readonly ChildTarget[] {
  return asked.map(({ name, expr, exemplars, convention }, index) => ({
    refId: `${prefix}-${index}-${convention}-${name}`,
    expr,
    range: true,
    instant: false,
    format: 'time_series',
    exemplar: exemplars,
  }));
}

/** The query behind a measure, among the targets of its leg. */
export function targetOf(measure: Measure, targets: readonly ChildTarget[]): ChildTarget | undefined {
  return targets.find(({ refId }) => refId.endsWith(`-${measure.convention}-${measure.series.name}`));
}

function requestSignals(
  group: RequestGroup,
  signals: readonly GoldenSignal[],
  scope: QueryScope,
  exemplarsOnly: boolean
): readonly AskedSignal[] {
  return signals.flatMap((signal) =>
    signal === 'saturation'
      ? []
      : ROLES[signal].flatMap((role): readonly AskedSignal[] => {
          const expr = requestQuery(role, group, scope);
          return expr === undefined
            ? []
            : [
                {
                  role,
                  signal,
                  quantile: QUANTILES.find((one) => one.role === role)?.quantile,
                  unit: UNITS[signal],
                  resource: undefined,
                  name: role,
                  expr,
                  exemplars: role === EXEMPLAR_ROLE,
                  exemplarsOnly,
                  convention: group.convention.name,
                  names: group.names,
                  subjects: group.subjects,
                },
              ];
        })
  );
}

function resources(detection: Detection, scope: QueryScope): readonly AskedSignal[] {
  return detection.resources.map((group) => {
    const { kind, name, unit } = group.signal;
    return {
      role: 'saturation',
      signal: 'saturation',
      quantile: undefined,
      unit,
      resource: { kind, name },
      name: `${kind}:${name}`,
      expr: resourceQuery(group, scope),
      exemplars: false,
      exemplarsOnly: false,
      convention: group.convention.name,
      names: group.names,
      subjects: group.subjects,
    };
  });
}
