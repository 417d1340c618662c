import React, { type ReactElement } from 'react';
import { t } from '@grafana/i18n';
import { Checkbox, Combobox, Input, Stack } from '@grafana/ui';
import { Labelled } from '../../fields/Labelled';
import type { Signal } from '../../../engine/correlation';
import { signalText } from '../../../ui';
import { NumberField } from '../../fields/NumberField';
import { SIGNALS, type CorrelateQuery } from '../../query';
import type { ViewEditorProps } from '../viewProps';

/** Edits the question for one ID. */
export function CorrelateEditor(props: ViewEditorProps<CorrelateQuery>): ReactElement {
  const { query, settings, onChange, onCommit, onRunQuery } = props;
  const { keys } = settings;
  const toggle = (signal: Signal, on: boolean): void => {
    onCommit({ ...query, signals: SIGNALS.filter((one) => (one === signal ? on : query.signals.includes(one))) });
  };
  return (
    <>
      <Stack direction="row" gap={2} wrap="wrap" alignItems="flex-end">
        <Labelled label={t('editor.key', 'Key')}>
          {(id) => (
            <Combobox
              id={id}
              options={keys.map(({ name, title }) => ({ value: name, label: title, description: name }))}
              value={keyOption(query.key, keys)}
              width={32}
              createCustomValue
              onChange={({ value }) => onCommit({ ...query, key: value })}
            />
          )}
        </Labelled>
        <Labelled label={t('editor.value', 'ID')}>
          {(id) => (
            <Input
              id={id}
              value={query.value}
              width={50}
              spellCheck={false}
              placeholder={t('editor.value-example', 'req_f977cef0, or a variable')}
              onChange={(event) => onChange({ ...query, value: event.currentTarget.value })}
              onBlur={onRunQuery}
              onKeyDown={(event) => event.key === 'Enter' && onRunQuery()}
            />
          )}
        </Labelled>
        <Stack direction="row" gap={2} role="group" aria-label={t('editor.signals', 'Signals')}>
          {SIGNALS.map((signal) => (
            <Checkbox
              key={signal}
              label={signalText(signal)}
              value={query.signals.includes(signal)}
              onChange={(event) => toggle(signal, event.currentTarget.checked)}
            />
          ))}
        </Stack>
      </Stack>
      <LimitFields {...props} />
    </>
  );
}

function LimitFields({ query, settings, onChange }: ViewEditorProps<CorrelateQuery>): ReactElement {
  const { limits, paddingSeconds } = settings;
  return (
    <Stack direction="row" gap={2} wrap="wrap">
      <NumberField
        label={t('editor.padding', 'Padding')}
        suffix="s"
        value={query.paddingSeconds}
        fallback={paddingSeconds}
        min={0}
        onChange={(padding) => onChange({ ...query, paddingSeconds: padding })}
      />
      <NumberField
        label={t('editor.traces', 'Most traces')}
        value={query.limits?.traces}
        fallback={limits.traces}
        min={1}
        onChange={(traces) => onChange({ ...query, limits: { ...query.limits, traces } })}
      />
      <NumberField
        label={t('editor.lines', 'Most log lines')}
        value={query.limits?.lines}
        fallback={limits.lines}
        min={1}
        onChange={(lines) => onChange({ ...query, limits: { ...query.limits, lines } })}
      />
    </Stack>
  );
}

/** A key that is not among the settings' stays visible, and so does a variable. */
function keyOption(
  name: string,
  keys: ReadonlyArray<{ readonly name: string; readonly title: string }>
): { readonly value: string; readonly label: string } {
  return { value: name, label: keys.find((key) => key.name === name)?.title ?? name };
}
