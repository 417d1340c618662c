import type { DataSourceRef, VariableHide } from '@grafana/schema';
import {
  AdHocFiltersVariable,
  CustomVariable,
  DataSourceVariable,
  QueryVariable,
  type SceneDataQuery,
  type SceneVariable,
  TextBoxVariable,
} from '@grafana/scenes';
import type { DashboardVariable } from './json';

/** A variable of dashboard JSON as a scene's. */
export function variable(json: DashboardVariable): SceneVariable {
  const { name, type, label, description, query, current, hide, datasource, multi, includeAll } = json;
  const state = { name, label: label ?? undefined, description, hide: hide as VariableHide | undefined };
  const several = { isMulti: multi, includeAll, allValue: json.allValue ?? undefined };
  const value = valueOf(current?.value, multi);
  const ref = datasource as DataSourceRef | undefined;
  switch (type) {
    case 'custom':
      return new CustomVariable({ ...state, ...several, query: textOf(query), value, text: value });
    case 'datasource':
      return new DataSourceVariable({ ...state, ...several, pluginId: textOf(query), value, text: value });
    case 'query': {
      // What the data source's own editor stored; scenes hand it to the data source as it is.
      const stored = query as string | SceneDataQuery;
      const { regex, refresh, sort } = json;
      return new QueryVariable({
        ...state,
        ...several,
        datasource: ref,
        query: stored,
        regex,
        refresh,
        sort,
        value,
        text: value,
      });
    }
    case 'adhoc':
      return new AdHocFiltersVariable({ ...state, datasource: ref ?? null, applyMode: 'auto' });
    case 'textbox':
      return new TextBoxVariable({ ...state, value: value === '' ? textOf(query) : textOf(value) });
    default:
      throw new Error(`the workbench has no variables of type "${type}"`);
  }
}

function valueOf(value: unknown, multi: boolean): string | string[] {
  const values = (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string');
  return multi ? values : (values[0] ?? '');
}

function textOf(query: unknown): string {
  return typeof query === 'string' ? query : '';
}
