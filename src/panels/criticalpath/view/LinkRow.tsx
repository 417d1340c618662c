import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import type { SpanLink } from '../viewModel';

/** Data links, one beside the other. */
export function LinkRow({ links }: { readonly links: readonly SpanLink[] }) {
  const styles = useStyles2(getStyles);
  return links.length === 0 ? null : (
    <div className={styles.links}>
      {links.map((link) => (
        <a
          key={`${link.title} ${link.href}`}
          className={styles.link}
          href={link.href}
          target={link.newTab ? '_blank' : undefined}
          rel="noreferrer"
          onClick={link.onClick}
        >
          {link.title}
        </a>
      ))}
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    links: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5, 2), marginBottom: theme.spacing(0.75) }),
    link: css({
      color: theme.colors.text.link,
      fontSize: theme.typography.bodySmall.fontSize,
      '&:hover': { textDecoration: 'underline' },
    }),
  };
}
