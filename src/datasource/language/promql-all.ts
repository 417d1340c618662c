import {
  CONVENTIONS,
  detect,
  QUANTILES,
  WHOLE_MEASURES,
  type Breakdown,
  type Convention,
  type Detection,
  type Presence,
} from '../../engine/signals';
import { BREAKER_CONVENTIONS, breakerSelections } from '../../engine/breaker';
import { versionQuery } from './promql-versions';
import { breakerDiscoveryQuery, breakerQuery } from './promql-breakers';
import { busiestQuery, requestQuery, resourceQuery, type QueryScope } from './promql';
import { discoveryQuery, seenQuery } from './promql-discovery';

/** One query that the product can send, and what it is for. */
export interface KnownQuery {
  /** `otel-http service p95`, unique. */
  readonly name: string;
  readonly expr: string;
  /** It reads native histograms. */
  readonly native: boolean;
}

export interface AllQueriesOptions {
  readonly conventions?: readonly Convention[];
  /** What the source holds; everything that the conventions document when absent. */
  readonly presences?: readonly Presence[];
  /** Names of services; all when absent. */
  readonly services?: readonly string[];
  readonly window?: string;
}

const BREAKDOWNS: readonly Breakdown[] = ['service', 'instance', 'edge'];
const ROLES = ['traffic', 'errors', ...QUANTILES.map(({ role }) => role), 'mean'] as const;

/** Every PromQL that the product can send, convention by convention, whatever another one would have served before. */
export function allQueries({
  conventions = CONVENTIONS,
  presences,
  services = [],
  window = '60s',
}: AllQueriesOptions = {}): readonly KnownQuery[] {
  const scope: QueryScope = { window, filters: [] };
  const perBreakdown = BREAKDOWNS.flatMap((breakdown) => {
    const common = { breakdown, scopeLabels: [], filters: [], resources: true, whole: true };
    const discovery = discoveryQuery({ ...common, conventions, services });
    return [
      ...(discovery === undefined ? [] : [known(`discovery ${breakdown}`, discovery)]),
      known(`seen ${breakdown}`, seenQuery({ ...common, conventions, services })),
      ...conventions.flatMap((convention) => {
        const held = presences ?? documented(convention);
        // Alone, so that no other convention serves its subjects first, and none of its resources waits for requests.
        const alone = [{ ...convention, attachedOnly: false }];
        const detection = detect(held, { conventions: alone, breakdown, services, scope: [] });
        return detected(detection, `${convention.name} ${breakdown}`, scope);
      }),
    ];
  });
  return [
    ...perBreakdown,
    ...WHOLE_MEASURES.map(({ name, query }) => known(`whole ${name}`, query)),
    ...breakerQueries(),
    known('versions', versionQuery([])),
    known('versions of services', versionQuery(services.length === 0 ? ['checkout'] : services)),
  ];
}

/** What tells of circuit breakers: one discovery, and the samples of each metric. */
function breakerQueries(): readonly KnownQuery[] {
  const selections = breakerSelections(BREAKER_CONVENTIONS);
  const exprs = new Set(selections.map((selection) => breakerQuery(selection, [])));
  return [
    known('discovery breakers', breakerDiscoveryQuery(BREAKER_CONVENTIONS, ['cluster'], [])),
    ...[...exprs].map((expr, index) => known(`breakers ${index}`, expr)),
  ];
}

function detected(detection: Detection, name: string, scope: QueryScope): readonly KnownQuery[] {
  const requests = [...detection.requests, ...detection.also].flatMap((group, index) => {
    const native = group.counted.form === 'native' || group.latency?.form === 'native';
    return [
      ...ROLES.flatMap((role) => {
        const expr = requestQuery(role, group, scope);
        return expr === undefined ? [] : [known(`${name} ${index} ${role}`, expr, native)];
      }),
      known(`${name} ${index} busiest`, busiestQuery(group, 10, scope), native),
    ];
  });
  const resources = detection.resources.map((group, index) =>
    known(`${name} ${index} ${group.signal.kind}:${group.signal.name}`, resourceQuery(group, scope))
  );
  return [...requests, ...resources];
}

function known(name: string, expr: string, native = false): KnownQuery {
  return { name, expr, native };
}

/** A row for each metric that a convention documents: alternatives belong to services of their own, so that none hides another. */
function documented(convention: Convention): readonly Presence[] {
  const { service, instance, client, server } = convention.labels;
  const rows: Presence[] = [];
  const add = (metric: string, name: string, served: readonly string[]): void => {
    for (const label of served) {
      const labels = {
        ...(client === undefined ? {} : { [client[0]]: `${name}-client` }),
        ...(server === undefined ? {} : { [server[0]]: `${name}-${label}` }),
        ...(instance[0] === undefined ? {} : { [instance[0]]: `${name}:8080` }),
        [label]: `${name}-${label}`,
      };
      rows.push({ metric, labels });
    }
  };
  convention.requests.forEach(({ traffic, latency }, index) => {
    if (traffic !== undefined) {
      add(traffic.metric, `counted-${index}`, service);
    }
    latency.forEach(({ metric }, at) => {
      if (traffic !== undefined) {
        add(traffic.metric, `classic-${index}-${at}`, service.slice(0, 1));
        add(traffic.metric, `native-${index}-${at}`, service.slice(0, 1));
        add(traffic.metric, `mean-${index}-${at}`, service.slice(0, 1));
      }
      add(`${metric}_count`, `classic-${index}-${at}`, service.slice(0, 1));
      add(`${metric}_bucket`, `classic-${index}-${at}`, service.slice(0, 1));
      add(metric, `native-${index}-${at}`, service.slice(0, 1));
      add(`${metric}_count`, `mean-${index}-${at}`, service.slice(0, 1));
    });
  });
  convention.resources.forEach(({ used, capacity }) => {
    add(used.metric, 'resource', service.slice(0, 1));
    if (capacity !== undefined) {
      add(capacity.metric, 'resource', service.slice(0, 1));
    }
  });
  return rows;
}
