import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, type IconName, useStyles2 } from '@grafana/ui';
import React from 'react';
import type { BreakerFinding } from '../../../engine/breaker';
import type { FindingSeverity } from '../../../engine/finding';
import { breakerText, evidenceLinks, Links, raw, type TraceSource } from '../../../ui';
import { confidenceText } from './words';

const ICONS: Readonly<Record<FindingSeverity, IconName>> = {
  info: 'info-circle',
  warning: 'exclamation-triangle',
  critical: 'exclamation-circle',
};

interface Props {
  readonly findings: readonly BreakerFinding[];
  readonly source: TraceSource;
}

/** What a person should know, with how sure it is and the way to its traces. */
export function Findings({ findings, source }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.list} data-testid="clew-findings">
      {findings.map((finding, at) => (
        <li key={at} className={styles.item}>
          <span className={styles[finding.severity]}>
            <Icon name={ICONS[finding.severity]} size="sm" />
            <span className="sr-only">{severityText(finding.severity)}</span>
          </span>
          <span>
            {breakerText(finding.message)}{' '}
            <span className={styles.quiet}>
              {t(
                'breaker.finding.confidence',
                'confidence {{confidence}}',
                raw({ confidence: confidenceText(finding) })
              )}
            </span>{' '}
            <Links links={evidenceLinks(finding.evidence, source)} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function severityText(severity: FindingSeverity): string {
  switch (severity) {
    case 'info':
      return t('breaker.finding.info', 'For information:');
    case 'warning':
      return t('breaker.finding.warning', 'Warning:');
    case 'critical':
      return t('breaker.finding.critical', 'Critical:');
  }
}

function getStyles(theme: GrafanaTheme2) {
  return {
    list: css({ fontSize: theme.typography.bodySmall.fontSize, listStyle: 'none', margin: 0 }),
    item: css({ display: 'flex', gap: theme.spacing(0.75), padding: theme.spacing(0.25, 0) }),
    info: css({ color: theme.colors.text.secondary }),
    warning: css({ color: theme.colors.warning.text }),
    critical: css({ color: theme.colors.error.text }),
    quiet: css({ color: theme.colors.text.secondary }),
  };
}
