import React, { type ReactElement } from 'react';
import type { QueryEditorProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, FieldValidationMessage, Stack } from '@grafana/ui';
import { isExpressionReference } from '@grafana/runtime';
import type { Problem } from '../../engine/result';
import { problemText } from '../../ui';
import type { ClewDataSource } from '../datasource';
import { DEFAULT_QUERIES, migrateQuery, queryObstacle, VIEWS, type ClewQuery, type View } from '../query';
import { refusalFor } from '../refusal';
import type { StoredSettings } from '../settings';
import { CorrelateEditor } from './correlate/CorrelateEditor';
import { EventsEditor } from './events/EventsEditor';
import { NarrowingFields } from './narrowing/NarrowingFields';
import { RefusedHere } from './RefusedHere';
import { ServicesEditor } from './services/ServicesEditor';
import { TracesEditor } from './traces/TracesEditor';
import { ViewPicker } from './ViewPicker';

type Props = QueryEditorProps<ClewDataSource, ClewQuery, StoredSettings> & {
  /** The views to choose from; all of them when absent. */
  readonly views?: readonly View[];
};

/** Edits a query. What keeps it from running is said under it. */
export function QueryEditor(editor: Props): ReactElement {
  const { query: stored, datasource, range, app, queries, views = VIEWS, onChange, onRunQuery } = editor;
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
  const refused = refusalFor({
    app,
    expressions: queries?.some(({ datasource: ref }) => isExpressionReference(ref)),
  });
  const props = { datasource, settings: settings.value, range, onChange, onCommit: commit, onRunQuery };
  return (
    <Stack direction="column" gap={1}>
      {refused !== undefined && <RefusedHere reason={refused} />}
      {views.length > 1 && (
        <ViewPicker views={views} view={query.view} onChange={(view) => commit(inView(query, view))} />
      )}
      {query.view === 'correlate' && <CorrelateEditor {...props} query={query} />}
      {query.view === 'services' && <ServicesEditor {...props} query={query} />}
      {query.view === 'traces' && <TracesEditor {...props} query={query} />}
      {query.view === 'events' && <EventsEditor {...props} query={query} />}
      <NarrowingFields {...props} query={query} />
      {obstacle !== undefined && !saidInField(obstacle) && (
        <FieldValidationMessage>{problemText(obstacle)}</FieldValidationMessage>
      )}
    </Stack>
  );
}

/** The same query in another view: what both have stays, the rest starts afresh. */
function inView({ refId, hide, datasource, scope, filters }: ClewQuery, view: View): ClewQuery {
  return { ...DEFAULT_QUERIES[view], refId, hide, datasource, scope, filters };
}

/** What is wrong with a selection is said under its own field. */
function saidInField({ code }: Problem): boolean {
  return code.startsWith('query.selection-');
}
