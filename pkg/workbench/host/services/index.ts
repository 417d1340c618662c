import { EventBusSrv, type GrafanaConfig, locationUtil, setTimeZoneResolver } from '@grafana/data';
import { initializeI18n, loadNamespacedResources } from '../i18n';
import {
  config,
  setAppEvents,
  setBackendSrv,
  setChromeHeaderHeightHook,
  setCurrentUser,
  setDataSourceSrv,
  setEchoSrv,
  setLocationSrv,
  setPluginComponentHook,
  setPluginComponentsHook,
  setPluginFunctionsHook,
  setPluginImportUtils,
  setPluginLinksHook,
  setReturnToPreviousHook,
  setRunRequest,
  setTemplateSrv,
  locationService,
} from '@grafana/runtime';
import { loadResources as scenesResources } from '@grafana/scenes';
import { setPanelDataErrorView, setPanelRenderer, setPluginPage } from '../internal';
import { DataErrorView } from '../chrome/DataErrorView';
import { PanelRenderer } from '../chrome/PanelRenderer';
import { PluginPage } from '../chrome/PluginPage';
import { useLinks } from '../plugins/extensions';
import { cachedPanelPlugin, importPanelPlugin } from '../plugins/registry';
import { backendSrv } from './backendSrv';
import { WorkbenchDataSources } from './dataSourceSrv';
import { fillRegistries } from './registries';
import { runRequest } from './runRequest';
import { templateSrv } from './templateSrv';

const CHROME_HEIGHT = 40;

/**
 * Sets every service that plugins and scenes reach through `@grafana/runtime`. Must have run before the runtime is handed
 * to SystemJS, which copies its exports.
 */
export async function startServices(): Promise<void> {
  await initializeI18n({ language: 'en-US', ns: [], module: noBackend }, 'en-US');
  await loadNamespacedResources('grafana-scenes', 'en-US', [scenesResources]);
  fillRegistries();
  locationUtil.initialize({
    // Only the sub-path is read of it.
    config: config as unknown as GrafanaConfig,
    getTimeRangeForUrl: () => ({ from: 'now-1h', to: 'now' }),
    getVariablesUrlParams: () => ({}),
  });
  setTimeZoneResolver(() => config.bootData.user.timezone);
  setBackendSrv(backendSrv);
  setDataSourceSrv(new WorkbenchDataSources());
  setTemplateSrv(templateSrv);
  setRunRequest(runRequest);
  setAppEvents(new EventBusSrv());
  setCurrentUser(config.bootData.user);
  setLocationSrv({ update: ({ query }) => locationService.partial(query ?? {}) });
  setEchoSrv({ flush: () => undefined, addBackend: () => undefined, addEvent: () => undefined });
  setPluginImportUtils({ importPanelPlugin, getPanelPluginFromCache: cachedPanelPlugin });
  setPluginPage(PluginPage);
  setPanelDataErrorView(DataErrorView);
  setPanelRenderer(PanelRenderer);
  setPluginLinksHook(useLinks);
  setChromeHeaderHeightHook(() => CHROME_HEIGHT);
  setReturnToPreviousHook(() => () => undefined);
  onlyLinks();
}

/** Apps add links to other places here, and nothing else. */
function onlyLinks(): void {
  setPluginComponentsHook(() => ({ isLoading: false, components: [] }));
  setPluginComponentHook(() => ({ isLoading: false, component: undefined }));
  setPluginFunctionsHook(() => ({ isLoading: false, functions: [] }));
}

const noBackend = {
  type: 'backend' as const,
  init: () => undefined,
  read: (_language: string, _namespace: string, done: (error: unknown, data: object) => void) => done(undefined, {}),
};
