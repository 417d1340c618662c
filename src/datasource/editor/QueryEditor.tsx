import React, { type ReactElement } from 'react';
import type { QueryEditorProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Alert, FieldValidationMessage, Stack } from '@grafana/ui';
import { isExpressionReference } from '@grafana/runtime';
import { assertUnreachable, type Problem } from '../../engine/result';
import { refusalText } from '../../ui';
import type { ClewDataSource } from '../datasource';
import { DEFAULT_QUERIES, migrateQuery, queryObstacle, VIEWS, type ClewQuery, type View } from '../query';
import { refusalFor } from '../refusal';
import type { ClewSettings, StoredSettings } from '../settings';
import { CorrelateEditor } from './correlate/CorrelateEditor';
import { EventsEditor } from './events/EventsEditor';
import { IncidentEditor } from './incident/IncidentEditor';
import { NarrowingFields } from './narrowing/NarrowingFields';
import { RefusedHere } from './RefusedHere';
import { ServicesEditor } from './services/ServicesEditor';
import { TracesEditor } from './traces/TracesEditor';
import { ViewPicker } from './ViewPicker';
import type { ViewEditorProps } from './viewProps';

type Props = QueryEditorProps<ClewDataSource, ClewQuery, StoredSettings> & {
  /** The views to choose from; all of them when absent. */
  readonly views?: readonly View[];
};

/** Edits a query. What keeps it from running is said under it. */
export function QueryEditor(props: Props): ReactElement {
  const migrated = migrateQuery(props.query);
  const { settings } = props.datasource;
  if (!settings.ok) {
    return <Unreadable reason={settings.error} />;
  }
  return migrated.ok ? (
    <ReadableQuery {...props} query={migrated.value} settings={settings.value} />
  ) : (
    <Unreadable reason={migrated.error} />
  );
}

function Unreadable({ reason }: { readonly reason: Problem }): ReactElement {
  return (
    <Alert severity="error" title={t('editor.unreadable', 'This query cannot run')}>
      {refusalText(reason)}
    </Alert>
  );
}

interface ReadableProps extends Props {
  readonly settings: ClewSettings;
}

function ReadableQuery({ query, settings, app, queries, views = VIEWS, ...rest }: ReadableProps): ReactElement {
  const { datasource, range, onChange, onRunQuery } = rest;
  const expressions = queries?.some(({ datasource: ref }) => isExpressionReference(ref));
  const refused = refusalFor({ app, expressions });
  const obstacle = obstacleOf(query, settings);
  const onCommit = (next: ClewQuery): void => {
    onChange(next);
    onRunQuery();
  };
  return (
    <Stack direction="column" gap={1}>
      {refused !== undefined && <RefusedHere reason={refused} />}
      {views.length > 1 && (
        <ViewPicker views={views} view={query.view} onChange={(view) => onCommit(inView(query, view))} />
      )}
      <FieldsOfView
        query={query}
        datasource={datasource}
        settings={settings}
        range={range}
        onChange={onChange}
        onCommit={onCommit}
        onRunQuery={onRunQuery}
      />
      {obstacle !== undefined && <FieldValidationMessage>{refusalText(obstacle)}</FieldValidationMessage>}
    </Stack>
  );
}

function FieldsOfView(props: ViewEditorProps<ClewQuery>): ReactElement {
  return (
    <>
      <OwnFields {...props} />
      <NarrowingFields {...props} />
    </>
  );
}

function OwnFields({ query, ...props }: ViewEditorProps<ClewQuery>): ReactElement {
  switch (query.view) {
    case 'correlate':
      return <CorrelateEditor {...props} query={query} />;
    case 'services':
      return <ServicesEditor {...props} query={query} />;
    case 'traces':
      return <TracesEditor {...props} query={query} />;
    case 'events':
      return <EventsEditor {...props} query={query} />;
    case 'breakers':
    case 'cascade':
      return <IncidentEditor {...props} query={query} />;
    default:
      return assertUnreachable(query);
  }
}

/** What is said under the query. What is wrong with a selection is said under its own field. */
function obstacleOf(query: ClewQuery, { keys }: ClewSettings): Problem | undefined {
  // A key may be a variable, which has no value here.
  const isVariable = query.view === 'correlate' && query.key.includes('$');
  const names = keys.map(({ name }) => name);
  const obstacle = queryObstacle(query, isVariable ? undefined : names);
  return obstacle?.code.startsWith('query.selection-') === true ? undefined : obstacle;
}

/** The same query in another view: what both have stays, the rest starts afresh. */
function inView({ refId, hide, datasource, scope, filters }: ClewQuery, view: View): ClewQuery {
  return { ...DEFAULT_QUERIES[view], refId, hide, datasource, scope, filters };
}
