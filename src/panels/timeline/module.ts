import { FieldConfigProperty, PanelPlugin } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { addOptions, type TimelineOptions } from './options';
import pluginJson from './plugin.json';
import { TimelinePanel } from './TimelinePanel';

await initPluginTranslations(pluginJson.id);

export const plugin = new PanelPlugin<TimelineOptions>(TimelinePanel)
  .useFieldConfig({
    disableStandardOptions: [
      FieldConfigProperty.Color,
      FieldConfigProperty.Mappings,
      FieldConfigProperty.Thresholds,
      FieldConfigProperty.Min,
      FieldConfigProperty.Max,
      FieldConfigProperty.NoValue,
      FieldConfigProperty.Decimals,
    ],
  })
  .setPanelOptions(addOptions);
