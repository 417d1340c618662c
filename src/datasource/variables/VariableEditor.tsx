import React, { type ReactElement } from 'react';
import type { QueryEditorProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Checkbox, Combobox, Stack } from '@grafana/ui';
import { Labelled } from '../fields/Labelled';
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
  const read = readVariableQuery(stored);
  if (!read.ok) {
    return (
      <Alert severity="error" title={t('variable.unreadable', 'This variable cannot be read')}>
        {problemText(read.error)}
      </Alert>
    );
  }
  const query = read.value;
  const services = optionsFrom(() => datasource.serviceNames(range), datasource.variableNames());
  return (
    <Stack direction="row" gap={2} wrap="wrap" alignItems="flex-end">
      <Labelled label={t('variable.kind', 'Values')}>
        {(id) => (
          <Combobox
            id={id}
            width={32}
            value={query.kind}
            options={VARIABLE_KINDS.map((value) => ({ value, label: kindText(value) }))}
            onChange={({ value }) => onChange(freshQuery(value, query.refId))}
          />
        )}
      </Labelled>
      {query.kind === 'ids' && <RecentIdsFields query={query} datasource={datasource} onChange={onChange} />}
      {query.kind !== 'services' && (
        <Labelled label={t('variable.service', 'Service')}>
          {(id) => (
            <Combobox
              id={id}
              width={32}
              value={query.service === undefined || query.service === '' ? null : query.service}
              placeholder={query.kind === 'ids' ? t('variable.any', 'any') : undefined}
              options={services}
              createCustomValue
              isClearable
              onChange={(option) => onChange({ ...query, service: option?.value ?? '' })}
            />
          )}
        </Labelled>
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
  const keys = datasource.settings.ok ? datasource.settings.value.keys : [];
  const title = keys.find(({ name }) => name === query.key)?.title ?? query.key;
  return (
    <>
      <Labelled label={t('variable.key', 'Key')}>
        {(id) => (
          <Combobox
            id={id}
            width={32}
            value={{ value: query.key, label: title }}
            options={keys.map((key) => ({ value: key.name, label: key.title, description: key.name }))}
            createCustomValue
            onChange={({ value }) => onChange({ ...query, key: value })}
          />
        )}
      </Labelled>
      <Checkbox
        label={t('variable.failed', 'Failed requests only')}
        value={query.failedOnly}
        onChange={(event) => onChange({ ...query, failedOnly: event.currentTarget.checked })}
      />
      <NumberField
        label={t('variable.most', 'At most')}
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
      return t('variable.ids', 'Recent IDs');
    case 'services':
      return t('variable.services', 'Services');
    case 'operations':
      return t('variable.operations', 'Operations of a service');
    default:
      return assertUnreachable(kind);
  }
}
