/* eslint-disable no-duplicate-imports -- each declared module has its own imports */
/// <reference types="systemjs" />

/** Files of Grafana's packages that the host imports by path, with the types that the packages keep to themselves. */
declare module '*/PluginPage.mjs' {
  import type { PluginPageType } from '@grafana/runtime';

  export function setPluginPage(component: PluginPageType): void;
}

declare module '*/PanelDataErrorView.mjs' {
  import type { PanelDataErrorViewProps } from '@grafana/runtime';
  import type { ComponentType } from 'react';

  export function setPanelDataErrorView(component: ComponentType<PanelDataErrorViewProps>): void;
}

declare module '*/i18n.mjs' {
  type Loader = (language: string) => Promise<object>;

  export function initializeI18n(
    options: { language: string; ns: string[]; module: object },
    regionalFormat: string
  ): Promise<unknown>;
  export function loadNamespacedResources(namespace: string, language: string, loaders: Loader[]): Promise<unknown>;
}

declare module '*/PanelRenderer.mjs' {
  import type { PanelRendererProps } from '@grafana/runtime';
  import type { ComponentType } from 'react';

  export function setPanelRenderer(renderer: ComponentType<PanelRendererProps>): void;
}
