import { lastValueFrom, map, merge, of, tap, type Observable } from 'rxjs';
import {
  DataSourceApi,
  LoadingState,
  SupplementaryQueryType,
  type AdHocVariableFilter,
  type CoreApp,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceGetTagKeysOptions,
  type DataSourceGetTagValuesOptions,
  type DataSourceInstanceSettings,
  type LogRowContextOptions,
  type LogRowModel,
  type MetricFindValue,
  type ScopedVars,
  type SupplementaryQueryOptions,
  type TestDataSourceResponse,
  type TimeRange,
} from '@grafana/data';
import { config, getDataSourceSrv, getTemplateSrv } from '@grafana/runtime';
import type { Problem, Result } from '../engine/result';
import { refusalRemedy, refusalText } from '../ui';
import { annotationSupport } from './annotations/support';
import { RequestGate } from './delegate/gate';
import { runPlan } from './dispatch';
import { logContext } from './explore/logContext';
import { hasVolume } from './explore/volume';
import { fromAdHoc } from './filters/adHoc';
import type { ScopeDimension } from './filters/scope';
import { loadEditors } from './lazy';
import type { LegContext } from './legs/leg';
import { linkedSources } from './linked';
import { lookupContext, type LookupContext } from './lookup/context';
import { filterKeys, filterValues, scopeValues, serviceNames } from './lookup/names';
import { planQuery } from './plan';
import { DEFAULT_QUERY, migrateQuery, queryObstacle, queryText, replaceVariables, type ClewQuery } from './query';
import { refusalFor } from './refusal';
import { readSettings, type ClewSettings, type StoredSettings } from './settings';
import { conventionsOf } from './signals/custom';
import { ClewVariableSupport } from './variables/support';

type Names = Observable<readonly string[]>;

/** Joins what other data sources say of one ID. Holds no connection of its own. */
export class ClewDataSource extends DataSourceApi<ClewQuery, StoredSettings> {
  /** The settings in full, or why they cannot be used. */
  readonly settings: Result<ClewSettings>;
  override readonly annotations = annotationSupport;
  /** Only where a log source is linked: Explore hides what is not there. */
  readonly getLogRowContext?: (row: LogRowModel, options?: LogRowContextOptions) => Promise<DataQueryResponse>;

  constructor(instance: DataSourceInstanceSettings<StoredSettings>) {
    super(instance);
    const settings = readSettings(instance.jsonData);
    this.settings = settings;
    this.variables = new ClewVariableSupport(this);
    if (settings.ok && (settings.value.logs.length > 0 || settings.value.traces.length > 0)) {
      this.getLogRowContext = (row, options) => {
        const registry = getDataSourceSrv();
        const { logs } = linkedSources(settings.value, registry);
        return logContext({ row, options, logs, registry, timeoutMs: settings.value.timeoutMs });
      };
    }
  }

  override getDefaultQuery(_app: CoreApp): Partial<ClewQuery> {
    return DEFAULT_QUERY;
  }

  /** A query that is not finished is not run; its editor says why. One that cannot be read is run, to say so. */
  override filterQuery(query: ClewQuery): boolean {
    const migrated = migrateQuery(query);
    return query.hide !== true && (!migrated.ok || queryObstacle(migrated.value) === undefined);
  }

  override getQueryDisplayText(query: ClewQuery): string {
    const migrated = migrateQuery(query);
    return migrated.ok ? queryText(migrated.value) : refusalText(migrated.error);
  }

  override interpolateVariablesInQueries(
    queries: ClewQuery[],
    scopedVars: ScopedVars,
    filters: AdHocVariableFilter[] = []
  ): ClewQuery[] {
    return queries.map((query) => {
      const replaced = this.applyTemplateVariables(query, scopedVars);
      return { ...replaced, filters: [...(replaced.filters ?? []), ...fromAdHoc(filters)], datasource: this.getRef() };
    });
  }

  /** Replaces variables, once: what a variable holds is not looked into again. A query that cannot be read stays. */
  applyTemplateVariables(query: ClewQuery, scopedVars: ScopedVars): ClewQuery {
    const migrated = migrateQuery(query);
    return migrated.ok
      ? replaceVariables(migrated.value, (text, format) => getTemplateSrv().replace(text, scopedVars, format))
      : query;
  }

  query(request: DataQueryRequest<ClewQuery>): Observable<DataQueryResponse> {
    const targets = request.targets.filter((query) => this.filterQuery(query));
    if (targets.length === 0) {
      return of({ data: [], state: LoadingState.Done });
    }
    const { settings } = this;
    const { publicDashboardAccessToken: token = '' } = config;
    const reason = refusalFor({ app: request.app, publicAccess: token !== '' });
    if (reason !== undefined) {
      return of(refusal(reason, targets[0].refId));
    }
    if (!settings.ok) {
      return of(refusal(settings.error, targets[0].refId));
    }
    const gate = new RequestGate(settings.value.maxConcurrent, settings.value.requestBudget);
    return untilAllDone(targets.map((query) => this.answer(query, settings.value, request, gate)));
  }

  async testDatasource(): Promise<TestDataSourceResponse> {
    if (!this.settings.ok) {
      return { status: 'error', message: refusalText(this.settings.error) };
    }
    try {
      const { checkSources } = await loadEditors();
      return await checkSources(this.settings.value, getDataSourceSrv());
    } catch (error) {
      // The settings page shows the message; nothing else asks.
      return { status: 'error', message: error instanceof Error ? error.message : String(error) };
    }
  }

  /** What can be filtered by: what the linked trace and metric sources offer. */
  override getTagKeys(options?: DataSourceGetTagKeysOptions<ClewQuery>): Promise<MetricFindValue[]> {
    return asFindValues(this.tagKeys(options?.timeRange, options?.filters));
  }

  override getTagValues(options: DataSourceGetTagValuesOptions<ClewQuery>): Promise<MetricFindValue[]> {
    return asFindValues(this.tagValues(options.key, options.timeRange, options.filters));
  }

  /** Explore's histogram of lines, where a linked log source can count them. */
  getSupportedSupplementaryQueryTypes(): SupplementaryQueryType[] {
    const { settings } = this;
    return settings.ok && hasVolume(linkedSources(settings.value, getDataSourceSrv()).logs)
      ? [SupplementaryQueryType.LogsVolume]
      : [];
  }

  getSupplementaryQuery({ type }: SupplementaryQueryOptions, stored: ClewQuery): ClewQuery | undefined {
    const migrated = migrateQuery(stored);
    const asksLines =
      migrated.ok &&
      type === SupplementaryQueryType.LogsVolume &&
      migrated.value.view === 'correlate' &&
      migrated.value.signals.includes('logs') &&
      this.filterQuery(stored);
    return asksLines && migrated.value.view === 'correlate'
      ? { ...migrated.value, supplementary: 'log-volume' }
      : undefined;
  }

  getSupplementaryRequest(
    type: SupplementaryQueryType,
    request: DataQueryRequest<ClewQuery>
  ): DataQueryRequest<ClewQuery> | undefined {
    if (type !== SupplementaryQueryType.LogsVolume || !this.getSupportedSupplementaryQueryTypes().includes(type)) {
      return undefined;
    }
    const targets = request.targets.flatMap((query) => this.getSupplementaryQuery({ type }, query) ?? []);
    // Grafana writes the interval of its histogram into the request.
    return targets.length === 0 ? undefined : { ...request, scopedVars: { ...request.scopedVars }, targets };
  }

  /** What small questions need: for lists in editors, variables and ad hoc filters. `undefined` without settings. */
  lookup(range?: TimeRange, scopedVars?: ScopedVars): LookupContext | undefined {
    return this.settings.ok ? lookupContext(this.settings.value, getDataSourceSrv(), range, scopedVars) : undefined;
  }

  /** Names of services that any linked source knows. */
  serviceNames(range?: TimeRange): Names {
    return this.lookUp(range, serviceNames);
  }

  /** Values of a dimension of the scope. */
  scopeValues(dimension: ScopeDimension, range?: TimeRange): Names {
    const { settings } = this;
    return settings.ok
      ? this.lookUp(range, (context) => scopeValues(settings.value.scope[dimension], context))
      : of([]);
  }

  /** Attributes and labels to filter by. */
  tagKeys(range?: TimeRange, filters: readonly AdHocVariableFilter[] = []): Names {
    return this.lookUp(range, (context) => filterKeys(filters, context));
  }

  /** Values of an attribute or label. */
  tagValues(key: string, range?: TimeRange, filters: readonly AdHocVariableFilter[] = []): Names {
    return this.lookUp(range, (context) => filterValues(key, filters, context));
  }

  /** The dashboard's variables, as a query names them. */
  variableNames(): readonly string[] {
    return getTemplateSrv()
      .getVariables()
      .map(({ name }) => `$${name}`);
  }

  private lookUp(range: TimeRange | undefined, find: (context: LookupContext) => Names): Names {
    const context = this.lookup(range);
    return context === undefined ? of([]) : find(context);
  }

  private answer(
    stored: ClewQuery,
    settings: ClewSettings,
    request: DataQueryRequest<ClewQuery>,
    gate: RequestGate
  ): Observable<DataQueryResponse> {
    const migrated = migrateQuery(stored);
    const plan = migrated.ok
      ? planQuery(this.applyTemplateVariables(migrated.value, request.scopedVars), settings, request)
      : migrated;
    if (!plan.ok) {
      return of(refusal(plan.error, stored.refId));
    }
    const context: LegContext = {
      parent: request,
      registry: getDataSourceSrv(),
      gate,
      timeoutMs: settings.timeoutMs,
      limits: plan.value.limits,
      rules: settings.identity,
      refId: stored.refId,
      narrowing: plan.value.narrowing,
      conventions: conventionsOf(settings.conventions),
    };
    return runPlan(plan.value, linkedSources(settings, context.registry), context);
  }
}

/** The state of a response stands for the whole panel, so only the last query to end may say that all is done. */
function untilAllDone(answers: ReadonlyArray<Observable<DataQueryResponse>>): Observable<DataQueryResponse> {
  let open = answers.length;
  return merge(
    ...answers.map((answer) =>
      answer.pipe(
        tap(({ state }) => {
          open -= state === LoadingState.Streaming ? 0 : 1;
        }),
        map((response) =>
          response.state === LoadingState.Done && open > 0 ? { ...response, state: LoadingState.Streaming } : response
        )
      )
    )
  );
}

/** Why, and what to do instead where there is something. */
function refusal(reason: Problem, refId: string): DataQueryResponse {
  const remedy = refusalRemedy(reason);
  const message = remedy === undefined ? refusalText(reason) : `${refusalText(reason)}. ${remedy}.`;
  return { key: `clew-${refId}`, data: [], state: LoadingState.Error, errors: [{ refId, message }] };
}

/** Grafana wants a promise here; it cannot cancel one, so the lookups bound themselves. */
function asFindValues(names: Names): Promise<MetricFindValue[]> {
  return lastValueFrom(names.pipe(map((found) => found.map((text) => ({ text, value: text })))), { defaultValue: [] });
}
