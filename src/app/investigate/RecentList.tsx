import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Button, TextLink, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { timelineAddress } from './address';
import { forgetInvestigations, type Investigation, recentInvestigations } from './recent';

/** The last investigations of this browser. */
export function RecentList() {
  const styles = useStyles2(getStyles);
  const [recent, setRecent] = useState(() => recentInvestigations(window.localStorage));
  if (recent.length === 0) {
    return <></>;
  }
  const forget = () => {
    forgetInvestigations(window.localStorage);
    setRecent([]);
  };
  return (
    <section aria-labelledby="clew-recent" className={styles.section}>
      <h2 id="clew-recent" className={styles.heading}>
        {t('investigate.recent.heading', 'Recent in this browser')}
      </h2>
      <ul className={styles.list}>
        {recent.map((one) => (
          <li key={`${one.key} ${one.id}`} className={styles.row}>
            <TextLink href={timelineAddress(one)}>{one.id}</TextLink>
            <span className={styles.facts}>{factsOf(one)}</span>
          </li>
        ))}
      </ul>
      <Button variant="secondary" size="sm" fill="text" onClick={forget}>
        {t('investigate.recent.forget', 'Forget these')}
      </Button>
    </section>
  );
}

function factsOf({ key, from, to }: Investigation): string {
  const moment = (text: string) => (/^\d+$/.test(text) ? dateTimeFormat(Number(text)) : text);
  return t('investigate.recent.facts', '{{key}}, {{from}} to {{to}}', { key, from: moment(from), to: moment(to) });
}

function getStyles(theme: GrafanaTheme2) {
  return {
    section: css({ marginTop: theme.spacing(5) }),
    heading: css({ fontSize: theme.typography.h4.fontSize, marginBottom: theme.spacing(1) }),
    list: css({ listStyle: 'none' }),
    row: css({
      display: 'flex',
      flexWrap: 'wrap',
      columnGap: theme.spacing(2),
      padding: theme.spacing(0.5, 0),
      overflowWrap: 'anywhere',
    }),
    facts: css({ color: theme.colors.text.secondary }),
  };
}
