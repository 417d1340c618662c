import { boot } from './boot';
import React from 'react';
import { locationService, LocationServiceProvider } from '@grafana/runtime';
import { createRoot } from 'react-dom/client';
import { Navigate, Route, Routes } from 'react-router';
import { HostRouter, interceptLinks } from './chrome/router';
import { HostTheme } from './chrome/theme';
import { AppPage } from './pages/AppPage';
import { DashboardPage } from './pages/DashboardPage';
import { ExplorePage } from './pages/ExplorePage';
import { RulePage } from './pages/RulePage';
import { shareModules } from './plugins/shareModules';
import { startServices } from './services';

/** Starts the page: services first, because SystemJS copies what it shares, then the shared modules, then the page. */
async function start(): Promise<void> {
  await startServices();
  shareModules();
  interceptLinks();
  const host = document.getElementById('host');
  if (host === null) {
    throw new Error('the page has no #host');
  }
  createRoot(host).render(
    <HostTheme>
      <LocationServiceProvider service={locationService}>
        <HostRouter>
          <Routes>
            <Route path="/d/:uid/*" element={<DashboardPage />} />
            <Route path="/a/:id/*" element={<AppPage />} />
            <Route path="/alerting/grafana/:uid/view" element={<RulePage />} />
            <Route path="/explore" element={<ExplorePage />} />
            <Route path="*" element={<Navigate to={boot.start} replace />} />
          </Routes>
        </HostRouter>
      </LocationServiceProvider>
    </HostTheme>
  );
}

start().catch((error: unknown) => {
  console.error(error);
  document.body.textContent = `The workbench does not start: ${String(error)}`;
});
