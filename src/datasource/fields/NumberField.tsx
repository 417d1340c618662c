import React, { useState, type ChangeEvent, type ReactElement } from 'react';
import { t } from '@grafana/i18n';
import { Input } from '@grafana/ui';
import { Labelled } from './Labelled';

interface Props {
  readonly label: string;
  readonly description?: string;
  /** The stored number; `undefined` when the default holds. */
  readonly value: number | undefined;
  readonly fallback: number;
  readonly min: number;
  readonly max?: number;
  /** Unit or the like, behind the number. */
  readonly suffix?: string;
  /** Called with valid numbers only, and with `undefined` when the field was cleared. */
  readonly onChange: (value: number | undefined) => void;
}

/** A whole number with its default as placeholder. What is not valid stays in the field, with the reason, and goes nowhere. */
export function NumberField({
  label,
  description,
  value,
  fallback,
  min,
  max = Infinity,
  suffix,
  onChange,
}: Props): ReactElement {
  const [text, setText] = useState(value === undefined ? '' : String(value));
  const number = Number(text);
  const valid = text.trim() === '' || (Number.isInteger(number) && number >= min && number <= max);
  const change = (event: ChangeEvent<HTMLInputElement>): void => {
    const next = event.currentTarget.value;
    setText(next);
    const parsed = Number(next);
    if (next.trim() === '') {
      onChange(undefined);
    } else if (Number.isInteger(parsed) && parsed >= min && parsed <= max) {
      onChange(parsed);
    }
  };
  const error = Number.isFinite(max)
    ? t('number.between', 'A whole number from {{min}} to {{max}}', { min, max })
    : t('number.at-least', 'A whole number, at least {{min}}', { min });
  return (
    <Labelled label={label} description={description} invalid={!valid} error={error}>
      {(id) => (
        <Input
          id={id}
          type="number"
          value={text}
          placeholder={String(fallback)}
          min={min}
          width={20}
          suffix={suffix}
          onChange={change}
        />
      )}
    </Labelled>
  );
}
