import React from 'react';
import { css } from '@emotion/css';
import { type GrafanaTheme2, PageLayoutType, usePluginContext } from '@grafana/data';
import type { PluginPageProps } from '@grafana/runtime';
import { useStyles2 } from '@grafana/ui';
import { useLocation } from 'react-router';
import { pageName } from './pageName';

/** What an app's page is laid out in: title, subtitle, facts and actions, then the page. */
export function PluginPage({ pageNav, renderTitle, subTitle, info = [], actions, children, layout }: PluginPageProps) {
  const styles = useStyles2(getStyles);
  const meta = usePluginContext()?.meta;
  const { pathname } = useLocation();
  if (layout === PageLayoutType.Canvas || layout === PageLayoutType.Custom) {
    return <div className={layout === PageLayoutType.Canvas ? styles.page : undefined}>{children}</div>;
  }
  const below = subTitle ?? pageNav?.subTitle;
  return (
    <main className={styles.page}>
      <div className={styles.header}>
        <Heading
          title={pageNav?.text ?? pageName(meta, pathname) ?? meta?.name ?? ''}
          renderTitle={renderTitle}
          below={below}
        />
        {info.map(({ label, value }) => (
          <div key={label}>
            <div className={styles.subTitle}>{label}</div>
            {value}
          </div>
        ))}
        {actions}
      </div>
      {children}
    </main>
  );
}

interface HeadingProps extends Pick<PluginPageProps, 'renderTitle'> {
  readonly title: string;
  readonly below: React.ReactNode;
}

function Heading({ title, renderTitle, below }: HeadingProps) {
  const styles = useStyles2(getStyles);
  return (
    <div>
      {renderTitle?.(title) ?? <h1>{title}</h1>}
      {below === undefined ? undefined : <div className={styles.subTitle}>{below}</div>}
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    page: css({
      padding: theme.spacing(2),
      [theme.breakpoints.up('md')]: { padding: theme.spacing(4) },
    }),
    header: css({
      display: 'flex',
      flexWrap: 'wrap',
      justifyContent: 'space-between',
      gap: theme.spacing(2),
      marginBottom: theme.spacing(3),
      '& h1': { margin: 0 },
    }),
    subTitle: css({ color: theme.colors.text.secondary }),
  };
}
