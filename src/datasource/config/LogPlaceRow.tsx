import React, { useId, type ReactElement } from 'react';
import { t } from '@grafana/i18n';
import { Combobox, Field, IconButton, Input, Stack } from '@grafana/ui';
import type { LogPlace } from '../../engine/correlation';
import { texts, wording } from '../../ui';
import type { PlaceDraft } from './keyDraft';

interface Props {
  readonly place: PlaceDraft;
  readonly row: number;
  readonly error: string | undefined;
  readonly onChange: (place: PlaceDraft) => void;
  readonly onRemove: () => void;
}

/** One place of a log record where the ID lives: what kind of place, and its name. */
export function LogPlaceRow({ place, row, error, onChange, onRemove }: Props): ReactElement {
  const kindId = useId();
  const number = row + 1;
  return (
    <Stack direction="row" gap={1} alignItems="flex-start">
      {/* A combobox takes its name from another element only. */}
      <span id={kindId} className="sr-only">
        {t('form.place-kind', 'Kind of place {{number}}', { number })}
      </span>
      <Field noMargin>
        <Combobox<LogPlace['kind']>
          aria-labelledby={kindId}
          options={KINDS.map((value) => ({ value, label: kindText(value) }))}
          value={place.kind}
          width={26}
          onChange={(option) => onChange({ ...place, kind: option.value })}
        />
      </Field>
      <Field noMargin invalid={error !== undefined} error={error}>
        <Input
          aria-label={t('form.place-name', 'Name of place {{number}}', { number })}
          value={place.text}
          width={40}
          placeholder={placeholder(place.kind)}
          onChange={(event) => onChange({ ...place, text: event.currentTarget.value })}
        />
      </Field>
      <IconButton
        name="trash-alt"
        size="lg"
        tooltip={t('form.place-remove', 'Remove place {{number}}', { number })}
        onClick={onRemove}
      />
    </Stack>
  );
}

const KINDS: ReadonlyArray<LogPlace['kind']> = ['label', 'json', 'logfmt', 'regexp'];

const kindText = texts('form.kind-', [
  wording('form.kind-label', 'Label or metadata'),
  wording('form.kind-json', 'JSON field'),
  wording('form.kind-logfmt', 'logfmt field'),
  wording('form.kind-regexp', 'Regular expression'),
]);

/** Examples in the syntax of the place; nothing to translate. */
function placeholder(kind: LogPlace['kind']): string {
  switch (kind) {
    case 'regexp':
      return 'id=(\\S+)';
    case 'json':
      return 'http.request_id';
    default:
      return 'request_id';
  }
}
