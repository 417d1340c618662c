import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { tableStyles, type TraceLink } from '../../../ui';

/** Where a change can be looked at. */
export function Links({ links }: { readonly links: readonly TraceLink[] }) {
  const styles = useStyles2(tableStyles);
  return (
    <>
      {links.map(({ title, href, newTab, onClick }) => (
        <a
          key={`${title} ${href}`}
          className={styles.link}
          href={href}
          target={newTab ? '_blank' : undefined}
          rel="noreferrer"
          onClick={onClick}
        >
          {title}{' '}
        </a>
      ))}
    </>
  );
}
