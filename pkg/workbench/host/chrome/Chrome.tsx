import React, { type ReactNode } from 'react';
import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2, useTheme2 } from '@grafana/ui';
import { boot } from '../boot';
import { useThemeToggle } from './theme';

/** One step of the way to a page. */
export interface Crumb {
  readonly text: string;
  readonly url?: string;
}

const HEIGHT = 40;

/** The frame around every page: Grafana's top bar with the way to the page, and the theme switch. */
export function Chrome({ crumbs, children }: { crumbs: readonly Crumb[]; children: ReactNode }) {
  const styles = useStyles2(getStyles);
  return (
    <>
      <header className={styles.bar}>
        <a href={boot.start} className={styles.home} aria-label="Home">
          <img src="/public/plugins/clew-incident-app/img/logo.svg" alt="" width={22} height={22} />
        </a>
        <nav aria-label="Breadcrumbs" className={styles.nav}>
          <ol className={styles.crumbs}>
            {crumbs.map(({ text, url }, index) => (
              <li key={`${index}-${text}`} aria-current={index === crumbs.length - 1 ? 'page' : undefined}>
                {url === undefined ? text : <a href={url}>{text}</a>}
              </li>
            ))}
          </ol>
        </nav>
        <span className={styles.note}>Workbench, not Grafana</span>
        <ThemeSwitch />
      </header>
      {children}
    </>
  );
}

function ThemeSwitch() {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const toggle = useThemeToggle();
  const label = `Switch to the ${theme.isDark ? 'light' : 'dark'} theme`;
  return (
    <button type="button" className={styles.theme} aria-label={label} title={label} onClick={toggle}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M8 1.75a6.25 6.25 0 0 1 0 12.5z" fill="currentColor" />
      </svg>
    </button>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    bar: css({
      position: 'sticky',
      top: 0,
      zIndex: theme.zIndex.navbarFixed,
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1.5),
      height: HEIGHT,
      padding: theme.spacing(0, 2),
      background: theme.colors.background.primary,
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    }),
    home: css({ display: 'flex' }),
    nav: css({ flex: 1, minWidth: 0 }),
    crumbs: css({
      display: 'flex',
      listStyle: 'none',
      margin: 0,
      overflow: 'hidden',
      whiteSpace: 'nowrap',
      '& > li': { overflow: 'hidden', textOverflow: 'ellipsis' },
      '& > li + li::before': { content: '"›"', margin: theme.spacing(0, 1), color: theme.colors.text.secondary },
      '& a': { color: theme.colors.text.secondary },
      '& a:hover': { color: theme.colors.text.primary, textDecoration: 'underline' },
    }),
    theme: css({
      display: 'flex',
      padding: theme.spacing(0.75),
      border: 'none',
      borderRadius: theme.shape.radius.default,
      background: 'transparent',
      color: theme.colors.text.secondary,
      '&:hover': { background: theme.colors.action.hover, color: theme.colors.text.primary },
    }),
    note: css({
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
      whiteSpace: 'nowrap',
      [theme.breakpoints.down('sm')]: { display: 'none' },
    }),
  };
}
