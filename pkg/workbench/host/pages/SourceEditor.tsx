import React, { useEffect, useState } from 'react';
import type { DataSourceApi, TimeRange } from '@grafana/data';
import type { DataQuery } from '@grafana/schema';
import { getDataSourceSrv } from '@grafana/runtime';

interface Props {
  readonly uid: string;
  readonly query: DataQuery;
  readonly range: TimeRange;
  readonly onChange: (query: DataQuery) => void;
  readonly onRunQuery: () => void;
}

/** The query editor of a source, where its plugin has one: only sources of the bundle do. */
export function SourceEditor({ uid, ...props }: Props) {
  const [source, setSource] = useState<DataSourceApi>();
  useEffect(() => {
    void getDataSourceSrv().get(uid).then(setSource);
  }, [uid]);
  const Editor = source?.components?.QueryEditor;
  return source === undefined || Editor === undefined ? null : <Editor datasource={source} {...props} />;
}
