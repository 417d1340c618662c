import { type PluginExtensionAddedLinkConfig, type PluginExtensionLink, PluginExtensionTypes } from '@grafana/data';
import type { UsePluginLinksOptions, UsePluginLinksResult } from '@grafana/runtime';
import { useEffect, useMemo, useState } from 'react';
import * as v from 'valibot';
import { boot } from '../boot';
import { importAppPlugin } from './registry';

/** What `plugin.json` says of an app's links. */
const metadataSchema = v.fallback(
  v.object({
    addedLinks: v.array(v.object({ title: v.string(), description: v.string(), targets: v.array(v.string()) })),
  }),
  { addedLinks: [] }
);

interface Registered {
  readonly pluginId: string;
  readonly link: PluginExtensionAddedLinkConfig;
}

let registered: Promise<readonly Registered[]> | undefined;

/**
 * The links that the apps of the bundle add to other places, as Grafana registers them in development: a link that
 * `plugin.json` does not announce with the same title and targets is refused, and said so.
 */
export function registeredLinks(): Promise<readonly Registered[]> {
  registered ??= Promise.all(boot.plugins.filter(({ type }) => type === 'app').map(linksOf)).then((all) => all.flat());
  return registered;
}

async function linksOf(meta: (typeof boot.plugins)[number]): Promise<readonly Registered[]> {
  const { addedLinks } = v.parse(metadataSchema, meta.extensions);
  const { addedLinkConfigs } = await importAppPlugin(meta.id);
  return addedLinkConfigs
    .filter((link) => {
      const announced = addedLinks.find(({ title }) => title === link.title);
      const fits = [link.targets].flat().every((target) => announced?.targets.includes(target) === true);
      if (!fits) {
        console.error(`Could not register link extension. plugin.json of ${meta.id} does not announce "${link.title}"`);
      }
      return fits;
    })
    .map((link) => ({ pluginId: meta.id, link }));
}

/** The links of one extension point in one context: `configure` changes or hides each. */
export function linksFor(
  point: string,
  context: object | undefined,
  all: readonly Registered[]
): readonly PluginExtensionLink[] {
  return all
    .filter(({ link }) => [link.targets].flat().includes(point))
    .flatMap(({ pluginId, link }): PluginExtensionLink[] => {
      const { configure, onClick, targets, ...fixed } = link;
      const changed = configure === undefined ? {} : configure(context);
      if (changed === undefined) {
        return [];
      }
      const { title, description = '', path, icon, category } = { ...fixed, ...changed };
      return [
        {
          type: PluginExtensionTypes.link,
          id: `${pluginId}/${link.title}`,
          pluginId,
          title,
          description,
          path,
          icon,
          category,
        },
      ];
    });
}

/** The hook behind `usePluginLinks`. */
export function useLinks({ extensionPointId, context }: UsePluginLinksOptions): UsePluginLinksResult {
  const [all, setAll] = useState<readonly Registered[]>();
  useEffect(() => {
    let current = true;
    void registeredLinks().then((links) => current && setAll(links));
    return () => {
      current = false;
    };
  }, []);
  const links = useMemo(
    () => (all === undefined ? [] : [...linksFor(extensionPointId, context, all)]),
    [all, extensionPointId, context]
  );
  return { isLoading: all === undefined, links };
}
