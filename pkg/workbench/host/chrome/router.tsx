import React, { useLayoutEffect, useState, type ReactNode } from 'react';
import { locationUtil } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { Router } from 'react-router';

/** React Router 6 over Grafana's location service, whose history is of version 4. */
export function HostRouter({ children }: { children: ReactNode }) {
  const history = locationService.getHistory();
  const [location, setLocation] = useState(history.location);
  useLayoutEffect(() => history.listen((next: typeof location) => setLocation(next)), [history]);
  return (
    <Router
      location={location}
      navigator={{
        createHref: (to) => history.createHref(typeof to === 'string' ? { pathname: to } : to),
        go: (delta) => history.go(delta),
        push: (to, state) => history.push(pathOf(to), state),
        replace: (to, state) => history.replace(pathOf(to), state),
      }}
    >
      {children}
    </Router>
  );
}

/** Plain links of the page stay in the page, as in Grafana. */
export function interceptLinks(): void {
  document.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target.closest('a') : null;
    const plain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.defaultPrevented;
    if (target === null || !plain || target.target === '_blank' || target.origin !== window.location.origin) {
      return;
    }
    if (target.pathname === '/' || target.hasAttribute('download')) {
      return;
    }
    event.preventDefault();
    locationService.push(locationUtil.stripBaseFromUrl(target.href.slice(window.location.origin.length)));
  });
}

function pathOf(to: string | { pathname?: string; search?: string; hash?: string }): string {
  return typeof to === 'string' ? to : `${to.pathname ?? ''}${to.search ?? ''}${to.hash ?? ''}`;
}
