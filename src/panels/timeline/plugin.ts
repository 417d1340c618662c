/** Everything but the translations, as one module without top-level await: the minifier can put it into one scope. */
export { initPluginTranslations } from '@grafana/i18n';
export { withTimelineOptions } from './options';
export { TimelinePanel } from './TimelinePanel';
