import React, { type ReactElement } from 'react';
import type { QueryEditorProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, Checkbox } from '@grafana/ui';
import { assertUnreachable } from '../../engine/result';
import { refusalText, texts, wording } from '../../ui';
import type { ClewDataSource } from '../datasource';
import { optionsFrom } from '../editor/suggestions';
import { NameField } from '../fields/NameField';
import { NumberField } from '../fields/NumberField';
import { Row } from '../fields/Row';
import { SelectField } from '../fields/SelectField';
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
        {refusalText(read.error)}
      </Alert>
    );
  }
  const query = read.value;
  return (
    <Row>
      <SelectField
        label={t('variable.kind', 'Values')}
        width={32}
        value={query.kind}
        options={VARIABLE_KINDS.map((value) => ({ value, label: kindText(value) }))}
        onChange={(kind) => onChange(freshQuery(kind, query.refId))}
      />
      {query.kind === 'ids' && <RecentIdsFields query={query} datasource={datasource} onChange={onChange} />}
      {query.kind !== 'services' && (
        <NameField
          label={t('variable.service', 'Service')}
          width={32}
          value={query.service ?? ''}
          placeholder={query.kind === 'ids' ? t('variable.any', 'any') : undefined}
          options={optionsFrom(() => datasource.serviceNames(range), datasource.variableNames())}
          onChange={(service) => onChange({ ...query, service })}
        />
      )}
    </Row>
  );
}

interface RecentIdsProps {
  readonly query: RecentIdsQuery;
  readonly datasource: ClewDataSource;
  readonly onChange: (query: ClewVariableQuery) => void;
}

function RecentIdsFields({ query, datasource, onChange }: RecentIdsProps): ReactElement {
  const keys = datasource.settings.ok ? datasource.settings.value.keys : [];
  return (
    <>
      <NameField
        label={t('variable.key', 'Key')}
        width={32}
        value={query.key}
        shown={keys.find(({ name }) => name === query.key)?.title}
        options={keys.map(({ name, title }) => ({ value: name, label: title, description: name }))}
        onChange={(key) => onChange({ ...query, key })}
      />
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
        onChange={(most = DEFAULT_MOST) => onChange({ ...query, most })}
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

const kindText: (kind: VariableKind) => string = texts('variable.', [
  wording('variable.ids', 'Recent IDs'),
  wording('variable.services', 'Services'),
  wording('variable.operations', 'Operations of a service'),
]);
