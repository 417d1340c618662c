import { FieldConfigProperty, PanelPlugin } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { CriticalPathPanel } from './CriticalPathPanel';
import { migrateOptions } from './migrations';
import { addOptions, type CriticalPathOptions } from './options';
import pluginJson from './plugin.json';
import { suggest } from './suggestions';

await initPluginTranslations(pluginJson.id);

export const plugin = new PanelPlugin<CriticalPathOptions>(CriticalPathPanel)
  .useFieldConfig({
    disableStandardOptions: [
      FieldConfigProperty.Color,
      FieldConfigProperty.Thresholds,
      FieldConfigProperty.Min,
      FieldConfigProperty.Max,
      FieldConfigProperty.NoValue,
    ],
  })
  .setPanelOptions(addOptions)
  .setMigrationHandler(({ options }) => migrateOptions(options))
  .setSuggestionsSupplier(suggest);
