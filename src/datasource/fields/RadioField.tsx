import React, { type ReactElement } from 'react';
import type { SelectableValue } from '@grafana/data';
import { RadioButtonGroup } from '@grafana/ui';
import { Labelled } from './Labelled';

interface Props<T extends string> {
  readonly label: string;
  readonly value: T;
  readonly options: Array<SelectableValue<T>>;
  readonly onChange: (value: T) => void;
}

/** One of a few things, all in sight. */
export function RadioField<T extends string>({ label, ...rest }: Props<T>): ReactElement {
  return <Labelled label={label}>{(id) => <RadioButtonGroup id={id} aria-label={label} {...rest} />}</Labelled>;
}
