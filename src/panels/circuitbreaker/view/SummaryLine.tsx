import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React, { type ReactNode } from 'react';
import { raw } from '../../../ui';
import type { Summary } from '../viewModel';
import type { Look } from './look';
import { StateGlyph } from './StateGlyph';
import { stateText } from './words';

interface Props {
  readonly summary: Summary;
  readonly look: Look;
}

const TOLD = ['open', 'forced', 'half-open', 'disabled', 'unknown'] as const;

/** What there is to know at a glance: `1 open now · 1 missing · 9 changes`. */
export function SummaryLine({ summary, look }: Props) {
  const styles = useStyles2(getStyles);
  const { breakers, now, missing, flapping, changes } = summary;
  const troubled = TOLD.filter((state) => now[state] > 0);
  return (
    <div className={styles.line} data-testid="clew-summary">
      {troubled.map((state) => (
        <Item key={state} glyph={<StateGlyph state={state} look={look} size={11} />}>
          {t('breaker.summary.now', '{{amount}} {{state}} now', raw({ amount: now[state], state: stateText(state) }))}
        </Item>
      ))}
      {troubled.length === 0 && breakers > 0 && (
        <Item glyph={<StateGlyph state="closed" look={look} size={11} />}>
          {t('breaker.summary.closed', 'all {{count}} closed now', { count: breakers, defaultValue_one: 'closed now' })}
        </Item>
      )}
      {flapping > 0 && <Item>{t('breaker.summary.flapping', '{{count}} flapping', { count: flapping })}</Item>}
      {missing > 0 && (
        <Item glyph={<StateGlyph state="open" basis="shadow" look={look} size={11} />}>
          {t('breaker.summary.missing', '{{count}} missing', { count: missing })}
        </Item>
      )}
      <span>
        {t('breaker.summary.changes', '{{count}} changes', { count: changes, defaultValue_one: 'one change' })}
      </span>
    </div>
  );
}

function Item({ glyph, children }: { readonly glyph?: ReactNode; readonly children: ReactNode }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.item}>
      {glyph}
      <b>{children}</b>
    </span>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    line: css({
      alignItems: 'center',
      color: theme.colors.text.secondary,
      display: 'flex',
      flex: '1 1 200px',
      flexWrap: 'wrap',
      fontSize: theme.typography.bodySmall.fontSize,
      gap: theme.spacing(0, 2),
      '& b': { color: theme.colors.text.primary, fontWeight: theme.typography.fontWeightMedium },
    }),
    item: css({ alignItems: 'center', display: 'flex', gap: theme.spacing(0.5) }),
  };
}
