import React, { useEffect, useMemo, useState } from 'react';
import {
  applyFieldOverrides,
  EventBusSrv,
  getPanelOptionsWithDefaults,
  type PanelData,
  type PanelPlugin,
  PluginContextProvider,
} from '@grafana/data';
import { getTemplateSrv, type PanelRendererProps } from '@grafana/runtime';
import { ErrorBoundaryAlert, PanelContextProvider, useTheme2 } from '@grafana/ui';
import { importPanelPlugin } from '../plugins/registry';
import { Problem } from '../pages/Problem';

const NO_CONFIG = { defaults: {}, overrides: [] };

/** A panel by its plugin ID, outside of dashboards: what apps draw panels with. */
export function PanelRenderer(props: PanelRendererProps) {
  const { pluginId } = props;
  const [plugin, setPlugin] = useState<PanelPlugin>();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    importPanelPlugin(pluginId).then((loaded) => setPlugin(() => loaded), setError);
  }, [pluginId]);
  if (error !== undefined) {
    return <Problem title={`The panel ${pluginId} does not start`} error={error} />;
  }
  return plugin === undefined ? <></> : <Loaded {...props} plugin={plugin} />;
}

function Loaded({
  plugin,
  data,
  options,
  fieldConfig,
  ...props
}: PanelRendererProps & { readonly plugin: PanelPlugin }) {
  const { width, height, title, timeZone = 'browser', onChangeTimeRange, onOptionsChange } = props;
  const theme = useTheme2();
  const eventBus = useMemo(() => new EventBusSrv(), []);
  const replaceVariables = (text: string) => getTemplateSrv().replace(text);
  const withDefaults = useMemo(
    () =>
      getPanelOptionsWithDefaults({
        plugin,
        currentOptions: options ?? {},
        currentFieldConfig: fieldConfig ?? NO_CONFIG,
        isAfterPluginChange: false,
      }),
    [plugin, options, fieldConfig]
  );
  const shown = useMemo((): PanelData | undefined => {
    const overridden = applyFieldOverrides({
      data: data?.series,
      fieldConfig: withDefaults.fieldConfig,
      fieldConfigRegistry: plugin.fieldConfigRegistry,
      replaceVariables: (text) => getTemplateSrv().replace(text),
      theme,
      timeZone,
    });
    return data && { ...data, series: overridden };
  }, [data, plugin, theme, timeZone, withDefaults]);
  const Panel = plugin.panel;
  if (Panel === null || shown === undefined) {
    return <></>;
  }
  return (
    <ErrorBoundaryAlert dependencies={[plugin]}>
      <PluginContextProvider meta={plugin.meta}>
        <PanelContextProvider value={{ eventBus, eventsScope: 'global' }}>
          <Panel
            id={1}
            data={shown}
            title={title}
            timeRange={shown.timeRange}
            timeZone={timeZone}
            options={withDefaults.options}
            fieldConfig={withDefaults.fieldConfig}
            transparent={false}
            width={width}
            height={height}
            renderCounter={0}
            replaceVariables={replaceVariables}
            onOptionsChange={onOptionsChange ?? (() => undefined)}
            onFieldConfigChange={() => undefined}
            onChangeTimeRange={onChangeTimeRange ?? (() => undefined)}
            eventBus={eventBus}
          />
        </PanelContextProvider>
      </PluginContextProvider>
    </ErrorBoundaryAlert>
  );
}
