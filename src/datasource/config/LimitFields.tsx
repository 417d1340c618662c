import React, { useState, type ReactElement } from 'react';
import { t } from '@grafana/i18n';
import { FieldSet, Input, Stack } from '@grafana/ui';
import { Labelled } from '../fields/Labelled';
import { NumberField } from '../fields/NumberField';
import type { QueryLimits } from '../limits';
import { DEFAULT_SETTINGS, type StoredSettings } from '../settings';

interface Props {
  readonly stored: StoredSettings;
  readonly onChange: (change: StoredSettings) => void;
}

type NumberSetting = 'timeoutMs' | 'requestBudget' | 'maxConcurrent' | 'maxHops' | 'paddingSeconds';
/** What ties a field to what is stored. */
type Bound = Pick<Parameters<typeof NumberField>[0], 'value' | 'fallback' | 'min' | 'onChange'>;

/** How much a refresh may ask, how long it may take, and how far it may look. */
export function LimitFields({ stored, onChange }: Props): ReactElement {
  const limit = (name: keyof QueryLimits): Bound => ({
    value: stored.limits?.[name],
    fallback: DEFAULT_SETTINGS.limits[name],
    min: 1,
    onChange: (value = DEFAULT_SETTINGS.limits[name]) =>
      onChange({ limits: { ...DEFAULT_SETTINGS.limits, ...stored.limits, [name]: value } }),
  });
  const number = (name: NumberSetting): Omit<Bound, 'min'> => ({
    value: stored[name],
    fallback: DEFAULT_SETTINGS[name],
    onChange: (value) => onChange({ [name]: value }),
  });
  return (
    <FieldSet label={t('config.limits', 'Limits')}>
      <Stack direction="column" gap={2}>
        <NumberField
          label={t('config.max-traces', 'Traces')}
          description={t('config.max-traces-help', 'Traces that one query fetches at most')}
          {...limit('traces')}
        />
        <NumberField
          label={t('config.max-lines', 'Log lines')}
          description={t('config.max-lines-help', 'Lines asked of each log query; Loki often allows 5000')}
          {...limit('lines')}
        />
        <NumberField
          label={t('config.max-services', 'Services')}
          description={t('config.max-services-help', 'Services whose metrics are asked')}
          {...limit('services')}
        />
        <NumberField
          label={t('config.timeout', 'Timeout')}
          description={t('config.timeout-help', 'How long one request may take')}
          suffix="ms"
          {...number('timeoutMs')}
          min={100}
        />
        <NumberField
          label={t('config.budget', 'Requests per refresh')}
          description={t('config.budget-help', 'The report says when they were used up')}
          {...number('requestBudget')}
          min={1}
        />
        <NumberField label={t('config.concurrent', 'Requests at once')} {...number('maxConcurrent')} min={1} max={4} />
        <NumberField
          label={t('config.hops', 'Hops')}
          description={t('config.hops-help', 'Rounds of following IDs that an answer taught')}
          {...number('maxHops')}
          min={0}
          max={10}
        />
        <NumberField
          label={t('config.padding', 'Padding')}
          description={t('config.padding-help', 'Logs and metrics around what was found')}
          suffix="s"
          {...number('paddingSeconds')}
          min={0}
        />
        <WideningField stored={stored.widening} onChange={(widening) => onChange({ widening })} />
      </Stack>
    </FieldSet>
  );
}

interface WideningProps {
  readonly stored: readonly number[] | undefined;
  readonly onChange: (widening: readonly number[] | undefined) => void;
}

const NEVER = 'never';

/** Steps of widening as a list of seconds; an empty field is the default, and "never" none. */
function WideningField({ stored, onChange }: WideningProps): ReactElement {
  const [text, setText] = useState(stored === undefined ? '' : stored.length === 0 ? NEVER : stored.join(', '));
  const change = (next: string): void => {
    setText(next);
    const steps = stepsOf(next);
    if (steps !== 'invalid') {
      onChange(steps);
    }
  };
  return (
    <Labelled
      label={t('config.widening', 'Window widening')}
      description={t(
        'config.widening-help',
        'Seconds added on both sides, step by step, while nothing is found; "never" to stay in the time range'
      )}
      invalid={stepsOf(text) === 'invalid'}
      error={t('config.widening-invalid', 'Whole seconds separated by commas, or "never"')}
    >
      {(id) => (
        <Input
          id={id}
          value={text}
          width={40}
          placeholder={DEFAULT_SETTINGS.widening.join(', ')}
          onChange={(event) => change(event.currentTarget.value)}
        />
      )}
    </Labelled>
  );
}

function stepsOf(text: string): readonly number[] | undefined | 'invalid' {
  if (text.trim() === '') {
    return undefined;
  }
  if (text.trim().toLowerCase() === NEVER) {
    return [];
  }
  const steps = text.split(',').map((part) => Number(part));
  return steps.every((step) => Number.isInteger(step) && step >= 1) ? steps : 'invalid';
}
