import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import type { PlacedEdge } from '../viewModel';
import { GUESSED } from './Arrow';

interface Props {
  readonly edges: readonly PlacedEdge[];
}

/** What the arrows of the drawing mean: those that there are. */
export function Legend({ edges }: Props) {
  const styles = useStyles2(getStyles);
  const bases = new Set(edges.map(({ edge }) => edge.propagation[0]?.basis));
  return (
    <span className={styles.legend}>
      {bases.has('intervals') && <Line text={t('cascade.legend.trouble', 'trouble, the way it went')} />}
      {bases.has('calls') && (
        <Line
          text={t('cascade.legend.guessed', 'at the same time: the way is told by the call alone')}
          dashes={GUESSED}
        />
      )}
    </span>
  );
}

function Line({ text, dashes }: { readonly text: string; readonly dashes?: string }) {
  return (
    <span>
      <svg width={24} height={8} aria-hidden="true">
        <path d="M0,4H24" strokeDasharray={dashes} />
      </svg>{' '}
      {text}
    </span>
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
      '& svg': { stroke: theme.colors.error.border, strokeWidth: 2.5, verticalAlign: 'middle' },
    }),
  };
}
