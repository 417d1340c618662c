import { FieldConfigProperty, type PanelPlugin } from '@grafana/data';
import { migrateOptions } from './migrations';
import type { CascadeOptions } from './options';
import { addOptions } from './optionsPane';
import { suggest } from './suggestions';

/** Everything but the translations, as one module without top-level await: the minifier can put it into one scope. */
export { initPluginTranslations } from '@grafana/i18n';
export { CascadePanel } from './CascadePanel';

/** Options, their migration and suggestions. Of fields only links mean something to a cascade. */
export function withCascadeOptions(plugin: PanelPlugin<CascadeOptions>): PanelPlugin<CascadeOptions> {
  return plugin
    .useFieldConfig({
      disableStandardOptions: [
        FieldConfigProperty.Color,
        FieldConfigProperty.Decimals,
        FieldConfigProperty.Mappings,
        FieldConfigProperty.Max,
        FieldConfigProperty.Min,
        FieldConfigProperty.NoValue,
        FieldConfigProperty.Thresholds,
        FieldConfigProperty.Unit,
      ],
    })
    .setPanelOptions(addOptions)
    .setMigrationHandler(({ options }) => migrateOptions(options))
    .setSuggestionsSupplier(suggest);
}
