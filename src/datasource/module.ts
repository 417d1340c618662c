import { DataSourcePlugin } from '@grafana/data';
import { ClewDataSource, ConfigEditor, initPluginTranslations, QueryEditor, QueryEditorHelp } from './plugin';
import pluginJson from './plugin.json';
import type { ClewQuery } from './query';
import type { StoredSettings } from './settings';

await initPluginTranslations(pluginJson.id);

export const plugin = new DataSourcePlugin<ClewDataSource, ClewQuery, StoredSettings>(ClewDataSource)
  .setConfigEditor(ConfigEditor)
  .setQueryEditor(QueryEditor)
  .setQueryEditorHelp(QueryEditorHelp);
