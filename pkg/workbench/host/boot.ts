/**
 * Globals that Grafana's packages read while they are imported. This file must be the first import of the host, and
 * imports nothing of Grafana itself.
 */
import type { Boot } from '../server/page';

declare global {
  interface Window {
    readonly __clewBoot: Boot;
    __grafana_public_path__?: string;
  }
}

export const boot = window.__clewBoot;

export type ThemeMode = 'dark' | 'light';

/** The theme of the address (`?theme=light`), else the last one chosen, else dark. */
export const initialTheme: ThemeMode = readTheme();

const dataSourceMeta: Readonly<Record<string, Readonly<Record<string, boolean>>>> = {
  tempo: { tracing: true, metrics: true },
  loki: { logs: true, metrics: true },
  prometheus: { metrics: true },
};

/** Instance settings as Grafana's frontend gets them, by name. */
const datasources = Object.fromEntries(
  boot.sources.map(({ name, type, uid, isDefault, jsonData }, index) => [
    name,
    {
      id: index + 1,
      uid,
      type,
      name,
      isDefault,
      jsonData,
      meta: metaOf(type),
      readOnly: true,
      access: 'proxy',
      url: '',
    },
  ])
);

window.__grafana_public_path__ = '/public/';
const bootData = {
  user: {
    theme: initialTheme,
    timezone: 'browser',
    weekStart: '',
    locale: 'en-US',
    language: 'en-US',
    regionalFormat: 'en-US',
    orgRole: 'Admin',
    isSignedIn: true,
    permissions: { 'datasources:query': true, 'datasources:read': true },
  },
  settings: {
    appSubUrl: '',
    featureToggles: {},
    buildInfo: { version: '12.4.10', env: 'production', commit: '' },
    datasources,
    defaultDatasource: boot.sources.find(({ isDefault }) => isDefault)?.name ?? '',
    panels: Object.fromEntries(pluginsOf('panel').map((meta) => [meta.id, meta])),
    apps: Object.fromEntries(
      pluginsOf('app').map((meta) => [meta.id, { id: meta.id, path: meta.module, preload: false }])
    ),
  },
  navTree: [],
  assets: {},
};
// The packages declare the whole of Grafana's boot data; the host gives what is read.
Object.assign(window, { grafanaBootData: bootData });

function pluginsOf(type: string): Boot['plugins'] {
  return boot.plugins.filter((meta) => meta.type === type);
}

function metaOf(type: string): Readonly<Record<string, unknown>> {
  const known = boot.plugins.find(({ id }) => id === type);
  const logo = known?.info.logos.small ?? `/public/build/img/icons/unicons/database.svg`;
  return (
    known ?? { id: type, name: type, type: 'datasource', info: { logos: { small: logo } }, ...dataSourceMeta[type] }
  );
}

function readTheme(): ThemeMode {
  const asked =
    new URLSearchParams(window.location.search).get('theme') ?? window.localStorage.getItem('clew.workbench.theme');
  return asked === 'light' ? 'light' : 'dark';
}
