import React, { type ReactElement } from 'react';
import { Combobox, type ComboboxOption } from '@grafana/ui';
import { Labelled, type FieldWords } from './Labelled';

interface Props<T extends string> extends FieldWords {
  readonly value: T;
  readonly options: Array<ComboboxOption<T>>;
  readonly width?: number;
  readonly onChange: (value: T) => void;
}

/** One of a few things, from a list. */
export function SelectField<T extends string>({
  value,
  options,
  width = 28,
  onChange,
  ...field
}: Props<T>): ReactElement {
  return (
    <Labelled {...field}>
      {(id) => (
        <Combobox id={id} width={width} value={value} options={options} onChange={(option) => onChange(option.value)} />
      )}
    </Labelled>
  );
}
