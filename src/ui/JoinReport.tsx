import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import type { ReportLine } from '../engine/correlation';
import { formatLength } from './format';
import { LegMark } from './LegMark';
import { remedyText, reportText, signalText } from './messages';
import { nanosFromMs } from '../engine/units';

interface Props {
  readonly lines: readonly ReportLine[];
}

/** The join report: one line a leg, with its state, what it says, what to do, and what it contributed. */
export function JoinReport({ lines }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.list} aria-label={t('ui.join-report.label', 'Join report')}>
      {lines.map((line) => (
        <li key={line.leg} className={styles.line} data-testid={`clew-leg ${line.leg}`}>
          <LegMark state={line.state} />
          <span className={styles.source}>{`${signalText(line.signal)} · ${line.source}`}</span>
          <span className={styles.words}>
            {reportText(line)}
            <Remedy line={line} />
          </span>
          <span className={styles.figures}>{figures(line)}</span>
        </li>
      ))}
    </ul>
  );
}

function Remedy({ line }: { readonly line: ReportLine }) {
  const styles = useStyles2(getStyles);
  const remedy = remedyText(line.message, line.params);
  return remedy === undefined ? null : <span className={styles.remedy}>{` → ${remedy}`}</span>;
}

function figures({ rows, elapsedMs }: ReportLine): string {
  const count = t('ui.join-report.rows', '{{count}} rows', { count: rows, defaultValue_one: 'one row' });
  return elapsedMs === undefined ? count : `${count} · ${formatLength(nanosFromMs(elapsedMs))}`;
}

function getStyles(theme: GrafanaTheme2) {
  return {
    list: css({ listStyle: 'none', margin: 0, padding: 0 }),
    line: css({
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0, 1),
      padding: theme.spacing(0.25, 0),
      fontSize: theme.typography.bodySmall.fontSize,
    }),
    source: css({ color: theme.colors.text.primary, minWidth: 150 }),
    words: css({ color: theme.colors.text.secondary, flex: '1 1 240px' }),
    remedy: css({ color: theme.colors.text.primary }),
    figures: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
  };
}
