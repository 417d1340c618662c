import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';
import type { ReportLine } from '../../../engine/correlation';
import type { Problem } from '../../../engine/result';
import { JoinReport, LegMark, legTone, reportText } from '../../../ui';
import { oddText } from './words';

interface Props {
  /** What was read from where. */
  readonly summary: string;
  /** What failed: they are never folded away. */
  readonly troubles: readonly string[];
  /** What must be known of it, each in a few words. */
  readonly notes: readonly string[];
  readonly problems: readonly Problem[];
  readonly report: readonly ReportLine[];
  readonly open: boolean | undefined;
  readonly onToggle: (open: boolean) => void;
}

/** What was read from where, and what was odd: one line, or all of it. */
export function Footer({ summary, troubles, notes, problems, report, open, onToggle }: Props) {
  const styles = useStyles2(getStyles);
  const bodyId = useId();
  const legs = report.filter(({ state }) => legTone(state) === 'bad' || legTone(state) === 'warn');
  const failed = [...troubles, ...legs.map((leg) => `${leg.source}: ${reportText(leg)}`)];
  const more = [...notes, ...problems.map(oddText)];
  const shown = open ?? failed.length > 0;
  const all = [...failed, ...more];
  return (
    <div className={styles.footer} data-testid="clew-footer">
      <button
        type="button"
        className={styles.summary}
        aria-expanded={shown}
        aria-controls={bodyId}
        onClick={() => onToggle(!shown)}
      >
        <Icon name={shown ? 'angle-down' : 'angle-right'} size="sm" />
        {report.length > 0 && (
          <span className={styles.marks}>
            {report.map((leg) => (
              <LegMark key={leg.leg} state={leg.state} />
            ))}
          </span>
        )}
        <span className={styles.words}>{[summary, ...(all.length > 0 ? all : [nothing()])].join(' · ')}</span>
      </button>
      {shown && (
        <div id={bodyId} className={styles.body}>
          {report.length > 0 && <JoinReport lines={report} />}
          <ul className={styles.notes} aria-label={t('breaker.footer.notes', 'What was odd')}>
            {(all.length > 0 ? all : [nothing()]).map((text, at) => (
              <li key={`${at} ${text}`}>{text}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function nothing(): string {
  return t('breaker.footer.nothing', 'nothing left out');
}

function getStyles(theme: GrafanaTheme2) {
  return {
    footer: css({
      background: theme.colors.background.secondary,
      borderRadius: theme.shape.radius.default,
      flex: '0 0 auto',
      fontSize: theme.typography.bodySmall.fontSize,
    }),
    summary: css({
      alignItems: 'center',
      background: 'none',
      border: 'none',
      color: theme.colors.text.secondary,
      display: 'flex',
      fontSize: 'inherit',
      gap: theme.spacing(0.75),
      padding: theme.spacing(0.25, 0.75),
      textAlign: 'left',
      width: '100%',
      '&:hover': { color: theme.colors.text.primary },
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    }),
    marks: css({ flex: '0 0 auto' }),
    words: css({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
    body: css({ maxHeight: 130, overflow: 'auto', padding: theme.spacing(0, 1.5, 0.75) }),
    notes: css({ color: theme.colors.text.secondary, listStyle: 'none', margin: 0 }),
  };
}
