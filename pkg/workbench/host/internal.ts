/**
 * Setters that Grafana keeps in `@grafana/runtime/internal`, which npm does not have. The package keeps one file a module,
 * so importing the file sets the very variable that the package exports.
 */
export { setPluginPage } from '../../../node_modules/@grafana/runtime/dist/esm/components/PluginPage.mjs';
export { setPanelDataErrorView } from '../../../node_modules/@grafana/runtime/dist/esm/components/PanelDataErrorView.mjs';
export { setPanelRenderer } from '../../../node_modules/@grafana/runtime/dist/esm/components/PanelRenderer.mjs';
