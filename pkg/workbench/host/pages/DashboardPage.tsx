import React, { useEffect, useMemo, useState } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { getBackendSrv } from '@grafana/runtime';
import { UrlSyncContextProvider } from '@grafana/scenes';
import { ErrorBoundaryAlert, useStyles2 } from '@grafana/ui';
import { useParams } from 'react-router';
import { Chrome } from '../chrome/Chrome';
import { type Dashboard, readDashboard } from '../dashboard/json';
import { dashboardScene } from '../dashboard/scene';
import { setActiveScene } from '../services/templateSrv';
import { Problem } from './Problem';

type Loaded =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'loaded'; readonly dashboard: Dashboard }
  | { readonly kind: 'failed'; readonly error: unknown };

/** `/d/<uid>`: a dashboard of `provisioning/`. */
export function DashboardPage() {
  const { uid = '' } = useParams();
  const [loaded, setLoaded] = useState<Loaded>({ kind: 'waiting' });
  useEffect(() => {
    getBackendSrv()
      .get(`/api/dashboards/uid/${uid}`)
      .then((answer: unknown) => setLoaded({ kind: 'loaded', dashboard: readDashboard(answer) }))
      .catch((error: unknown) => setLoaded({ kind: 'failed', error }));
  }, [uid]);
  const title = loaded.kind === 'loaded' ? loaded.dashboard.title : uid;
  return (
    <Chrome crumbs={[{ text: 'Home', url: '/' }, { text: 'Dashboards' }, { text: title }]}>
      {loaded.kind === 'failed' && <Problem title={`The dashboard ${uid} cannot be shown`} error={loaded.error} />}
      {loaded.kind === 'loaded' && (
        <ErrorBoundaryAlert>
          <DashboardScene key={loaded.dashboard.uid} dashboard={loaded.dashboard} />
        </ErrorBoundaryAlert>
      )}
    </Chrome>
  );
}

function DashboardScene({ dashboard }: { dashboard: Dashboard }) {
  const styles = useStyles2(getStyles);
  const scene = useMemo(() => dashboardScene(dashboard), [dashboard]);
  useEffect(() => {
    setActiveScene(scene);
    return () => setActiveScene(undefined);
  }, [scene]);
  return (
    <main className={styles} aria-label={dashboard.title}>
      <h1 className="sr-only">{dashboard.title}</h1>
      <UrlSyncContextProvider scene={scene} updateUrlOnInit createBrowserHistorySteps>
        <scene.Component model={scene} />
      </UrlSyncContextProvider>
    </main>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return css({
    display: 'flex',
    flexDirection: 'column',
    minHeight: 'calc(100vh - 40px)',
    padding: theme.spacing(2),
    background: theme.colors.background.canvas,
  });
}
