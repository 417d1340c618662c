import React, { useState, type ReactElement } from 'react';
import { t } from '@grafana/i18n';
import { Input } from '@grafana/ui';
import { Labelled, type FieldWords } from './Labelled';

interface Props extends FieldWords {
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
export function NumberField(props: Props): ReactElement {
  const { label, description, value, fallback, min, max = Infinity, suffix, onChange } = props;
  const [text, setText] = useState(String(value ?? ''));
  const isValid = (entered: string): boolean => {
    const number = Number(entered);
    return entered.trim() === '' || (Number.isInteger(number) && number >= min && number <= max);
  };
  const change = (entered: string): void => {
    setText(entered);
    if (isValid(entered)) {
      onChange(entered.trim() === '' ? undefined : Number(entered));
    }
  };
  const error = Number.isFinite(max)
    ? t('number.between', 'A whole number from {{min}} to {{max}}', { min, max })
    : t('number.at-least', 'A whole number, at least {{min}}', { min });
  return (
    <Labelled label={label} description={description} error={isValid(text) ? undefined : error}>
      {(id) => (
        <Input
          id={id}
          type="number"
          value={text}
          placeholder={String(fallback)}
          min={min}
          width={20}
          suffix={suffix}
          onChange={(event) => change(event.currentTarget.value)}
        />
      )}
    </Labelled>
  );
}
