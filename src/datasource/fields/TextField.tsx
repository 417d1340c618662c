import React, { type FormEvent, type KeyboardEvent, type ReactElement } from 'react';
import { Input, TextArea } from '@grafana/ui';
import { Labelled, type FieldWords } from './Labelled';

interface Props extends FieldWords {
  readonly value: string;
  readonly placeholder?: string;
  readonly width?: number;
  /** More than one makes it an area of text. */
  readonly rows?: number;
  readonly onChange: (text: string) => void;
  /** The field is left, or Enter pressed (with a modifier in an area of text, where Enter alone is a new line). */
  readonly onDone?: () => void;
}

/** A text. */
export function TextField({
  value,
  placeholder,
  width = 40,
  rows = 1,
  onChange,
  onDone,
  ...field
}: Props): ReactElement {
  const isArea = rows > 1;
  return (
    <Labelled {...field}>
      {(id) => {
        const shared = {
          id,
          value,
          placeholder,
          spellCheck: false,
          onChange: (event: FormEvent<HTMLInputElement | HTMLTextAreaElement>) => onChange(event.currentTarget.value),
          onBlur: onDone,
          onKeyDown: (event: KeyboardEvent) => {
            if (event.key === 'Enter' && (!isArea || event.shiftKey || event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              onDone?.();
            }
          },
        };
        return isArea ? <TextArea {...shared} rows={rows} cols={width} /> : <Input {...shared} width={width} />;
      }}
    </Labelled>
  );
}
