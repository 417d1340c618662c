import React, { type ReactElement } from 'react';
import { Checkbox } from '@grafana/ui';
import { Row } from './Row';

interface Props<T extends string> {
  readonly label: string;
  /** All there are, in the order in which they are shown and stored. */
  readonly all: readonly T[];
  readonly chosen: readonly T[];
  readonly text: (one: T) => string;
  readonly onChange: (chosen: readonly T[]) => void;
}

/** Any of a few things: a checkbox each. */
export function Choices<T extends string>({ label, all, chosen, text, onChange }: Props<T>): ReactElement {
  return (
    <Row label={label}>
      {all.map((one) => (
        <Checkbox
          key={one}
          label={text(one)}
          value={chosen.includes(one)}
          onChange={(event) => {
            const on = event.currentTarget.checked;
            onChange(all.filter((other) => (other === one ? on : chosen.includes(other))));
          }}
        />
      ))}
    </Row>
  );
}
