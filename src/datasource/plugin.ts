/** Everything but the translations, as one module without top-level await: the minifier can put it into one scope. */
export { initPluginTranslations } from '@grafana/i18n';
export { ConfigEditor } from './config/ConfigEditor';
export { ClewDataSource } from './datasource';
export { QueryEditor } from './editor/QueryEditor';
export { QueryEditorHelp } from './editor/QueryEditorHelp';
