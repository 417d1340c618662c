import React, { useState, type ReactElement } from 'react';
import { t } from '@grafana/i18n';
import { FieldSet, Stack } from '@grafana/ui';
import { texts, wording } from '../../ui';
import { NumberField } from '../fields/NumberField';
import { TextField } from '../fields/TextField';
import type { QueryLimits } from '../limits';
import { DEFAULT_SETTINGS, type StoredSettings } from '../settings';

interface Props {
  readonly stored: StoredSettings;
  readonly onChange: (change: StoredSettings) => void;
}

type NumberSetting = 'timeoutMs' | 'requestBudget' | 'maxConcurrent' | 'maxHops' | 'paddingSeconds';

const LIMITS: ReadonlyArray<keyof QueryLimits> = ['traces', 'lines', 'services'];

/** The other numbers, with the least and the most that each may be, and its unit. */
const NUMBERS: ReadonlyArray<readonly [name: NumberSetting, min: number, max?: number, suffix?: string]> = [
  ['timeoutMs', 100, undefined, 'ms'],
  ['requestBudget', 1],
  ['maxConcurrent', 1, 4],
  ['maxHops', 0, 10],
  ['paddingSeconds', 0, undefined, 's'],
];

const labelOf = texts('limit.', [
  wording('limit.traces', 'Traces'),
  wording('limit.lines', 'Log lines'),
  wording('limit.services', 'Services'),
  wording('limit.timeoutMs', 'Timeout'),
  wording('limit.requestBudget', 'Requests per refresh'),
  wording('limit.maxConcurrent', 'Requests at once'),
  wording('limit.maxHops', 'Hops'),
  wording('limit.paddingSeconds', 'Padding'),
]);

const helpOf = texts('limit-help.', [
  wording('limit-help.traces', 'Traces that one query fetches at most'),
  wording('limit-help.lines', 'Lines asked of each log query; Loki often allows 5000'),
  wording('limit-help.services', 'Services whose metrics are asked'),
  wording('limit-help.timeoutMs', 'How long one request may take'),
  wording('limit-help.requestBudget', 'The report says when they were used up'),
  wording('limit-help.maxConcurrent', 'To all sources together'),
  wording('limit-help.maxHops', 'Rounds of following IDs that an answer taught'),
  wording('limit-help.paddingSeconds', 'Logs and metrics around what was found'),
]);

/** How much a refresh may ask, how long it may take, and how far it may look. */
export function LimitFields({ stored, onChange }: Props): ReactElement {
  const { limits } = DEFAULT_SETTINGS;
  return (
    <FieldSet label={t('config.limits', 'Limits')}>
      <Stack direction="column" gap={2}>
        {LIMITS.map((name) => (
          <NumberField
            key={name}
            label={labelOf(name)}
            description={helpOf(name)}
            value={stored.limits?.[name]}
            fallback={limits[name]}
            min={1}
            onChange={(value = limits[name]) => onChange({ limits: { ...limits, ...stored.limits, [name]: value } })}
          />
        ))}
        {NUMBERS.map(([name, min, max, suffix]) => (
          <NumberField
            key={name}
            label={labelOf(name)}
            description={helpOf(name)}
            value={stored[name]}
            fallback={DEFAULT_SETTINGS[name]}
            min={min}
            max={max}
            suffix={suffix}
            onChange={(value) => onChange({ [name]: value })}
          />
        ))}
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
  const [text, setText] = useState(stored?.length === 0 ? NEVER : (stored ?? []).join(', '));
  const change = (next: string): void => {
    setText(next);
    const steps = stepsOf(next);
    if (steps !== 'invalid') {
      onChange(steps);
    }
  };
  return (
    <TextField
      label={t('config.widening', 'Window widening')}
      description={t(
        'config.widening-help',
        'Seconds added on both sides, step by step, while nothing is found; "never" to stay in the time range'
      )}
      error={
        stepsOf(text) === 'invalid'
          ? t('config.widening-invalid', 'Whole seconds separated by commas, or "never"')
          : undefined
      }
      value={text}
      placeholder={DEFAULT_SETTINGS.widening.join(', ')}
      onChange={change}
    />
  );
}

function stepsOf(text: string): readonly number[] | undefined | 'invalid' {
  const given = text.trim().toLowerCase();
  if (given === '' || given === NEVER) {
    return given === '' ? undefined : [];
  }
  const steps = given.split(',').map(Number);
  return steps.every((step) => Number.isInteger(step) && step >= 1) ? steps : 'invalid';
}
