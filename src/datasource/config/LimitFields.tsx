import React, { useId, useState, type ReactElement } from 'react';
import { t } from '@grafana/i18n';
import { Field, FieldSet, Input, Stack } from '@grafana/ui';
import { NumberField } from '../fields/NumberField';
import type { QueryLimits } from '../limits';
import { DEFAULT_SETTINGS, type StoredSettings } from '../settings';

interface Props {
  readonly stored: StoredSettings;
  readonly onChange: (change: StoredSettings) => void;
}

/** How much a refresh may ask, how long it may take, and how far it may look. */
export function LimitFields({ stored, onChange }: Props): ReactElement {
  const setLimit = (change: Partial<QueryLimits>): void => {
    onChange({ limits: { ...DEFAULT_SETTINGS.limits, ...stored.limits, ...change } });
  };
  const fallback = DEFAULT_SETTINGS;
  return (
    <FieldSet label={t('datasource.config.limits', 'Limits')}>
      <Stack direction="column" gap={2}>
        <NumberField
          label={t('datasource.config.max-traces', 'Traces')}
          description={t('datasource.config.max-traces-help', 'Traces that one query fetches at most')}
          value={stored.limits?.traces}
          fallback={fallback.limits.traces}
          min={1}
          onChange={(traces = fallback.limits.traces) => setLimit({ traces })}
        />
        <NumberField
          label={t('datasource.config.max-lines', 'Log lines')}
          description={t('datasource.config.max-lines-help', 'Lines asked of each log query; Loki often allows 5000')}
          value={stored.limits?.lines}
          fallback={fallback.limits.lines}
          min={1}
          onChange={(lines = fallback.limits.lines) => setLimit({ lines })}
        />
        <NumberField
          label={t('datasource.config.max-services', 'Services')}
          description={t('datasource.config.max-services-help', 'Services whose metrics are asked')}
          value={stored.limits?.services}
          fallback={fallback.limits.services}
          min={1}
          onChange={(services = fallback.limits.services) => setLimit({ services })}
        />
        <NumberField
          label={t('datasource.config.timeout', 'Timeout')}
          description={t('datasource.config.timeout-help', 'How long one request may take')}
          suffix="ms"
          value={stored.timeoutMs}
          fallback={fallback.timeoutMs}
          min={100}
          onChange={(timeoutMs) => onChange({ timeoutMs })}
        />
        <NumberField
          label={t('datasource.config.budget', 'Requests per refresh')}
          description={t('datasource.config.budget-help', 'The report says when they were used up')}
          value={stored.requestBudget}
          fallback={fallback.requestBudget}
          min={1}
          onChange={(requestBudget) => onChange({ requestBudget })}
        />
        <NumberField
          label={t('datasource.config.concurrent', 'Requests at once')}
          value={stored.maxConcurrent}
          fallback={fallback.maxConcurrent}
          min={1}
          max={4}
          onChange={(maxConcurrent) => onChange({ maxConcurrent })}
        />
        <NumberField
          label={t('datasource.config.hops', 'Hops')}
          description={t('datasource.config.hops-help', 'Rounds of following IDs that an answer taught')}
          value={stored.maxHops}
          fallback={fallback.maxHops}
          min={0}
          max={10}
          onChange={(maxHops) => onChange({ maxHops })}
        />
        <NumberField
          label={t('datasource.config.padding', 'Padding')}
          description={t('datasource.config.padding-help', 'Logs and metrics around what was found')}
          suffix="s"
          value={stored.paddingSeconds}
          fallback={fallback.paddingSeconds}
          min={0}
          onChange={(paddingSeconds) => onChange({ paddingSeconds })}
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
  const id = useId();
  const [text, setText] = useState(stored === undefined ? '' : stored.length === 0 ? NEVER : stored.join(', '));
  const change = (next: string): void => {
    setText(next);
    const steps = stepsOf(next);
    if (steps !== 'invalid') {
      onChange(steps);
    }
  };
  return (
    <Field
      label={t('datasource.config.widening', 'Window widening')}
      description={t(
        'datasource.config.widening-help',
        'Seconds added on both sides, step by step, while nothing is found; "never" to stay in the time range'
      )}
      htmlFor={id}
      invalid={stepsOf(text) === 'invalid'}
      error={t('datasource.config.widening-invalid', 'Whole seconds separated by commas, or "never"')}
      noMargin
    >
      <Input
        id={id}
        value={text}
        width={40}
        placeholder={DEFAULT_SETTINGS.widening.join(', ')}
        onChange={(event) => change(event.currentTarget.value)}
      />
    </Field>
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
