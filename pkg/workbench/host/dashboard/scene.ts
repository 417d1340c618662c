import type { AnnotationQuery, FieldConfigSource } from '@grafana/data';
import type { DataSourceRef } from '@grafana/schema';
import {
  behaviors,
  dataLayers,
  DataProviderProxy,
  EmbeddedScene,
  SceneControlsSpacer,
  SceneDataLayerControls,
  SceneDataLayerSet,
  type SceneDataProvider,
  SceneDataTransformer,
  SceneGridItem,
  SceneGridLayout,
  SceneQueryRunner,
  SceneRefreshPicker,
  SceneTimePicker,
  SceneTimeRange,
  SceneVariableSet,
  VariableValueSelectors,
  VizPanel,
} from '@grafana/scenes';
import type { Dashboard, DashboardAnnotation, DashboardPanel } from './json';
import { DashboardLinks } from './links';
import { panelMenu } from './menu';
import { variable } from './variable';

/** The data source by which a panel draws another panel's result. */
const SHARED = '-- Dashboard --';

/** A dashboard as a scene, as Grafana itself draws one: variables, time picker, refresh, grid, shared results. */
export function dashboardScene(dashboard: Dashboard): EmbeddedScene {
  const runners = new Map(
    dashboard.panels
      .filter(({ targets, datasource }) => targets.length > 0 && datasource?.uid !== SHARED)
      .map((panel) => [panel.id, queryRunner(panel)])
  );
  const layers = annotationLayers(dashboard.annotations.list);
  return new EmbeddedScene({
    $timeRange: new SceneTimeRange({ ...dashboard.time, timeZone: dashboard.timezone }),
    $variables: new SceneVariableSet({ variables: dashboard.templating.list.map(variable) }),
    $data: layers,
    $behaviors: [new behaviors.CursorSync({ sync: dashboard.graphTooltip })],
    controls: [
      new VariableValueSelectors({}),
      ...(layers.state.layers.length === 0 ? [] : [new SceneDataLayerControls()]),
      new SceneControlsSpacer(),
      new DashboardLinks({ links: dashboard.links }),
      new SceneTimePicker({ isOnCanvas: true }),
      new SceneRefreshPicker({ isOnCanvas: true, refresh: dashboard.refresh, withText: true }),
    ],
    body: new SceneGridLayout({ children: dashboard.panels.map((panel) => gridItem(panel, runners, dashboard)) }),
  });
}

function gridItem(
  panel: DashboardPanel,
  runners: ReadonlyMap<number, SceneQueryRunner>,
  dashboard: Dashboard
): SceneGridItem {
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
    menu: panelMenu(dashboard),
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
    maxDataPoints: panel.maxDataPoints,
  });
}

/** Annotations of the dashboard that a data source answers; Grafana's own built-in ones need its database. */
function annotationLayers(annotations: readonly DashboardAnnotation[]): SceneDataLayerSet {
  const asked = annotations.filter(({ builtIn }) => builtIn !== 1);
  return new SceneDataLayerSet({
    layers: asked.map(
      (query) =>
        new dataLayers.AnnotationsDataLayer({
          name: query.name,
          isEnabled: query.enable,
          // Read from the dashboard's JSON, whose other fields are the data source's own.
          query: query as unknown as AnnotationQuery,
        })
    ),
  });
}
