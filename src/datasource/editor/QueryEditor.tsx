import React, { type ReactElement } from 'react';
import type { QueryEditorProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, FieldValidationMessage, Stack } from '@grafana/ui';
import { problemText } from '../../ui';
import type { ClewDataSource } from '../datasource';
import { migrateQuery, queryObstacle, type ClewQuery } from '../query';
import type { StoredSettings } from '../settings';
import { CorrelateEditor } from './correlate/CorrelateEditor';

type Props = QueryEditorProps<ClewDataSource, ClewQuery, StoredSettings>;

/** Edits a query. What keeps it from running is said under it. */
export function QueryEditor({ query: stored, datasource, range, onChange, onRunQuery }: Props): ReactElement {
  const migrated = migrateQuery(stored);
  const { settings } = datasource;
  if (!migrated.ok || !settings.ok) {
    const reason = !migrated.ok ? migrated.error : !settings.ok ? settings.error : undefined;
    return (
      <Alert severity="error" title={t('datasource.query.unreadable', 'This query cannot run')}>
        {reason === undefined ? '' : problemText(reason)}
      </Alert>
    );
  }
  const query = migrated.value;
  const keys = settings.value.keys.map(({ name }) => name);
  // A key may be a variable, which has no value here.
  const obstacle = queryObstacle(query, query.view === 'correlate' && query.key.includes('$') ? undefined : keys);
  const commit = (next: ClewQuery): void => {
    onChange(next);
    onRunQuery();
  };
  const props = { datasource, settings: settings.value, range, onChange, onCommit: commit, onRunQuery };
  return (
    <Stack direction="column" gap={1}>
      {query.view === 'correlate' && <CorrelateEditor {...props} query={query} />}
      {obstacle !== undefined && <FieldValidationMessage>{problemText(obstacle)}</FieldValidationMessage>}
    </Stack>
  );
}
