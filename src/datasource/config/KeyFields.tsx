import React, { useState, type ReactElement } from 'react';
import { t } from '@grafana/i18n';
import { Badge, Button, FieldSet, Stack, Text } from '@grafana/ui';
import { presetKeys, TRACE_KEY, withPresets, type CorrelationKey } from '../../engine/correlation';
import { draftOf, NEW_KEY, placeText } from './keyDraft';
import { KeyForm } from './KeyForm';

interface Props {
  /** The configured keys, without the presets. */
  readonly keys: readonly CorrelationKey[];
  readonly onChange: (keys: readonly CorrelationKey[]) => void;
}

/** Which key is being edited: by name, a new one, or none. */
type Editing = { readonly kind: 'none' } | { readonly kind: 'new' } | { readonly kind: 'key'; readonly name: string };

const NOTHING: Editing = { kind: 'none' };

/** The keys: presets, which can be customised, and own ones. */
export function KeyFields({ keys, onChange }: Props): ReactElement {
  const [editing, setEditing] = useState<Editing>(NOTHING);
  const configured = new Set(keys.map(({ name }) => name));
  const save = (key: CorrelationKey, replaced: string | undefined): void => {
    const rest = keys.filter(({ name }) => name !== replaced);
    onChange([...rest, key]);
    setEditing(NOTHING);
  };
  const others = (except?: string): readonly string[] => [...configured].filter((name) => name !== except);
  return (
    <FieldSet label={t('config.keys', 'Correlation keys')}>
      <Stack direction="column" gap={2}>
        {withPresets(keys).map((key) =>
          editing.kind === 'key' && editing.name === key.name ? (
            <KeyForm
              key={key.name}
              initial={draftOf(key)}
              taken={others(key.name)}
              onSave={(changed) => save(changed, key.name)}
              onCancel={() => setEditing(NOTHING)}
            />
          ) : (
            <KeySummary
              key={key.name}
              correlationKey={key}
              configured={configured.has(key.name)}
              onEdit={() => setEditing({ kind: 'key', name: key.name })}
              onRemove={() => onChange(keys.filter(({ name }) => name !== key.name))}
            />
          )
        )}
        {editing.kind === 'new' ? (
          <KeyForm
            initial={NEW_KEY}
            taken={others()}
            onSave={(key) => save(key, undefined)}
            onCancel={() => setEditing(NOTHING)}
          />
        ) : (
          <div>
            <Button variant="secondary" icon="plus" onClick={() => setEditing({ kind: 'new' })}>
              {t('config.add-key', 'Add key')}
            </Button>
          </div>
        )}
      </Stack>
    </FieldSet>
  );
}

interface SummaryProps {
  readonly correlationKey: CorrelationKey;
  readonly configured: boolean;
  readonly onEdit: () => void;
  readonly onRemove: () => void;
}

function KeySummary({ correlationKey: key, configured, onEdit, onRemove }: SummaryProps): ReactElement {
  const { name, title } = key;
  const isPreset = presetKeys.some((preset) => preset.name === name);
  const places = [...key.spanAttributes, ...new Set(key.logPlaces.map(placeText))].join(', ');
  return (
    <Stack direction="row" gap={2} alignItems="center" justifyContent="space-between">
      <Stack direction="column" gap={0}>
        <Stack direction="row" gap={1} alignItems="center">
          <Text weight="medium">{title}</Text>
          <Text color="secondary">{name}</Text>
          {!configured && <Badge color="blue" text={t('config.preset', 'Preset')} />}
        </Stack>
        <Text variant="bodySmall" color="secondary">
          {places}
        </Text>
      </Stack>
      {name !== TRACE_KEY && (
        <Stack direction="row" gap={1}>
          <Button
            variant="secondary"
            size="sm"
            onClick={onEdit}
            aria-label={t('config.edit-key', 'Edit {{title}}', { title })}
          >
            {configured ? t('config.edit', 'Edit') : t('config.customise', 'Customise')}
          </Button>
          {configured && (
            <Button
              variant="destructive"
              fill="outline"
              size="sm"
              onClick={onRemove}
              aria-label={
                isPreset
                  ? t('config.reset-key', 'Reset {{title}} to its preset', { title })
                  : t('config.remove-key', 'Remove {{title}}', { title })
              }
            >
              {isPreset ? t('config.reset', 'Reset') : t('config.remove', 'Remove')}
            </Button>
          )}
        </Stack>
      )}
    </Stack>
  );
}
