import type { FieldConfigSource } from '@grafana/data';
import type { DataSourceRef, VariableHide } from '@grafana/schema';
import {
  behaviors,
  CustomVariable,
  DataProviderProxy,
  DataSourceVariable,
  EmbeddedScene,
  SceneControlsSpacer,
  type SceneDataProvider,
  SceneDataTransformer,
  SceneGridItem,
  SceneGridLayout,
  SceneQueryRunner,
  SceneRefreshPicker,
  SceneTimePicker,
  SceneTimeRange,
  type SceneVariable,
  SceneVariableSet,
  TextBoxVariable,
  VariableValueSelectors,
  VizPanel,
} from '@grafana/scenes';
import type { Dashboard, DashboardPanel, DashboardVariable } from './json';

/** The data source by which a panel draws another panel's result. */
const SHARED = '-- Dashboard --';

/** A dashboard as a scene, as Grafana itself draws one: variables, time picker, refresh, grid, shared results. */
export function dashboardScene(dashboard: Dashboard): EmbeddedScene {
  const runners = new Map(
    dashboard.panels
      .filter(({ targets, datasource }) => targets.length > 0 && datasource?.uid !== SHARED)
      .map((panel) => [panel.id, queryRunner(panel)])
  );
  return new EmbeddedScene({
    $timeRange: new SceneTimeRange({ ...dashboard.time, timeZone: dashboard.timezone }),
    $variables: new SceneVariableSet({ variables: dashboard.templating.list.map(variable) }),
    $behaviors: [new behaviors.CursorSync({ sync: dashboard.graphTooltip })],
    controls: [
      new VariableValueSelectors({}),
      new SceneControlsSpacer(),
      new SceneTimePicker({ isOnCanvas: true }),
      new SceneRefreshPicker({ isOnCanvas: true, refresh: dashboard.refresh, withText: true }),
    ],
    body: new SceneGridLayout({ children: dashboard.panels.map((panel) => gridItem(panel, runners)) }),
  });
}

function gridItem(panel: DashboardPanel, runners: ReadonlyMap<number, SceneQueryRunner>): SceneGridItem {
  const { x, y, w: width, h: height } = panel.gridPos;
  const body = new VizPanel({
    key: `panel-${panel.id}`,
    pluginId: panel.type,
    title: panel.title,
    description: panel.description,
    displayMode: panel.transparent ? 'transparent' : 'default',
    options: panel.options,
    // `{ defaults, overrides }` of the dashboard, whatever the panel put into it.
    fieldConfig: { defaults: {}, overrides: [], ...panel.fieldConfig } as FieldConfigSource,
    $data: transformed(panel, dataOf(panel, runners)),
  });
  return new SceneGridItem({ x, y, width, height, isDraggable: false, isResizable: false, body });
}

function dataOf(panel: DashboardPanel, runners: ReadonlyMap<number, SceneQueryRunner>): SceneDataProvider | undefined {
  const [target] = panel.targets;
  if (panel.datasource?.uid !== SHARED) {
    return runners.get(panel.id);
  }
  const source = runners.get(target?.panelId ?? -1);
  if (source === undefined) {
    throw new Error(`panel ${panel.id} shares the result of panel ${target?.panelId}, which has none`);
  }
  return new DataProviderProxy({ source: source.getRef() });
}

function transformed(panel: DashboardPanel, data: SceneDataProvider | undefined): SceneDataProvider | undefined {
  if (panel.transformations.length === 0 || data === undefined) {
    return data;
  }
  const transformations = panel.transformations.map(({ id, options }) => ({ id, options }));
  return new SceneDataTransformer({ $data: data, transformations });
}

function queryRunner(panel: DashboardPanel): SceneQueryRunner {
  const targets = panel.targets.map((target) => ({ datasource: panel.datasource, ...target }));
  return new SceneQueryRunner({
    key: `queries-${panel.id}`,
    datasource: panel.datasource as DataSourceRef,
    queries: targets,
  });
}

function variable({ name, type, label, description, query, current, hide }: DashboardVariable): SceneVariable {
  const value = typeof current?.value === 'string' ? current.value : '';
  const state = { name, label, description, hide: hide as VariableHide | undefined };
  switch (type) {
    case 'custom':
      return new CustomVariable({ ...state, query, value, text: value });
    case 'datasource':
      return new DataSourceVariable({ ...state, pluginId: query, value, text: value });
    case 'textbox':
      return new TextBoxVariable({ ...state, value: value === '' ? query : value });
    default:
      throw new Error(`the workbench has no variables of type "${type}"`);
  }
}
