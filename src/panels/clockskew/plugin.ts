import { FieldConfigProperty, type PanelPlugin } from '@grafana/data';
import { migrateOptions } from './migrations';
import { addOptions, type ClockSkewOptions } from './options';
import { suggest } from './suggestions';

/** Everything but the translations, as one module without top-level await: the minifier can put it into one scope. */
export { initPluginTranslations } from '@grafana/i18n';
export { ClockSkewPanel } from './ClockSkewPanel';

/** Options, their migration and suggestions. Of fields only links, names and mappings mean something to clocks. */
export function withClockSkewOptions(plugin: PanelPlugin<ClockSkewOptions>): PanelPlugin<ClockSkewOptions> {
  return plugin
    .useFieldConfig({
      disableStandardOptions: [
        FieldConfigProperty.Color,
        FieldConfigProperty.Decimals,
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
