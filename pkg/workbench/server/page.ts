import type { BuiltPlugin } from './plugins';
import type { Provisioning } from './provisioning';

/** What the page is told before any script runs; `host/boot.ts` reads it back. */
export interface Boot {
  readonly sources: Provisioning['sources'];
  readonly plugins: ReadonlyArray<BuiltPlugin['meta']>;
  /** Address of the incident's dashboard, with its time range and ID. */
  readonly start: string;
  readonly dashboards: ReadonlyArray<{
    readonly uid: string;
    readonly title: string;
    readonly tags: readonly string[];
  }>;
}

/** The names that Grafana shares with plugins (`.config/bundler/externals.ts`, as far as npm has them). */
const sharedModules: readonly string[] = [
  'react',
  'react/jsx-runtime',
  'react/jsx-dev-runtime',
  'react-dom',
  'react-router',
  'rxjs',
  'lodash',
  'moment',
  'd3',
  'i18next',
  '@emotion/css',
  '@emotion/react',
  '@grafana/data',
  '@grafana/runtime',
  '@grafana/ui',
];

/** The HTML page: boot data as Grafana writes it, SystemJS with an import map of the shared modules, and the host. */
export function pageHtml(boot: Boot): string {
  const imports = Object.fromEntries(sharedModules.map((name) => [name, `package:${name}`]));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Clew workbench</title>
<link rel="icon" href="/public/plugins/clew-incident-app/img/logo.svg">
<link rel="stylesheet" href="/host/main.css">
<script type="systemjs-importmap">${JSON.stringify({ imports })}</script>
<script>window.__clewBoot = ${JSON.stringify(boot).replaceAll('<', '\\u003c')};</script>
<script src="/system/system.js"></script>
<script src="/system/extras/amd.js"></script>
<script type="module" src="/host/main.js"></script>
</head>
<body><div id="host"></div></body>
</html>`;
}
