import React, { type ReactElement } from 'react';
import { Combobox, type ComboboxOption } from '@grafana/ui';
import { Labelled, type FieldWords } from './Labelled';

interface Props extends FieldWords {
  /** '' when there is none. */
  readonly value: string;
  /** How the value is shown; itself by default. */
  readonly shown?: string;
  readonly options: Array<ComboboxOption<string>> | ((typed: string) => Promise<Array<ComboboxOption<string>>>);
  readonly width?: number;
  readonly placeholder?: string;
  /** Called with '' when the field was cleared. */
  readonly onChange: (value: string) => void;
  readonly onBlur?: () => void;
}

/** A name from a list that may not hold all of them: what is typed is taken too, a variable for one. */
export function NameField({ value, shown = value, options, width = 28, onChange, ...rest }: Props): ReactElement {
  const { placeholder, onBlur, ...field } = rest;
  return (
    <Labelled {...field}>
      {(id) => (
        <Combobox
          id={id}
          width={width}
          value={value === '' ? null : { value, label: shown }}
          placeholder={placeholder}
          options={options}
          createCustomValue
          isClearable
          onChange={(option) => onChange(option?.value ?? '')}
          onBlur={onBlur}
        />
      )}
    </Labelled>
  );
}
