import React, { type ReactElement } from 'react';
import type { DataSourceInstanceSettings } from '@grafana/data';
import { t } from '@grafana/i18n';
import { getDataSourceSrv } from '@grafana/runtime';
import { FieldSet, MultiCombobox, Stack } from '@grafana/ui';
import type { Signal } from '../../engine/correlation';
import { raw, signalText } from '../../ui';
import { Labelled } from '../fields/Labelled';
import { TextField } from '../fields/TextField';
import { linkedSources, type Linked } from '../linked';
import { DEFAULT_SELECTOR, type LinkedLogSource, type LinkedSource } from '../settings';

interface Props {
  readonly traces: readonly LinkedSource[];
  readonly logs: readonly LinkedLogSource[];
  readonly metrics: readonly LinkedSource[];
  readonly onChange: (change: {
    readonly traces?: readonly LinkedSource[];
    readonly logs?: readonly LinkedLogSource[];
    readonly metrics?: readonly LinkedSource[];
  }) => void;
}

/** The query language that the legs of a signal speak decides which plugins can be linked; flavours are found by family. */
const FAMILY: Readonly<Record<Signal, string>> = { traces: 'tempo', logs: 'loki', metrics: 'prometheus' };

/** The linked sources of each signal, and the streams to look in of each log source. */
export function SourceFields({ traces, logs, metrics, onChange }: Props): ReactElement {
  const sources = linkedSources({ traces, logs, metrics }, getDataSourceSrv());
  const withSelector = (uid: string): LinkedLogSource => logs.find((log) => log.uid === uid) ?? { uid };
  return (
    <FieldSet label={t('config.sources', 'Linked data sources')}>
      <Stack direction="column" gap={2}>
        <SourcePicker
          signal="traces"
          description={t('config.traces-help', 'Tempo data sources that are searched for the ID')}
          linked={traces}
          onChange={(uids) => onChange({ traces: uids.map((uid) => ({ uid })) })}
        />
        <SourcePicker
          signal="logs"
          description={inherited(logs, sources.logs, t('config.logs-help', 'Loki data sources'))}
          linked={logs}
          onChange={(uids) => onChange({ logs: uids.map(withSelector) })}
        />
        {logs.map(({ uid, selector = '' }) => (
          <SelectorField
            key={uid}
            name={sources.logs.find((source) => source.uid === uid)?.name ?? uid}
            selector={selector}
            onChange={(next) =>
              onChange({
                logs: logs.map((one) => (one.uid === uid ? { uid, ...(next && { selector: next }) } : one)),
              })
            }
          />
        ))}
        <SourcePicker
          signal="metrics"
          description={inherited(metrics, sources.metrics, t('config.metrics-help', 'Prometheus data sources'))}
          linked={metrics}
          onChange={(uids) => onChange({ metrics: uids.map((uid) => ({ uid })) })}
        />
      </Stack>
    </FieldSet>
  );
}

interface PickerProps {
  readonly signal: Signal;
  readonly description: string;
  readonly linked: readonly LinkedSource[];
  readonly onChange: (uids: readonly string[]) => void;
}

function SourcePicker({ signal, description, linked, onChange }: PickerProps): ReactElement {
  const known = getDataSourceSrv()
    .getList({ pluginId: FAMILY[signal] })
    .map(({ uid, name }: DataSourceInstanceSettings) => ({ value: uid, label: name }));
  const chosen = linked.map(({ uid }) => uid);
  const unknown = chosen.filter((uid) => known.every(({ value }) => value !== uid));
  return (
    <Labelled
      label={signalText(signal)}
      description={description}
      error={
        unknown.length === 0
          ? undefined
          : t('config.unknown', 'Not found, or not visible to you: {{uids}}', raw({ uids: unknown.join(', ') }))
      }
    >
      {(id) => (
        <MultiCombobox
          id={id}
          options={[...known, ...unknown.map((uid) => ({ value: uid, label: uid }))]}
          value={chosen}
          width={60}
          placeholder={
            known.length === 0
              ? t('config.none-of-kind', 'No data source of this kind is configured')
              : t('config.choose', 'Choose data sources')
          }
          onChange={(options) => onChange(options.map(({ value }) => value))}
        />
      )}
    </Labelled>
  );
}

interface SelectorProps {
  readonly name: string;
  readonly selector: string;
  readonly onChange: (selector: string) => void;
}

function SelectorField({ name, selector, onChange }: SelectorProps): ReactElement {
  const isSelector = /^\s*(?:\{.*\}\s*)?$/s.test(selector);
  return (
    <TextField
      label={t('config.selector', 'Streams of {{name}}', raw({ name }))}
      description={t('config.selector-help', 'LogQL stream selector: fewer streams answer faster')}
      error={
        isSelector
          ? undefined
          : t(
              'config.selector-invalid',
              'A stream selector stands in braces: {{example}}',
              raw({ example: DEFAULT_SELECTOR })
            )
      }
      value={selector}
      width={60}
      placeholder={DEFAULT_SELECTOR}
      onChange={onChange}
    />
  );
}

/** Says where the sources come from while none is chosen. */
function inherited(chosen: readonly LinkedSource[], used: readonly Linked[], otherwise: string): string {
  return chosen.length === 0 && used.length > 0
    ? t(
        'config.inherited',
        'Taken from the settings of the trace source: {{names}}',
        raw({
          names: used.map(({ name }) => name).join(', '),
        })
      )
    : otherwise;
}
