import React, { useId, useState, type ReactElement } from 'react';
import { t } from '@grafana/i18n';
import { Button, Field, FieldValidationMessage, Input, Stack, Switch, TextArea } from '@grafana/ui';
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
  const id = useId();
  const [draft, setDraft] = useState(initial);
  const errors = keyErrors(draft, taken);
  const set = (change: Partial<KeyDraft>): void => setDraft({ ...draft, ...change });
  const places = draft.logPlaces;
  const touched = draft !== initial;
  return (
    <Stack direction="column" gap={2}>
      <Field
        label={t('datasource.key.name', 'Name')}
        description={t('datasource.key.name-help', 'What a query calls it')}
        invalid={touched && errors.name !== undefined}
        error={errors.name}
        htmlFor={`${id}-name`}
        noMargin
      >
        <Input
          id={`${id}-name`}
          value={draft.name}
          width={40}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
      </Field>
      <Field label={t('datasource.key.title', 'Title')} htmlFor={`${id}-title`} noMargin>
        <Input
          id={`${id}-title`}
          value={draft.title}
          width={40}
          onChange={(event) => set({ title: event.currentTarget.value })}
        />
      </Field>
      <Field
        label={t('datasource.key.attributes', 'Span attributes')}
        description={t('datasource.key.attributes-help', 'One a line, with its scope: span.request_id')}
        invalid={errors.spanAttributes !== undefined}
        error={errors.spanAttributes}
        htmlFor={`${id}-attributes`}
        noMargin
      >
        <TextArea
          id={`${id}-attributes`}
          value={draft.spanAttributes}
          rows={3}
          cols={60}
          onChange={(event) => set({ spanAttributes: event.currentTarget.value })}
        />
      </Field>
      <Stack direction="column" gap={1}>
        <strong>{t('datasource.key.places', 'Places in log records')}</strong>
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
            {t('datasource.key.add-place', 'Add place')}
          </Button>
        </div>
        {touched && errors.places !== undefined && <FieldValidationMessage>{errors.places}</FieldValidationMessage>}
      </Stack>
      <Field
        label={t('datasource.key.exemplars', 'Exemplar labels')}
        description={t('datasource.key.exemplars-help', 'Separated by commas')}
        htmlFor={`${id}-exemplars`}
        noMargin
      >
        <Input
          id={`${id}-exemplars`}
          value={draft.exemplarLabels}
          width={40}
          onChange={(event) => set({ exemplarLabels: event.currentTarget.value })}
        />
      </Field>
      <Field
        label={t('datasource.key.nested', 'Nested IDs')}
        description={t('datasource.key.nested-help', 'req_x also finds req_x_inventory, never req_xy')}
        htmlFor={`${id}-nested`}
        noMargin
      >
        <Switch
          id={`${id}-nested`}
          value={draft.nested}
          onChange={(event) => set({ nested: event.currentTarget.checked })}
        />
      </Field>
      {draft.nested && (
        <Field
          label={t('datasource.key.separator', 'Separator')}
          invalid={errors.separator !== undefined}
          error={errors.separator}
          htmlFor={`${id}-separator`}
          noMargin
        >
          <Input
            id={`${id}-separator`}
            value={draft.separator}
            width={10}
            onChange={(event) => set({ separator: event.currentTarget.value })}
          />
        </Field>
      )}
      <Stack direction="row" gap={1}>
        <Button disabled={!isValid(errors)} onClick={() => onSave(keyOf(draft))}>
          {t('datasource.key.save', 'Save key')}
        </Button>
        <Button variant="secondary" onClick={onCancel}>
          {t('datasource.key.cancel', 'Cancel')}
        </Button>
      </Stack>
    </Stack>
  );
}
