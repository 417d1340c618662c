import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { InvestigateForm } from './InvestigateForm';
import { RecentList } from './RecentList';
import { SourceStatus } from './SourceStatus';
import type { ClewSource } from './sources';

/** Where an investigation starts without a link: an ID, and what it can be looked up in. */
export function Start({ sources }: { readonly sources: readonly ClewSource[] }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.columns}>
      <div>
        <InvestigateForm sources={sources} />
        <RecentList />
      </div>
      <section aria-labelledby="clew-sources">
        <h2 id="clew-sources" className={styles.heading}>
          {t('investigate.sources.heading', 'What is asked')}
        </h2>
        {sources.map((source) => (
          <SourceStatus key={source.uid} source={source} />
        ))}
      </section>
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    columns: css({
      display: 'grid',
      gap: theme.spacing(5),
      gridTemplateColumns: 'minmax(0, 1fr)',
      [theme.breakpoints.up('lg')]: { gridTemplateColumns: 'minmax(0, 560px) minmax(0, 440px)' },
    }),
    heading: css({ fontSize: theme.typography.h4.fontSize, marginBottom: theme.spacing(2) }),
  };
}
