import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import type { TraceLink } from '../../../ui';

/** Links side by side. */
export function Links({ links }: { readonly links: readonly TraceLink[] }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.links}>
      {links.map(({ title, href, newTab, onClick }) => (
        <a
          key={`${title} ${href}`}
          className={styles.link}
          href={href}
          target={newTab ? '_blank' : undefined}
          rel="noreferrer"
          onClick={onClick}
        >
          {title}
        </a>
      ))}
    </span>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    links: css({ display: 'inline-flex', flexWrap: 'wrap', gap: theme.spacing(0, 1.5) }),
    link: css({ color: theme.colors.text.link, '&:hover': { textDecoration: 'underline' } }),
  };
}
