import { DataSourcePlugin } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { ConfigEditor } from './config/ConfigEditor';
import { ClewDataSource } from './datasource';
import { QueryEditor } from './editor/QueryEditor';
import { QueryEditorHelp } from './editor/QueryEditorHelp';
import pluginJson from './plugin.json';
import type { ClewQuery } from './query';
import type { StoredSettings } from './settings';

await initPluginTranslations(pluginJson.id);

export const plugin = new DataSourcePlugin<ClewDataSource, ClewQuery, StoredSettings>(ClewDataSource)
  .setConfigEditor(ConfigEditor)
  .setQueryEditor(QueryEditor)
  .setQueryEditorHelp(QueryEditorHelp);
