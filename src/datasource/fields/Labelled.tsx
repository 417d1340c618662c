import React, { useId, type ReactElement } from 'react';
import { Field } from '@grafana/ui';

/** What every field says besides its value. */
export interface FieldWords {
  readonly label: string;
  readonly description?: string;
  /** Why the value cannot be used. */
  readonly error?: string;
}

interface Props extends FieldWords {
  /** The input, under the id that its label names it by. */
  readonly children: (id: string) => ReactElement<Record<string, unknown>>;
}

/** An input with its label, for layouts that keep their own distances. */
export function Labelled({ children, error, ...field }: Props): ReactElement {
  const id = useId();
  return (
    <Field {...field} error={error} invalid={error !== undefined} htmlFor={id} noMargin>
      {children(id)}
    </Field>
  );
}
