import React, { useState, type ReactElement } from 'react';
import { t } from '@grafana/i18n';
import { FieldSet, Stack, Text } from '@grafana/ui';
import { scopeText } from '../editor/words';
import { Row } from '../fields/Row';
import { TextField } from '../fields/TextField';
import { SCOPE_DIMENSIONS, type ScopeDimension, type ScopeNames, type ScopeSettings } from '../filters/scope';
import { DEFAULT_SETTINGS } from '../settings';

interface Props {
  readonly scope: ScopeSettings;
  readonly onChange: (scope: ScopeSettings) => void;
}

/** Under which names the sources know environment, cluster and namespace. Queries hold only values. */
export function ScopeFields({ scope, onChange }: Props): ReactElement {
  const names = (dimension: ScopeDimension, of: keyof ScopeNames, label: string): ReactElement => (
    <NamesField
      label={label}
      names={scope[dimension][of]}
      fallback={DEFAULT_SETTINGS.scope[dimension][of]}
      onChange={(listed) => onChange({ ...scope, [dimension]: { ...scope[dimension], [of]: listed } })}
    />
  );
  return (
    <FieldSet label={t('config.scope', 'Scope')}>
      <Stack direction="column" gap={2}>
        <Text color="secondary">
          {t(
            'config.scope-help',
            'Queries and dashboards narrow by environment, cluster and namespace. These are the names under which your sources hold them, the first choice first; a source is met when any of them fits.'
          )}
        </Text>
        {SCOPE_DIMENSIONS.map((one) => {
          const dimension = scopeText(one);
          return (
            <Row key={one}>
              {names(one, 'attributes', t('config.scope-attributes', '{{dimension}}: span attributes', { dimension }))}
              {names(one, 'labels', t('config.scope-labels', '{{dimension}}: labels', { dimension }))}
            </Row>
          );
        })}
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
    const listed = next.split(',').flatMap((name) => name.trim() || []);
    onChange(listed.length === 0 ? fallback : listed);
  };
  return <TextField label={label} width={70} value={text} placeholder={fallback.join(', ')} onChange={change} />;
}
