/** Everything but the translations, as one module without top-level await: the minifier can put it into one scope. */
export { initPluginTranslations } from '@grafana/i18n';
export { ClewDataSource } from './datasource';
export { ConfigEditor, QueryEditor, QueryEditorHelp } from './lazy';
