import React, { type ReactElement } from 'react';
import type { QueryEditorProps } from '@grafana/data';
import type { ClewDataSource } from '../datasource';
import { QueryEditor } from '../editor/QueryEditor';
import type { ClewQuery } from '../query';
import type { StoredSettings } from '../settings';
import { eventsTarget } from './target';

type Props = QueryEditorProps<ClewDataSource, ClewQuery, StoredSettings>;

/** Edits what an annotation layer asks: always events. */
export function AnnotationEditor(props: Props): ReactElement {
  return <QueryEditor {...props} query={eventsTarget(props.query)} views={['events']} />;
}
