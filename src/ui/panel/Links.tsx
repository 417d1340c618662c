import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import type { DataLink } from './dataLinks';

interface Props {
  readonly links: readonly DataLink[];
}

/** Links in a sentence. Underlined: between words, colour alone does not make a link. */
export function Links({ links }: Props) {
  const { underlined } = useStyles2(getStyles);
  return (
    <>
      {links.map((link) => (
        <React.Fragment key={keyOf(link)}>
          <Anchor link={link} className={underlined} />{' '}
        </React.Fragment>
      ))}
    </>
  );
}

/** Links beside one another; nothing where there are none. */
export function LinkRow({ links }: Props) {
  const { row, plain } = useStyles2(getStyles);
  return links.length === 0 ? null : (
    <div className={row}>
      {links.map((link) => (
        <Anchor key={keyOf(link)} link={link} className={plain} />
      ))}
    </div>
  );
}

function Anchor({ link, className }: { readonly link: DataLink; readonly className: string }) {
  const { title, href, newTab, onClick } = link;
  return (
    <a className={className} href={href} target={newTab ? '_blank' : undefined} rel="noreferrer" onClick={onClick}>
      {title}
    </a>
  );
}

function keyOf({ title, href }: DataLink): string {
  return `${title} ${href}`;
}

function getStyles(theme: GrafanaTheme2) {
  return {
    row: css({
      display: 'flex',
      flexWrap: 'wrap',
      fontSize: theme.typography.bodySmall.fontSize,
      gap: theme.spacing(0.5, 2),
    }),
    plain: css({ color: theme.colors.text.link, '&:hover': { textDecoration: 'underline' } }),
    underlined: css({ color: theme.colors.text.link, textDecoration: 'underline' }),
  };
}
