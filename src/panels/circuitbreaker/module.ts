import { PanelPlugin } from '@grafana/data';
import type { CircuitBreakerOptions } from './options';
import { CircuitBreakerPanel, initPluginTranslations, withCircuitBreakerOptions } from './plugin';
import pluginJson from './plugin.json';

await initPluginTranslations(pluginJson.id);

export const plugin = withCircuitBreakerOptions(new PanelPlugin<CircuitBreakerOptions>(CircuitBreakerPanel));
