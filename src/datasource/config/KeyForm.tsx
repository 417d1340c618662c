import React, { useState, type ReactElement } from 'react';
import { t } from '@grafana/i18n';
import { Button, FieldValidationMessage, Input, Stack, Switch, TextArea } from '@grafana/ui';
import { Labelled } from '../fields/Labelled';
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
      <Labelled
        label={t('form.name', 'Name')}
        description={t('form.name-help', 'What a query calls it')}
        invalid={touched && errors.name !== undefined}
        error={errors.name}
      >
        {(id) => (
          <Input id={id} value={draft.name} width={40} onChange={(event) => set({ name: event.currentTarget.value })} />
        )}
      </Labelled>
      <Labelled label={t('form.title', 'Title')}>
        {(id) => (
          <Input
            id={id}
            value={draft.title}
            width={40}
            onChange={(event) => set({ title: event.currentTarget.value })}
          />
        )}
      </Labelled>
      <Labelled
        label={t('form.attributes', 'Span attributes')}
        description={t('form.attributes-help', 'One a line, with its scope: span.request_id')}
        invalid={errors.spanAttributes !== undefined}
        error={errors.spanAttributes}
      >
        {(id) => (
          <TextArea
            id={id}
            value={draft.spanAttributes}
            rows={3}
            cols={60}
            onChange={(event) => set({ spanAttributes: event.currentTarget.value })}
          />
        )}
      </Labelled>
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
      <Labelled
        label={t('form.exemplars', 'Exemplar labels')}
        description={t('form.exemplars-help', 'Separated by commas')}
      >
        {(id) => (
          <Input
            id={id}
            value={draft.exemplarLabels}
            width={40}
            onChange={(event) => set({ exemplarLabels: event.currentTarget.value })}
          />
        )}
      </Labelled>
      <Labelled
        label={t('form.nested', 'Nested IDs')}
        description={t('form.nested-help', 'req_x also finds req_x_inventory, never req_xy')}
      >
        {(id) => (
          <Switch id={id} value={draft.nested} onChange={(event) => set({ nested: event.currentTarget.checked })} />
        )}
      </Labelled>
      {draft.nested && (
        <Labelled
          label={t('form.separator', 'Separator')}
          invalid={errors.separator !== undefined}
          error={errors.separator}
        >
          {(id) => (
            <Input
              id={id}
              value={draft.separator}
              width={10}
              onChange={(event) => set({ separator: event.currentTarget.value })}
            />
          )}
        </Labelled>
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
