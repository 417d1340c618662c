import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import React, { type ReactNode, useId } from 'react';
import type { ReportLine } from '../../engine/correlation';
import { JoinReport } from '../JoinReport';
import { LegMark } from '../LegMark';

interface Props {
  readonly report: readonly ReportLine[];
  /** All of it in one line, the most important first. */
  readonly line: readonly string[];
  readonly open: boolean;
  readonly onToggle: (open: boolean) => void;
  /** What there is to say beside the join report: {@link FooterList}. */
  readonly children: ReactNode;
}

/** The foot of a panel: one line that opens to the join report and what else was odd. */
export function Footer({ report, line, open, onToggle, children }: Props) {
  const styles = useStyles2(getStyles);
  const bodyId = useId();
  return (
    <div className={styles.footer} data-testid="clew-footer">
      <button
        type="button"
        className={styles.summary}
        aria-expanded={open}
        aria-controls={bodyId}
        onClick={() => onToggle(!open)}
      >
        <Icon name={open ? 'angle-down' : 'angle-right'} size="sm" />
        {report.length > 0 && (
          <span className={styles.marks}>
            {report.map((leg) => (
              <LegMark key={leg.leg} state={leg.state} />
            ))}
          </span>
        )}
        <span className={styles.words}>{line.join(' · ')}</span>
      </button>
      {open && (
        <div id={bodyId} className={styles.body}>
          {report.length > 0 && <JoinReport lines={report} />}
          {children}
        </div>
      )}
    </div>
  );
}

interface ListProps {
  readonly label: string;
  readonly texts: readonly string[];
}

/** A list in an open footer; nothing where there is nothing to say. */
export function FooterList({ label, texts }: ListProps) {
  const styles = useStyles2(getStyles);
  return texts.length === 0 ? null : (
    <ul className={styles.list} aria-label={label}>
      {texts.map((text, at) => (
        <li key={`${at} ${text}`}>{text}</li>
      ))}
    </ul>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    footer: css({
      background: theme.colors.background.secondary,
      borderRadius: theme.shape.radius.default,
      flex: '0 0 auto',
      fontSize: theme.typography.bodySmall.fontSize,
      margin: theme.spacing(0.5, 0, 0),
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
    list: css({ color: theme.colors.text.secondary, listStyle: 'none', margin: theme.spacing(0.5, 0, 0) }),
  };
}
