import { FieldConfigProperty, type PanelPlugin } from '@grafana/data';
import { migrateOptions } from './migrations';
import type { CircuitBreakerOptions } from './options';
import { addOptions } from './optionsPane';
import { suggest } from './suggestions';

/** Everything but the translations, as one module without top-level await: the minifier can put it into one scope. */
export { initPluginTranslations } from '@grafana/i18n';
export { CircuitBreakerPanel } from './CircuitBreakerPanel';

/** Options, their migration and suggestions. Of fields, links and mappings (of states) mean something to breakers. */
export function withCircuitBreakerOptions(
  plugin: PanelPlugin<CircuitBreakerOptions>
): PanelPlugin<CircuitBreakerOptions> {
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
