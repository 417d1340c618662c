import React, { useId, type ReactElement } from 'react';
import { Field } from '@grafana/ui';

interface Props {
  readonly label: string;
  readonly description?: string;
  readonly invalid?: boolean;
  readonly error?: string;
  /** The input, under the id that its label names it by. */
  readonly children: (id: string) => ReactElement;
}

/** An input with its label, for layouts that keep their own distances. */
export function Labelled({ children, ...field }: Props): ReactElement {
  const id = useId();
  return (
    <Field {...field} htmlFor={id} noMargin>
      {children(id)}
    </Field>
  );
}
