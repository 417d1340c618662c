import React, { useState, type ReactElement } from 'react';
import { t } from '@grafana/i18n';
import { Button, FieldValidationMessage, Stack, Switch } from '@grafana/ui';
import { Labelled } from '../fields/Labelled';
import { TextField } from '../fields/TextField';
import type { CorrelationKey } from '../../engine/correlation';
import { isValid, keyErrors, keyOf, type KeyDraft } from './keyDraft';
import { LogPlaceRow } from './LogPlaceRow';

interface Props {
  readonly initial: KeyDraft;
  /** Names of the other configured keys. */
  readonly taken: readonly string[];
  readonly onSave: (key: CorrelationKey) => void;
  readonly onCancel: () => void;
}

/** Edits one key. Nothing is stored before it is valid and saved, so that a half-typed key never breaks the settings. */
export function KeyForm({ initial, taken, onSave, onCancel }: Props): ReactElement {
  const [draft, setDraft] = useState(initial);
  const errors = keyErrors(draft, taken);
  const set = (change: Partial<KeyDraft>): void => setDraft({ ...draft, ...change });
  const places = draft.logPlaces;
  const touched = draft !== initial;
  return (
    <Stack direction="column" gap={2}>
      <TextField
        label={t('form.name', 'Name')}
        description={t('form.name-help', 'What a query calls it')}
        error={touched ? errors.name : undefined}
        value={draft.name}
        onChange={(name) => set({ name })}
      />
      <TextField label={t('form.title', 'Title')} value={draft.title} onChange={(title) => set({ title })} />
      <TextField
        label={t('form.attributes', 'Span attributes')}
        description={t('form.attributes-help', 'One a line, with its scope: span.request_id')}
        error={errors.spanAttributes}
        value={draft.spanAttributes}
        rows={3}
        width={60}
        onChange={(spanAttributes) => set({ spanAttributes })}
      />
      <Stack direction="column" gap={1}>
        <strong>{t('form.places', 'Places in log records')}</strong>
        {places.map((place, row) => (
          <LogPlaceRow
            key={row}
            place={place}
            row={row}
            error={errors.logPlaces.get(row)}
            onChange={(changed) => set({ logPlaces: places.map((one, at) => (at === row ? changed : one)) })}
            onRemove={() => set({ logPlaces: places.filter((_, at) => at !== row) })}
          />
        ))}
        <div>
          <Button
            variant="secondary"
            size="sm"
            icon="plus"
            onClick={() => set({ logPlaces: [...places, { kind: 'json', text: '' }] })}
          >
            {t('form.add-place', 'Add place')}
          </Button>
        </div>
        {touched && errors.places !== undefined && <FieldValidationMessage>{errors.places}</FieldValidationMessage>}
      </Stack>
      <TextField
        label={t('form.exemplars', 'Exemplar labels')}
        description={t('form.exemplars-help', 'Separated by commas')}
        value={draft.exemplarLabels}
        onChange={(exemplarLabels) => set({ exemplarLabels })}
      />
      <Labelled
        label={t('form.nested', 'Nested IDs')}
        description={t('form.nested-help', 'req_x also finds req_x_inventory, never req_xy')}
      >
        {(id) => (
          <Switch id={id} value={draft.nested} onChange={(event) => set({ nested: event.currentTarget.checked })} />
        )}
      </Labelled>
      {draft.nested && (
        <TextField
          label={t('form.separator', 'Separator')}
          error={errors.separator}
          value={draft.separator}
          width={10}
          onChange={(separator) => set({ separator })}
        />
      )}
      <Stack direction="row" gap={1}>
        <Button disabled={!isValid(errors)} onClick={() => onSave(keyOf(draft))}>
          {t('form.save', 'Save key')}
        </Button>
        <Button variant="secondary" onClick={onCancel}>
          {t('form.cancel', 'Cancel')}
        </Button>
      </Stack>
    </Stack>
  );
}
