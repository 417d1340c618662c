import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { raw } from '../../../ui';
import type { Clocks, JudgedLog } from '../viewModel';
import { Level } from './Level';
import { findingText, signedText } from './words';

const MOST = 3;

/** What there is to know at a glance: the worst clocks, or that all agree. */
export function Summary({ clocks }: { readonly clocks: Clocks }) {
  const styles = useStyles2(getStyles);
  const nodes = clocks.nodes.filter(({ verdict }) => verdict.level !== 'info');
  const logs = clocks.logs.filter(({ verdict }) => verdict.level !== 'info');
  const findings = [
    ...nodes.map((node) => ({ level: node.verdict.level, text: findingText(node) })),
    ...logs.map((log) => ({ level: log.verdict.level, text: logText(log) })),
  ];
  const rest = findings.length - MOST;
  return (
    <div className={styles.summary} data-testid="clew-summary">
      {findings.length === 0 && (
        <span>
          {clocks.nodes.length === 0
            ? t('clockskew.summary.none', 'No two clocks can be compared')
            : t('clockskew.summary.fine', 'No clock of {{count}} is known to be beyond the threshold', {
                count: clocks.nodes.length,
              })}
        </span>
      )}
      {findings.slice(0, MOST).map(({ level, text }) => (
        <span key={text}>
          <b>{text}</b> <Level level={level} />
        </span>
      ))}
      {rest > 0 && <span>{t('clockskew.summary.more', 'and {{count}} more', { count: rest })}</span>}
    </div>
  );
}

function logText({ clock }: JudgedLog): string {
  const { service, hours, offset } = clock;
  return hours === undefined
    ? t(
        'clockskew.summary.log',
        'Log lines of {{service}} are off by {{offset}}',
        raw({ service, offset: signedText(offset) })
      )
    : t(
        'clockskew.summary.zone',
        'Log lines of {{service}} are stamped {{hours}} h off: a time zone',
        raw({ service, hours: `${hours < 0 ? '−' : '+'}${Math.abs(hours)}` })
      );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    summary: css({
      alignItems: 'baseline',
      color: theme.colors.text.secondary,
      display: 'flex',
      flex: '1 1 260px',
      flexWrap: 'wrap',
      fontSize: theme.typography.bodySmall.fontSize,
      gap: theme.spacing(0, 2),
      maxHeight: 40,
      overflow: 'hidden',
      '& b': { color: theme.colors.text.primary, fontWeight: theme.typography.fontWeightMedium },
    }),
  };
}
