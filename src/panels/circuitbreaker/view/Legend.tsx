import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React, { type ReactNode, useMemo } from 'react';
import type { BreakerState } from '../../../engine/breaker';
import type { Lane } from '../viewModel';
import type { Look } from './look';
import { StateGlyph } from './StateGlyph';
import { stateText } from './words';

interface Props {
  readonly lanes: readonly Lane[];
  readonly look: Look;
  readonly calls: boolean;
}

const ORDER: readonly BreakerState[] = ['closed', 'open', 'half-open', 'forced', 'disabled', 'unknown'];

/** The shapes that are on the screen, and no others. */
export function Legend({ lanes, look, calls }: Props) {
  const styles = useStyles2(getStyles);
  const seen = useMemo(() => shapesOf(lanes), [lanes]);
  return (
    <div className={styles.legend} data-testid="clew-legend">
      {ORDER.filter((state) => seen.states.has(state)).map((state) => (
        <Entry key={state} glyph={<StateGlyph state={state} look={look} size={11} />}>
          {look.state(state).text ?? stateText(state)}
        </Entry>
      ))}
      {seen.inferred && (
        <Entry glyph={<StateGlyph state="open" basis="inferred" look={look} size={11} />}>
          {t('breaker.legend.inferred', 'hatched: inferred from spans')}
        </Entry>
      )}
      {seen.shadow && (
        <Entry glyph={<StateGlyph state="open" basis="shadow" look={look} size={11} />}>
          {t('breaker.legend.shadow', 'dashed: no breaker, what one would have done')}
        </Entry>
      )}
      {calls && (
        <>
          <Entry glyph={<Stroke colour={look.failures} />}>{t('breaker.legend.failures', 'share that failed')}</Entry>
          {seen.rejected && (
            <Entry glyph={<Bars colour={look.rejected} />}>
              {t('breaker.legend.rejected', 'share that was rejected')}
            </Entry>
          )}
        </>
      )}
    </div>
  );
}

function shapesOf(lanes: readonly Lane[]) {
  const real = lanes.filter(({ breaker }) => breaker.basis !== 'shadow');
  return {
    rejected: lanes.some(({ totals }) => (totals.rejected ?? 0) > 0),
    states: new Set(real.flatMap(({ breaker }) => breaker.intervals.map(({ state }) => state))),
    inferred: lanes.some(({ breaker }) => breaker.basis === 'inferred'),
    shadow: lanes.some(({ breaker }) => breaker.basis === 'shadow'),
  };
}

function Entry({ glyph, children }: { readonly glyph: ReactNode; readonly children: ReactNode }) {
  const styles = useStyles2(getStyles);
  return (
    <span className={styles.entry}>
      {glyph}
      {children}
    </span>
  );
}

function Stroke({ colour }: { readonly colour: string }) {
  return (
    <svg width={14} height={11} aria-hidden="true">
      <path d="M0 9L5 8L9 2L14 3" fill="none" stroke={colour} strokeWidth={1.5} />
    </svg>
  );
}

function Bars({ colour }: { readonly colour: string }) {
  return (
    <svg width={14} height={11} aria-hidden="true">
      <path d="M2 11V6M6 11V2M10 11V4" stroke={colour} strokeWidth={3} />
    </svg>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    legend: css({
      color: theme.colors.text.secondary,
      display: 'flex',
      flex: '0 0 auto',
      flexWrap: 'wrap',
      fontSize: theme.typography.bodySmall.fontSize,
      gap: theme.spacing(0, 2),
    }),
    entry: css({ alignItems: 'center', display: 'flex', gap: theme.spacing(0.75), whiteSpace: 'nowrap' }),
  };
}
