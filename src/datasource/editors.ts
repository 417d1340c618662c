/** What only editing and the settings page need: a chunk of its own, which no query waits for. */
export { initPluginTranslations } from '@grafana/i18n';
export { AnnotationEditor } from './annotations/AnnotationEditor';
export { ConfigEditor } from './config/ConfigEditor';
export { QueryEditor } from './editor/QueryEditor';
export { QueryEditorHelp } from './editor/QueryEditorHelp';
export { VariableEditor } from './variables/VariableEditor';
export { checkSources } from './health';
