import React, { useId, type ReactElement } from 'react';
import type { DataSourceInstanceSettings } from '@grafana/data';
import { t } from '@grafana/i18n';
import { getDataSourceSrv } from '@grafana/runtime';
import { Field, FieldSet, Input, MultiCombobox } from '@grafana/ui';
import type { Signal } from '../../engine/correlation';
import { raw } from '../../ui';
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
      <SourcePicker
        signal="traces"
        label={t('config.traces', 'Traces')}
        description={t('config.traces-help', 'Tempo data sources that are searched for the ID')}
        linked={traces}
        onChange={(uids) => onChange({ traces: uids.map((uid) => ({ uid })) })}
      />
      <SourcePicker
        signal="logs"
        label={t('config.logs', 'Logs')}
        description={inherited(logs, sources.logs, t('config.logs-help', 'Loki data sources'))}
        linked={logs}
        onChange={(uids) => onChange({ logs: uids.map(withSelector) })}
      />
      {logs.map((log) => (
        <SelectorField
          key={log.uid}
          name={sources.logs.find(({ uid }) => uid === log.uid)?.name ?? log.uid}
          selector={log.selector ?? ''}
          onChange={(selector) =>
            onChange({
              logs: logs.map((one) => (one.uid === log.uid ? { uid: log.uid, ...(selector && { selector }) } : one)),
            })
          }
        />
      ))}
      <SourcePicker
        signal="metrics"
        label={t('config.metrics', 'Metrics')}
        description={inherited(metrics, sources.metrics, t('config.metrics-help', 'Prometheus data sources'))}
        linked={metrics}
        onChange={(uids) => onChange({ metrics: uids.map((uid) => ({ uid })) })}
      />
    </FieldSet>
  );
}

interface PickerProps {
  readonly signal: Signal;
  readonly label: string;
  readonly description: string;
  readonly linked: readonly LinkedSource[];
  readonly onChange: (uids: readonly string[]) => void;
}

function SourcePicker({ signal, label, description, linked, onChange }: PickerProps): ReactElement {
  const id = useId();
  const known = getDataSourceSrv().getList({ pluginId: FAMILY[signal] });
  const options = known.map(({ uid, name }: DataSourceInstanceSettings) => ({ value: uid, label: name }));
  const unknown = linked.filter(({ uid }) => known.every((source) => source.uid !== uid));
  return (
    <Field
      label={label}
      description={description}
      htmlFor={id}
      invalid={unknown.length > 0}
      error={t(
        'config.unknown',
        'Not found, or not visible to you: {{uids}}',
        raw({
          uids: unknown.map(({ uid }) => uid).join(', '),
        })
      )}
    >
      <MultiCombobox
        id={id}
        options={[...options, ...unknown.map(({ uid }) => ({ value: uid, label: uid }))]}
        value={linked.map(({ uid }) => uid)}
        width={60}
        placeholder={
          options.length === 0
            ? t('config.none-of-kind', 'No data source of this kind is configured')
            : t('config.choose', 'Choose data sources')
        }
        onChange={(chosen) => onChange(chosen.map(({ value }) => value))}
      />
    </Field>
  );
}

interface SelectorProps {
  readonly name: string;
  readonly selector: string;
  readonly onChange: (selector: string) => void;
}

function SelectorField({ name, selector, onChange }: SelectorProps): ReactElement {
  const id = useId();
  const invalid = selector.trim() !== '' && !/^\{.*\}$/s.test(selector.trim());
  return (
    <Field
      label={t('config.selector', 'Streams of {{name}}', raw({ name }))}
      description={t('config.selector-help', 'LogQL stream selector: fewer streams answer faster')}
      htmlFor={id}
      invalid={invalid}
      error={t(
        'config.selector-invalid',
        'A stream selector stands in braces: {{example}}',
        raw({
          example: DEFAULT_SELECTOR,
        })
      )}
    >
      <Input
        id={id}
        value={selector}
        width={60}
        placeholder={DEFAULT_SELECTOR}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </Field>
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
