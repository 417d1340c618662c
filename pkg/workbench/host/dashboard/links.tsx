import React from 'react';
import { type DateTime, urlUtil } from '@grafana/data';
import { sceneGraph, type SceneComponentProps, SceneObjectBase, type SceneObjectState } from '@grafana/scenes';
import { LinkButton, Stack } from '@grafana/ui';
import { boot } from '../boot';
import type { DashboardLink } from './json';

interface State extends SceneObjectState {
  readonly links: readonly DashboardLink[];
}

/** The dashboard's links in its bar: addresses, and other dashboards by tag; they keep time range and variables if told. */
export class DashboardLinks extends SceneObjectBase<State> {
  static readonly Component = Links;
}

function Links({ model }: SceneComponentProps<DashboardLinks>) {
  const { links } = model.useState();
  // Links carry the range and the values of now.
  sceneGraph.getTimeRange(model).useState();
  const { variables } = sceneGraph.getVariables(model).useState();
  const params = (link: DashboardLink) => ({
    ...(link.keepTime ? rangeOf(model) : {}),
    ...(link.includeVars
      ? Object.fromEntries(variables.map(({ state: { name } }) => [`var-${name}`, valueOf(model, name)]))
      : {}),
  });
  return (
    <Stack direction="row" gap={1} wrap="wrap">
      {links.flatMap(targets).map(({ title, url, link }) => (
        <LinkButton
          key={title}
          size="md"
          variant="secondary"
          href={urlUtil.renderUrl(sceneGraph.interpolate(model, url), params(link))}
          tooltip={link.tooltip ?? undefined}
        >
          {title}
        </LinkButton>
      ))}
    </Stack>
  );
}

function targets(link: DashboardLink): ReadonlyArray<{ title: string; url: string; link: DashboardLink }> {
  if (link.type === 'link') {
    return [{ title: link.title, url: link.url ?? '', link }];
  }
  return boot.dashboards
    .filter(({ tags }) => link.tags.every((tag) => tags.includes(tag)))
    .map(({ uid, title }) => ({ title, url: `/d/${uid}`, link }));
}

function valueOf(model: DashboardLinks, name: string): string | string[] {
  const value = sceneGraph.lookupVariable(name, model)?.getValue();
  return Array.isArray(value) ? value.map(String) : String(value ?? '');
}

/** Date math as it is, moments as epoch milliseconds, as Grafana's own links write them. */
function rangeOf(model: DashboardLinks): Readonly<Record<string, string>> {
  const { raw, from, to } = sceneGraph.getTimeRange(model).state.value;
  const bound = (text: unknown, moment: DateTime) =>
    typeof text === 'string' && text.startsWith('now') ? text : String(moment.valueOf());
  return { from: bound(raw.from, from), to: bound(raw.to, to) };
}
