import React, { useState, type ReactElement } from 'react';
import { t } from '@grafana/i18n';
import { FieldSet, Input, Stack, Text } from '@grafana/ui';
import { Labelled } from '../fields/Labelled';
import { scopeText } from '../editor/words';
import { SCOPE_DIMENSIONS, type ScopeDimension, type ScopeNames, type ScopeSettings } from '../filters/scope';
import { DEFAULT_SETTINGS } from '../settings';

interface Props {
  readonly scope: ScopeSettings;
  readonly onChange: (scope: ScopeSettings) => void;
}

/** Under which names the sources know environment, cluster and namespace. Queries hold only values. */
export function ScopeFields({ scope, onChange }: Props): ReactElement {
  const change = (dimension: ScopeDimension, names: ScopeNames): void => onChange({ ...scope, [dimension]: names });
  return (
    <FieldSet label={t('config.scope', 'Scope')}>
      <Stack direction="column" gap={2}>
        <Text color="secondary">
          {t(
            'config.scope-help',
            'Queries and dashboards narrow by environment, cluster and namespace. These are the names under which your sources hold them, the first choice first; a source is met when any of them fits.'
          )}
        </Text>
        {SCOPE_DIMENSIONS.map((dimension) => (
          <Stack key={dimension} direction="row" gap={2} wrap="wrap">
            <NamesField
              label={t('config.scope-attributes', '{{dimension}}: span attributes', {
                dimension: scopeText(dimension),
              })}
              names={scope[dimension].attributes}
              fallback={DEFAULT_SETTINGS.scope[dimension].attributes}
              onChange={(attributes) => change(dimension, { ...scope[dimension], attributes })}
            />
            <NamesField
              label={t('config.scope-labels', '{{dimension}}: labels', { dimension: scopeText(dimension) })}
              names={scope[dimension].labels}
              fallback={DEFAULT_SETTINGS.scope[dimension].labels}
              onChange={(labels) => change(dimension, { ...scope[dimension], labels })}
            />
          </Stack>
        ))}
      </Stack>
    </FieldSet>
  );
}

interface NamesProps {
  readonly label: string;
  readonly names: readonly string[];
  readonly fallback: readonly string[];
  readonly onChange: (names: readonly string[]) => void;
}

/** Names separated by commas; an empty field is the default. */
function NamesField({ label, names, fallback, onChange }: NamesProps): ReactElement {
  const [text, setText] = useState(names.join(', '));
  const change = (next: string): void => {
    setText(next);
    const listed = next.split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim()]));
    onChange(listed.length === 0 ? fallback : listed);
  };
  return (
    <Labelled label={label}>
      {(id) => (
        <Input
          id={id}
          value={text}
          width={70}
          spellCheck={false}
          placeholder={fallback.join(', ')}
          onChange={(event) => change(event.currentTarget.value)}
        />
      )}
    </Labelled>
  );
}
