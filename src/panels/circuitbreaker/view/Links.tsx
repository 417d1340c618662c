import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import type { TraceLink } from '../../../ui';

/** Where a change or a finding can be looked at. Underlined: in a sentence, colour alone does not make a link. */
export function Links({ links }: { readonly links: readonly TraceLink[] }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      {links.map(({ title, href, newTab, onClick }) => (
        <React.Fragment key={`${title} ${href}`}>
          <a
            className={styles.link}
            href={href}
            target={newTab ? '_blank' : undefined}
            rel="noreferrer"
            onClick={onClick}
          >
            {title}
          </a>{' '}
        </React.Fragment>
      ))}
    </>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    link: css({ color: theme.colors.text.link, textDecoration: 'underline' }),
  };
}
