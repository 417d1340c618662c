import { css } from '@emotion/css';
import { dateTimeFormat, type GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { investigateAddress } from '../../../engine/address';
import { raw } from '../../../ui';
import type { Search } from './find';
import type { Failure } from './read';

const MOST_ALTERNATIVES = 10;

interface Props {
  readonly service: string;
  readonly source: string;
  readonly range: { readonly from: string; readonly to: string };
  readonly search: Search;
  readonly newest: Failure;
}

/** Which request was opened, by which question it was found, and what else that question found. */
export function Opened({ service, source, range, search, newest }: Props) {
  const styles = useStyles2(getStyles);
  const others = search.failures.slice(1, MOST_ALTERNATIVES + 1);
  const answered = search.tried.at(-1);
  const before = search.tried.slice(0, -1);
  return (
    <section aria-labelledby="clew-opened" className={styles.box}>
      <h2 id="clew-opened" className={styles.title}>
        {t(
          'investigate.opened.title',
          'The newest failing request of {{service}}: {{text}}',
          raw({ service, text: newest.text })
        )}
      </h2>
      <p className={styles.facts}>
        {timeOf(newest)} {newest.id}
      </p>
      <p className={styles.facts}>
        {t('investigate.opened.how', 'The newest of {{count}} that {{source}} found with', {
          ...raw({ source: answered?.source ?? '' }),
          count: search.failures.length,
          defaultValue_one: 'The only one that {{source}} found with',
        })}{' '}
        <code>{answered?.query}</code>
      </p>
      {before.length > 0 && (
        <p className={styles.facts}>
          {t('investigate.opened.before', 'Asked before, without an answer: {{sources}}', {
            ...raw({
              sources: before
                .map(({ source: name, error }) => (error === undefined ? name : `${name} (${error})`))
                .join(', '),
            }),
          })}
        </p>
      )}
      {others.length > 0 && (
        <details>
          <summary>
            {t('investigate.opened.others', '{{count}} other failing requests', {
              count: others.length,
              defaultValue_one: '{{count}} other failing request',
            })}
          </summary>
          <ul className={styles.list}>
            {others.map((other) => (
              <li key={`${other.key} ${other.id}`}>
                <TextLink href={investigateAddress({ key: other.key, id: other.id, source, ...range })}>
                  {other.id}
                </TextLink>
                <span className={styles.facts}>
                  {timeOf(other)} {other.text}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function timeOf({ time }: Failure): string {
  return time === undefined
    ? t('investigate.opened.no-time', 'at an unknown time')
    : dateTimeFormat(time, { format: 'YYYY-MM-DD HH:mm:ss.SSS' });
}

function getStyles(theme: GrafanaTheme2) {
  return {
    box: css({ marginBottom: theme.spacing(2), overflowWrap: 'anywhere', '& p': { margin: 0 } }),
    title: css({ fontSize: theme.typography.h5.fontSize, marginBottom: theme.spacing(0.5) }),
    facts: css({ color: theme.colors.text.secondary }),
    list: css({
      listStyle: 'none',
      '& > li': { display: 'flex', flexWrap: 'wrap', columnGap: theme.spacing(2), padding: theme.spacing(0.25, 0) },
    }),
  };
}
