import { map, of, throwError, type Observable } from 'rxjs';
import {
  CustomVariableSupport,
  type DataQueryRequest,
  type DataQueryResponse,
  type MetricFindValue,
} from '@grafana/data';
import { getTemplateSrv } from '@grafana/runtime';
import { problem, type Problem } from '../../engine/result';
import { refusalText } from '../../ui';
import type { ClewDataSource } from '../datasource';
import type { LookupContext } from '../lookup/context';
import { operationNames, serviceNames } from '../lookup/names';
import { recentIds } from '../lookup/recent';
import type { ClewQuery } from '../query';
import type { ClewSettings, StoredSettings } from '../settings';
import { readVariableQuery, type ClewVariableQuery } from './query';
import { VariableEditor } from '../lazy';

/** Template variables: recent IDs, services, operations. */
export class ClewVariableSupport extends CustomVariableSupport<
  ClewDataSource,
  ClewVariableQuery,
  ClewQuery,
  StoredSettings
> {
  readonly editor = VariableEditor;

  constructor(private readonly datasource: ClewDataSource) {
    super();
  }

  override getDefaultQuery(): Partial<ClewQuery> {
    return {};
  }

  /** One answer, when every source has answered; an error is shown beside the variable. Unsubscribing ends all requests. */
  override query(request: DataQueryRequest<ClewVariableQuery>): Observable<DataQueryResponse> {
    const { settings } = this.datasource;
    const read = readVariableQuery(request.targets[0]);
    if (!read.ok || !settings.ok) {
      return refused(!read.ok ? read.error : !settings.ok ? settings.error : problem('query.invalid'));
    }
    const replace = (text: string): string => getTemplateSrv().replace(text, request.scopedVars, firstOf);
    const context = this.datasource.lookup(request.range, request.scopedVars);
    return context === undefined
      ? of({ data: [] })
      : namesFor(read.value, settings.value, context, replace).pipe(map((names) => ({ data: names.map(findValue) })));
  }
}

function namesFor(
  query: ClewVariableQuery,
  settings: ClewSettings,
  context: LookupContext,
  replace: (text: string) => string
): Observable<readonly string[]> {
  switch (query.kind) {
    case 'services':
      return serviceNames(context);
    case 'operations':
      return operationNames(replace(query.service), context);
    case 'ids': {
      const name = replace(query.key);
      const key = settings.keys.find((one) => one.name === name);
      if (key === undefined) {
        return throwError(() => new Error(refusalText(problem('query.no-key', { key: name }))));
      }
      const service = replace(query.service ?? '');
      const filters = service === '' ? [] : [{ key: 'service_name', operator: '=' as const, value: service }];
      const { failedOnly, most } = query;
      return recentIds({ key, failedOnly, most, narrowing: { scope: [], filters } }, context);
    }
  }
}

function refused(reason: Problem): Observable<never> {
  return throwError(() => new Error(refusalText(reason)));
}

function findValue(text: string): MetricFindValue {
  return { text, value: text };
}

/** One service, one key: the first of several values. */
function firstOf(value: unknown): string {
  return String(Array.isArray(value) ? value[0] : value);
}
