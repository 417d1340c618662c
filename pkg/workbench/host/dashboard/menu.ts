import { type PanelMenuItem, type PluginExtensionLink, PluginExtensionPoints } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { SceneDataTransformer, sceneGraph, SceneQueryRunner, VizPanel, VizPanelMenu } from '@grafana/scenes';
import { linksFor, registeredLinks } from '../plugins/extensions';
import type { Dashboard } from './json';

/** The menu of a panel: Explore, and what apps add under "Extensions", as Grafana shows it. Made when it is opened. */
export function panelMenu(dashboard: Dashboard): VizPanelMenu {
  return new VizPanelMenu({ items: [], $behaviors: [(menu) => fill(menu, dashboard)] });
}

function fill(menu: unknown, dashboard: Dashboard): void {
  if (!(menu instanceof VizPanelMenu) || !(menu.parent instanceof VizPanel)) {
    return;
  }
  const panel = menu.parent;
  const explore = exploreItem(panel);
  menu.setItems(explore);
  void registeredLinks().then((all) => {
    const links = linksFor(PluginExtensionPoints.DashboardPanelMenu, contextOf(panel, dashboard), all);
    menu.setItems([...explore, ...extensions(links)]);
  });
}

function extensions(links: readonly PluginExtensionLink[]): PanelMenuItem[] {
  return links.length === 0
    ? []
    : [{ text: 'Extensions', type: 'submenu', iconClassName: 'plug', subMenu: grouped(links) }];
}

/** Links with a category stand under it. */
function grouped(links: readonly PluginExtensionLink[]): PanelMenuItem[] {
  const groups = new Map<string, PanelMenuItem[]>();
  for (const { title, path, icon, category = '' } of links) {
    groups.set(category, [...(groups.get(category) ?? []), { text: title, href: path, iconClassName: icon }]);
  }
  return [...groups].flatMap(([category, items]) =>
    category === '' ? items : [{ text: category, type: 'group', subMenu: items }]
  );
}

function exploreItem(panel: VizPanel): PanelMenuItem[] {
  const runner = runnerOf(panel);
  const [query] = runner?.state.queries ?? [];
  const uid = sceneGraph.interpolate(panel, query?.datasource?.uid ?? runner?.state.datasource?.uid);
  if (runner === undefined || uid === '') {
    return [];
  }
  const { from, to } = sceneGraph.getTimeRange(panel).state;
  const queries = runner.state.queries.map((each) => filledIn(panel, each));
  const panes = JSON.stringify({ a: { datasource: uid, queries, range: { from, to } } });
  const go = () => locationService.push(`/explore?${new URLSearchParams({ schemaVersion: '1', panes })}`);
  return [{ text: 'Explore', iconClassName: 'compass', onClick: go }];
}

/** Explore knows no variables of a dashboard. */
function filledIn(panel: VizPanel, query: object): object {
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [
      name,
      typeof value === 'string' ? sceneGraph.interpolate(panel, value) : value,
    ])
  );
}

/** What Grafana tells extensions of a panel (`createExtensionContext` of its dashboards). */
function contextOf(panel: VizPanel, { uid, title, tags }: Dashboard): object {
  const runner = runnerOf(panel);
  const range = sceneGraph.getTimeRange(panel);
  return {
    id: Number(panel.state.key?.replace(/\D/g, '') ?? 0),
    pluginId: panel.state.pluginId,
    title: panel.state.title,
    timeRange: range.state.value.raw,
    timeZone: range.getTimeZone(),
    dashboard: { uid, title, tags },
    targets: runner?.state.queries,
    scopedVars: {},
    data: runner?.state.data,
  };
}

function runnerOf(panel: VizPanel): SceneQueryRunner | undefined {
  const data = panel.state.$data;
  const inner = data instanceof SceneDataTransformer ? data.state.$data : data;
  return inner instanceof SceneQueryRunner ? inner : undefined;
}
