/* eslint-disable @typescript-eslint/no-deprecated -- a host provides what Grafana still provides, the deprecated parts too */
import React, { useEffect, useState } from 'react';
import { type AppPlugin, PluginContextProvider } from '@grafana/data';
import { ErrorBoundaryAlert } from '@grafana/ui';
import { useLocation, useParams } from 'react-router';
import { Chrome } from '../chrome/Chrome';
import { pageName } from '../chrome/pageName';
import { importAppPlugin } from '../plugins/registry';
import { Problem } from './Problem';

/** `/a/<id>/...`: the pages of an app of the built bundle. */
export function AppPage() {
  const { id = '' } = useParams();
  const { pathname, search } = useLocation();
  const [plugin, setPlugin] = useState<AppPlugin>();
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    importAppPlugin(id).then(setPlugin, setError);
  }, [id]);
  const Root = plugin?.root;
  const page = pageName(plugin?.meta, pathname);
  const app = { text: plugin?.meta.name ?? id, url: `/a/${id}` };
  return (
    <Chrome crumbs={[{ text: 'Home', url: '/' }, app, ...(page === undefined ? [] : [{ text: page }])]}>
      {error !== undefined && <Problem title={`The app ${id} does not start`} error={error} />}
      {Root !== undefined && plugin !== undefined && (
        <ErrorBoundaryAlert>
          <PluginContextProvider meta={plugin.meta}>
            <Root
              basename={`/a/${id}`}
              meta={plugin.meta}
              query={Object.fromEntries(new URLSearchParams(search))}
              path={pathname}
              onNavChanged={() => undefined}
            />
          </PluginContextProvider>
        </ErrorBoundaryAlert>
      )}
    </Chrome>
  );
}
