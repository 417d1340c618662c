import React, { type ReactElement } from 'react';
import type { DataSourcePluginOptionsEditorProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert } from '@grafana/ui';
import { refusalText } from '../../ui';
import { readSettings, SETTINGS_VERSION, type StoredSettings } from '../settings';
import type { Signal } from '../../engine/correlation';
import { getDataSourceSrv } from '@grafana/runtime';
import { linkedSources } from '../linked';
import { SIGNALS } from '../query';
import { Capabilities } from './Capabilities';
import { KeyFields } from './KeyFields';
import { LimitFields } from './LimitFields';
import { ScopeFields } from './ScopeFields';
import { SourceFields } from './SourceFields';

type Props = DataSourcePluginOptionsEditorProps<StoredSettings>;

/** The settings of the data source. Settings of a newer version are shown as such and left alone. */
export function ConfigEditor({ options, onOptionsChange }: Props): ReactElement {
  const { jsonData } = options;
  const settings = readSettings(jsonData);
  if (!settings.ok) {
    return (
      <Alert severity="error" title={t('config.unreadable', 'These settings cannot be used')}>
        {refusalText(settings.error)}
      </Alert>
    );
  }
  const { traces, logs, metrics, scope } = settings.value;
  const sources = linkedSources({ traces, logs, metrics }, getDataSourceSrv());
  const linked = new Set<Signal>(SIGNALS.filter((signal) => sources[signal].length > 0));
  const change = (part: StoredSettings): void => {
    // Sources are written in their present form along with any change, as older versions stored them differently.
    onOptionsChange({
      ...options,
      jsonData: { ...jsonData, version: SETTINGS_VERSION, traces, logs, metrics, ...part },
    });
  };
  return (
    <>
      <SourceFields traces={traces} logs={logs} metrics={metrics} onChange={change} />
      <Capabilities linked={linked} />
      <KeyFields keys={jsonData.keys ?? []} onChange={(keys) => change({ keys })} />
      <ScopeFields scope={scope} onChange={(names) => change({ scope: names })} />
      <LimitFields stored={jsonData} onChange={change} />
    </>
  );
}
