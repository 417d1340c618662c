import { map, merge, of, tap, type Observable } from 'rxjs';
import {
  DataSourceApi,
  LoadingState,
  type CoreApp,
  type DataQueryRequest,
  type DataQueryResponse,
  type DataSourceInstanceSettings,
  type ScopedVars,
  type TestDataSourceResponse,
} from '@grafana/data';
import { getDataSourceSrv, getTemplateSrv } from '@grafana/runtime';
import { assertUnreachable, problem, type Problem, type Result } from '../engine/result';
import { problemText } from '../ui';
import { correlate } from './correlate/correlate';
import { RequestGate } from './delegate/gate';
import { checkSources } from './health';
import type { LegContext } from './legs/leg';
import { linkedSources } from './linked';
import { planQuery, type Plan } from './plan';
import { queryText } from './query/text';
import { DEFAULT_QUERY, migrateQuery, queryObstacle, replaceVariables, type ClewQuery } from './query';
import { readSettings, type ClewSettings, type StoredSettings } from './settings';

/** Joins what other data sources say of one ID. Holds no connection of its own. */
export class ClewDataSource extends DataSourceApi<ClewQuery, StoredSettings> {
  /** The settings in full, or why they cannot be used. */
  readonly settings: Result<ClewSettings>;

  constructor(instance: DataSourceInstanceSettings<StoredSettings>) {
    super(instance);
    this.settings = readSettings(instance.jsonData);
  }

  override getDefaultQuery(_app: CoreApp): Partial<ClewQuery> {
    return DEFAULT_QUERY;
  }

  /** A query without an ID is not run; its editor says why. One that cannot be read is run, to say so. */
  override filterQuery(query: ClewQuery): boolean {
    const migrated = migrateQuery(query);
    return query.hide !== true && (!migrated.ok || queryObstacle(migrated.value) === undefined);
  }

  override getQueryDisplayText(query: ClewQuery): string {
    const migrated = migrateQuery(query);
    return migrated.ok ? queryText(migrated.value) : problemText(migrated.error);
  }

  override interpolateVariablesInQueries(queries: ClewQuery[], scopedVars: ScopedVars): ClewQuery[] {
    return queries.map((query) => ({
      ...this.applyTemplateVariables(query, scopedVars),
      datasource: this.getRef(),
    }));
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
    if (!settings.ok) {
      return of(refusal(settings.error, targets[0].refId));
    }
    const gate = new RequestGate(settings.value.maxConcurrent, settings.value.requestBudget);
    return untilAllDone(targets.map((query) => this.answer(query, settings.value, request, gate)));
  }

  async testDatasource(): Promise<TestDataSourceResponse> {
    return this.settings.ok
      ? checkSources(this.settings.value, getDataSourceSrv())
      : { status: 'error', message: problemText(this.settings.error) };
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
    const registry = getDataSourceSrv();
    const context: LegContext = {
      parent: request,
      registry,
      gate,
      timeoutMs: settings.timeoutMs,
      limits: plan.value.limits,
      rules: settings.identity,
      refId: stored.refId,
    };
    return runPlan(plan.value, settings, context);
  }
}

function runPlan(plan: Plan, settings: ClewSettings, context: LegContext): Observable<DataQueryResponse> {
  const linked = linkedSources(settings, context.registry);
  switch (plan.view) {
    case 'correlate':
      return correlate(plan, linked, context);
    case 'services':
    case 'traces':
      return of(refusal(problem('query.unknown-view', { view: plan.view }), plan.refId));
    default:
      return assertUnreachable(plan);
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

function refusal(reason: Problem, refId: string): DataQueryResponse {
  return {
    key: `clew-${refId}`,
    data: [],
    state: LoadingState.Error,
    errors: [{ refId, message: problemText(reason) }],
  };
}
