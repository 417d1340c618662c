import React, { useId, type ReactElement } from 'react';
import type { QueryEditorProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Checkbox, Combobox, Field, Stack } from '@grafana/ui';
import { assertUnreachable } from '../../engine/result';
import { problemText } from '../../ui';
import type { ClewDataSource } from '../datasource';
import { optionsFrom } from '../editor/suggestions';
import { NumberField } from '../fields/NumberField';
import type { ClewQuery } from '../query';
import type { StoredSettings } from '../settings';
import {
  DEFAULT_MOST,
  readVariableQuery,
  VARIABLE_KINDS,
  type ClewVariableQuery,
  type RecentIdsQuery,
  type VariableKind,
} from './query';

type Props = QueryEditorProps<ClewDataSource, ClewQuery, StoredSettings, ClewVariableQuery>;

/** Edits what a template variable asks. */
export function VariableEditor({ query: stored, datasource, range, onChange }: Props): ReactElement {
  const id = useId();
  const read = readVariableQuery(stored);
  if (!read.ok) {
    return (
      <Alert severity="error" title={t('datasource.variable.unreadable', 'This variable cannot be read')}>
        {problemText(read.error)}
      </Alert>
    );
  }
  const query = read.value;
  const services = optionsFrom(() => datasource.serviceNames(range), datasource.variableNames());
  return (
    <Stack direction="row" gap={2} wrap="wrap" alignItems="flex-end">
      <Field label={t('datasource.variable.kind', 'Values')} htmlFor={`${id}-kind`} noMargin>
        <Combobox
          id={`${id}-kind`}
          width={32}
          value={query.kind}
          options={VARIABLE_KINDS.map((value) => ({ value, label: kindText(value) }))}
          onChange={({ value }) => onChange(freshQuery(value, query.refId))}
        />
      </Field>
      {query.kind === 'ids' && <RecentIdsFields query={query} datasource={datasource} onChange={onChange} />}
      {query.kind !== 'services' && (
        <Field label={t('datasource.variable.service', 'Service')} htmlFor={`${id}-service`} noMargin>
          <Combobox
            id={`${id}-service`}
            width={32}
            value={query.service === undefined || query.service === '' ? null : query.service}
            placeholder={query.kind === 'ids' ? t('datasource.variable.any', 'any') : undefined}
            options={services}
            createCustomValue
            isClearable
            onChange={(option) => onChange({ ...query, service: option?.value ?? '' })}
          />
        </Field>
      )}
    </Stack>
  );
}

interface RecentIdsProps {
  readonly query: RecentIdsQuery;
  readonly datasource: ClewDataSource;
  readonly onChange: (query: ClewVariableQuery) => void;
}

function RecentIdsFields({ query, datasource, onChange }: RecentIdsProps): ReactElement {
  const id = useId();
  const keys = datasource.settings.ok ? datasource.settings.value.keys : [];
  const title = keys.find(({ name }) => name === query.key)?.title ?? query.key;
  return (
    <>
      <Field label={t('datasource.variable.key', 'Key')} htmlFor={`${id}-key`} noMargin>
        <Combobox
          id={`${id}-key`}
          width={32}
          value={{ value: query.key, label: title }}
          options={keys.map((key) => ({ value: key.name, label: key.title, description: key.name }))}
          createCustomValue
          onChange={({ value }) => onChange({ ...query, key: value })}
        />
      </Field>
      <Checkbox
        label={t('datasource.variable.failed', 'Failed requests only')}
        value={query.failedOnly}
        onChange={(event) => onChange({ ...query, failedOnly: event.currentTarget.checked })}
      />
      <NumberField
        label={t('datasource.variable.most', 'At most')}
        value={query.most}
        fallback={DEFAULT_MOST}
        min={1}
        max={1000}
        onChange={(most) => onChange({ ...query, most: most ?? DEFAULT_MOST })}
      />
    </>
  );
}

function freshQuery(kind: VariableKind, refId: string): ClewVariableQuery {
  switch (kind) {
    case 'ids':
      return { refId, kind, key: 'request_id', failedOnly: false, most: DEFAULT_MOST };
    case 'services':
      return { refId, kind };
    case 'operations':
      return { refId, kind, service: '' };
    default:
      return assertUnreachable(kind);
  }
}

function kindText(kind: VariableKind): string {
  switch (kind) {
    case 'ids':
      return t('datasource.variable.ids', 'Recent IDs');
    case 'services':
      return t('datasource.variable.services', 'Services');
    case 'operations':
      return t('datasource.variable.operations', 'Operations of a service');
    default:
      return assertUnreachable(kind);
  }
}
