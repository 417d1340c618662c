import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import type { PlacedEdge } from '../viewModel';
import { GUESSED } from './Arrow';

interface Props {
  readonly edges: readonly PlacedEdge[];
  /** Whether a moment before the end is shown: then some services may be degrading. */
  readonly replaying: boolean;
}

/** What the lines of the drawing mean: those that there are. */
export function Legend({ edges, replaying }: Props) {
  const styles = useStyles2(getStyles);
  const spread = edges.flatMap(({ edge }) => edge.propagation.slice(0, 1));
  const known = spread.some(({ basis }) => basis === 'intervals');
  const guessed = spread.some(({ basis }) => basis === 'calls');
  if (edges.length === 0) {
    return null;
  }
  return (
    <ul className={styles.legend} aria-label={t('cascade.legend.label', 'What the lines mean')}>
      {known && (
        <li>
          <Stroke className={styles.trouble} /> {t('cascade.legend.trouble', 'trouble, the way it went')}
        </li>
      )}
      {guessed && (
        <li>
          <Stroke className={styles.trouble} dashes={GUESSED} />{' '}
          {t('cascade.legend.guessed', 'at the same time: the way is told by the call alone')}
        </li>
      )}
      <li>
        <Stroke className={styles.call} /> {t('cascade.legend.call', 'call')}
      </li>
      {replaying && (
        <li>
          <span className={styles.box} aria-hidden="true" /> {t('cascade.phase.uncertain', 'may be degrading')}
        </li>
      )}
    </ul>
  );
}

function Stroke({ className, dashes }: { readonly className: string; readonly dashes?: string }) {
  return (
    <svg className={className} width={24} height={8} aria-hidden="true">
      <line x1={0} x2={24} y1={4} y2={4} strokeDasharray={dashes} />
    </svg>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    legend: css({
      color: theme.colors.text.secondary,
      display: 'flex',
      flexWrap: 'wrap',
      fontSize: theme.typography.bodySmall.fontSize,
      gap: theme.spacing(0, 2),
      listStyle: 'none',
      '& svg': { verticalAlign: 'middle' },
    }),
    trouble: css({ stroke: theme.colors.error.border, strokeWidth: 2.5 }),
    call: css({ stroke: theme.colors.border.strong, strokeWidth: 1 }),
    box: css({
      border: `1.5px dashed ${theme.colors.error.border}`,
      borderRadius: theme.shape.radius.default,
      display: 'inline-block',
      height: 12,
      verticalAlign: 'middle',
      width: 20,
    }),
  };
}
