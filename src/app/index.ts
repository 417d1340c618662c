import { initPluginTranslations } from '@grafana/i18n';
import pluginJson from '../plugin.json';
import { App } from './App';

/** Readies the translations, then hands over the app's pages. */
export async function startApp(): Promise<typeof App> {
  await initPluginTranslations(pluginJson.id);
  return App;
}
