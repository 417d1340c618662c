import React, { useId, type ReactElement } from 'react';
import type { QueryEditorProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Checkbox, Combobox, Field, FieldValidationMessage, Input, Stack } from '@grafana/ui';
import type { Signal } from '../../engine/correlation';
import { problemText, signalText } from '../../ui';
import type { ClewDataSource } from '../datasource';
import { NumberField } from '../fields/NumberField';
import type { StoredSettings } from '../settings';
import { migrateQuery, queryObstacle, SIGNALS, type ClewQuery } from '../query';

type Props = QueryEditorProps<ClewDataSource, ClewQuery, StoredSettings>;

/** Edits a query. What keeps it from running is said under it. */
export function QueryEditor({ query: stored, datasource, onChange, onRunQuery }: Props): ReactElement {
  const id = useId();
  const migrated = migrateQuery(stored);
  const { settings } = datasource;
  if (!migrated.ok || !settings.ok) {
    const reason = !migrated.ok ? migrated.error : !settings.ok ? settings.error : undefined;
    return (
      <Alert severity="error" title={t('datasource.query.unreadable', 'This query cannot run')}>
        {reason === undefined ? '' : problemText(reason)}
      </Alert>
    );
  }
  const query = migrated.value;
  const { keys, limits, paddingSeconds } = settings.value;
  const obstacle = queryObstacle(
    query,
    // A key may be a variable, which has no value here.
    query.key.includes('$') ? undefined : keys.map(({ name }) => name)
  );
  const run = (change: Partial<ClewQuery>): void => {
    onChange({ ...query, ...change });
    onRunQuery();
  };
  const toggle = (signal: Signal, on: boolean): void => {
    run({ signals: SIGNALS.filter((one) => (one === signal ? on : query.signals.includes(one))) });
  };
  return (
    <Stack direction="column" gap={1}>
      <Stack direction="row" gap={2} wrap="wrap" alignItems="flex-end">
        <Field label={t('datasource.query.key', 'Key')} htmlFor={`${id}-key`} noMargin>
          <Combobox
            id={`${id}-key`}
            options={keys.map(({ name, title }) => ({ value: name, label: title, description: name }))}
            value={keyOption(query.key, keys)}
            width={32}
            createCustomValue
            onChange={({ value }) => run({ key: value })}
          />
        </Field>
        <Field label={t('datasource.query.value', 'ID')} htmlFor={`${id}-value`} noMargin>
          <Input
            id={`${id}-value`}
            value={query.value}
            width={50}
            spellCheck={false}
            placeholder={t('datasource.query.value-example', 'req_f977cef0, or a variable')}
            onChange={(event) => onChange({ ...query, value: event.currentTarget.value })}
            onBlur={onRunQuery}
            onKeyDown={(event) => event.key === 'Enter' && onRunQuery()}
          />
        </Field>
        <Stack direction="row" gap={2} role="group" aria-label={t('datasource.query.signals', 'Signals')}>
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
      <Stack direction="row" gap={2} wrap="wrap">
        <NumberField
          label={t('datasource.query.padding', 'Padding')}
          suffix="s"
          value={query.paddingSeconds}
          fallback={paddingSeconds}
          min={0}
          onChange={(padding) => onChange({ ...query, paddingSeconds: padding })}
        />
        <NumberField
          label={t('datasource.query.traces', 'Most traces')}
          value={query.limits?.traces}
          fallback={limits.traces}
          min={1}
          onChange={(traces) => onChange({ ...query, limits: { ...query.limits, traces } })}
        />
        <NumberField
          label={t('datasource.query.lines', 'Most log lines')}
          value={query.limits?.lines}
          fallback={limits.lines}
          min={1}
          onChange={(lines) => onChange({ ...query, limits: { ...query.limits, lines } })}
        />
      </Stack>
      {obstacle !== undefined && <FieldValidationMessage>{problemText(obstacle)}</FieldValidationMessage>}
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
