/** As `internal.ts`, for `@grafana/i18n/internal`. */
export { initializeI18n, loadNamespacedResources } from '../../../node_modules/@grafana/i18n/dist/esm/i18n.mjs';
