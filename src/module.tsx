import { AppPlugin, type AppRootProps } from '@grafana/data';
import { LoadingPlaceholder } from '@grafana/ui';
import React, { lazy, Suspense } from 'react';
import { links } from './app/links';

/** Pages, and the translations that they need, load when the app is opened: this entry is preloaded for its links. */
const Pages = lazy(async () => {
  const { startApp } = await import('./app');
  return { default: await startApp() };
});

function Root(props: AppRootProps) {
  return (
    <Suspense fallback={<LoadingPlaceholder text="" />}>
      <Pages {...props} />
    </Suspense>
  );
}

export const plugin = links.reduce((app, link) => app.addLink(link), new AppPlugin().setRootPage(Root));
