import React, { type ReactElement } from 'react';
import { t } from '@grafana/i18n';
import { Checkbox, MultiCombobox, RadioButtonGroup, Stack } from '@grafana/ui';
import { Labelled } from '../../fields/Labelled';
import type { GoldenSignal } from '../../../engine/model';
import { NumberField } from '../../fields/NumberField';
import { GOLDEN_SIGNALS, type Breakdown, type ServicesQuery } from '../../query';
import { optionsFrom } from '../suggestions';
import type { ViewEditorProps } from '../viewProps';
import { breakdownText, goldenSignalText } from '../words';
import { BaselineFields } from './BaselineFields';

const BREAKDOWNS: readonly Breakdown[] = ['service', 'instance', 'edge'];

/** Edits the question for golden signals. */
export function ServicesEditor(props: ViewEditorProps<ServicesQuery>): ReactElement {
  const { query, settings, datasource, range, onChange, onCommit } = props;
  const toggle = (signal: GoldenSignal, on: boolean): void => {
    const has = (one: GoldenSignal): boolean => (one === signal ? on : query.signals.includes(one));
    onCommit({ ...query, signals: GOLDEN_SIGNALS.filter(has) });
  };
  return (
    <>
      <Stack direction="row" gap={2} wrap="wrap" alignItems="flex-end">
        <Labelled label={t('services.breakdown', 'By')}>
          {(id) => (
            <RadioButtonGroup
              id={id}
              aria-label={t('services.breakdown', 'By')}
              options={BREAKDOWNS.map((value) => ({ value, label: breakdownText(value) }))}
              value={query.breakdown}
              onChange={(breakdown) => onCommit({ ...query, breakdown })}
            />
          )}
        </Labelled>
        <Labelled label={t('services.names', 'Services')}>
          {(id) => (
            <MultiCombobox
              id={id}
              width={50}
              value={[...query.services]}
              options={optionsFrom(() => datasource.serviceNames(range), datasource.variableNames())}
              placeholder={t('services.all', 'all, up to {{limit}}', {
                limit: query.limits?.services ?? settings.limits.services,
              })}
              createCustomValue
              isClearable
              onChange={(options) => onCommit({ ...query, services: options.map(({ value }) => value) })}
            />
          )}
        </Labelled>
        <Stack direction="row" gap={2} role="group" aria-label={t('editor.signals', 'Signals')}>
          {GOLDEN_SIGNALS.map((signal) => (
            <Checkbox
              key={signal}
              label={goldenSignalText(signal)}
              value={query.signals.includes(signal)}
              onChange={(event) => toggle(signal, event.currentTarget.checked)}
            />
          ))}
        </Stack>
      </Stack>
      <Stack direction="row" gap={2} wrap="wrap" alignItems="flex-end">
        <BaselineFields query={query} range={range} onChange={onChange} onCommit={onCommit} />
        <NumberField
          label={t('services.limit', 'Most services')}
          value={query.limits?.services}
          fallback={settings.limits.services}
          min={1}
          onChange={(services) => onChange({ ...query, limits: { ...query.limits, services } })}
        />
      </Stack>
    </>
  );
}
