import {
  booleanOverrideProcessor,
  dataLinksOverrideProcessor,
  displayNameOverrideProcessor,
  FieldConfigProperty,
  type FieldConfigPropertyItem,
  identityOverrideProcessor,
  numberOverrideProcessor,
  standardEditorsRegistry,
  standardFieldConfigEditorRegistry,
  standardTransformers,
  standardTransformersRegistry,
  stringOverrideProcessor,
  thresholdsOverrideProcessor,
  type TransformerRegistryItem,
  unitOverrideProcessor,
  valueMappingsOverrideProcessor,
} from '@grafana/data';
import { uniqBy } from 'lodash';

/** Editors live in Grafana's core, not in npm; nobody edits options here, but panels register options by editor ID. */
const EDITORS = [
  'text',
  'number',
  'boolean',
  'slider',
  'radio',
  'select',
  'multi-select',
  'unit',
  'links',
  'actions',
  'stats-picker',
  'strings',
  'timezone',
  'fieldColor',
  'color',
  'field-name',
  'dashboard-uid',
  'mappings',
  'thresholds',
  'datasource-picker',
];

/** As Grafana's core registers them: they put variables and field labels in. */
const PROCESSORS: Readonly<Record<string, FieldConfigPropertyItem['process']>> = {
  [FieldConfigProperty.DisplayName]: displayNameOverrideProcessor,
  [FieldConfigProperty.Unit]: unitOverrideProcessor,
  [FieldConfigProperty.Min]: numberOverrideProcessor,
  [FieldConfigProperty.Max]: numberOverrideProcessor,
  [FieldConfigProperty.Decimals]: numberOverrideProcessor,
  [FieldConfigProperty.NoValue]: stringOverrideProcessor,
  [FieldConfigProperty.Thresholds]: thresholdsOverrideProcessor,
  [FieldConfigProperty.Mappings]: valueMappingsOverrideProcessor,
  [FieldConfigProperty.Links]: dataLinksOverrideProcessor,
  [FieldConfigProperty.Filterable]: booleanOverrideProcessor,
};

const NoEditor = () => null;

/** Fills the registries that Grafana fills at start. Field configuration keeps its values; it has no editors. */
export function fillRegistries(): void {
  standardEditorsRegistry.setInit(() => EDITORS.map((id) => ({ id, name: id, editor: NoEditor })));
  standardFieldConfigEditorRegistry.setInit(() =>
    Object.values(FieldConfigProperty).map((id) => ({
      id,
      path: id,
      name: id,
      editor: NoEditor,
      override: NoEditor,
      process: PROCESSORS[id] ?? identityOverrideProcessor,
      settings: { expandTemplateVars: true },
      shouldApply: () => true,
    }))
  );
  standardTransformersRegistry.setInit(() =>
    // Some are listed under an old name too.
    uniqBy(Object.values(standardTransformers), 'id').map((transformation): TransformerRegistryItem => ({
      id: transformation.id,
      name: transformation.name,
      transformation,
      editor: NoEditor,
      imageDark: '',
      imageLight: '',
    }))
  );
}
