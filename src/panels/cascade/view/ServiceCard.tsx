import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';
import { raw } from '../../../ui';
import { type Card, isTouched, type Phase, type PlacedNode } from '../viewModel';
import { Line } from './Line';
import { toneOf } from './look';
import { afterText, changedText, phaseText, confidenceText, withinText } from './words';

interface Props {
  readonly box: PlacedNode;
  readonly card: Card;
  readonly phase: Phase;
  readonly chosen: boolean;
  /** The one that the Tab key stops at. */
  readonly stop: boolean;
  /** Where the replay is, between 0 and 1 of the window. */
  readonly now: number | undefined;
  readonly onChoose: () => void;
  readonly onFocus: () => void;
}

const PADDING = 10;
const LINE_HEIGHT = 26;
const QUIET_LINE_HEIGHT = 14;

/** A service: when it degraded and how well that is known, what changed most, and its course. */
export function ServiceCard({ box, card, phase, chosen, stop, now, onChoose, onFocus }: Props) {
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const fallen = phase === 'degraded' || phase === 'uncertain';
  const tone = toneOf(theme, card.severity, phase);
  const place = { left: box.x, top: box.y, width: box.width, height: box.height, borderColor: tone.border };
  return (
    <button
      type="button"
      className={cx(
        styles.card,
        fallen && styles.fallen,
        phase === 'uncertain' && styles.uncertain,
        !fallen && styles.quiet,
        card.first && fallen && styles.first,
        chosen && styles.chosen
      )}
      style={card.first && fallen ? { ...place, background: theme.colors.error.transparent } : place}
      tabIndex={stop ? 0 : -1}
      aria-label={cardLabel(card, phase)}
      aria-pressed={chosen}
      data-testid={`clew-card ${card.title}`}
      data-service={card.id}
      data-phase={phase}
      onClick={onChoose}
      onFocus={onFocus}
    >
      <Badges card={card} phase={phase} />
      <Words card={card} phase={phase} ink={tone.ink} />
      {card.line !== undefined && (
        <span className={styles.line}>
          <Line
            spark={card.line}
            width={box.width - 2 * PADDING}
            height={isTouched(card) ? LINE_HEIGHT : QUIET_LINE_HEIGHT}
            colour={tone.line}
            now={now}
          />
        </span>
      )}
    </button>
  );
}

interface WordsProps {
  readonly card: Card;
  readonly phase: Phase;
  readonly ink: string;
}

/** Its name and when it degraded; what changed and how well the moment is known. */
function Words({ card, phase, ink }: WordsProps) {
  const styles = useStyles2(getStyles);
  const after = phase === 'usual' ? undefined : card.after;
  const told = phase === 'usual' ? undefined : card.told;
  return (
    <>
      <span className={styles.row}>
        <span className={styles.name}>{card.title}</span>
        {after !== undefined && (
          <span className={styles.after} style={{ color: ink }}>
            {afterText(after)}
          </span>
        )}
      </span>
      {isTouched(card) && (
        <span className={styles.row}>
          <span className={styles.told}>{told === undefined ? phaseText(phase) : changedText(told)}</span>
          {after !== undefined && <span className={styles.within}>{withinText(after)}</span>}
        </span>
      )}
    </>
  );
}

function Badges({ card, phase }: { readonly card: Card; readonly phase: Phase }) {
  const styles = useStyles2(getStyles);
  const first = card.first && phase !== 'usual';
  if (!first && card.suspect === undefined) {
    return null;
  }
  return (
    <span className={styles.badges}>
      {first && <span className={styles.badge}>{t('cascade.card.first', 'first to degrade')}</span>}
      {card.suspect !== undefined && (
        <span className={cx(styles.badge, styles.suspect)}>
          {t(
            'cascade.card.suspect',
            'suspect {{rank}} · {{share}}',
            raw({ rank: card.suspect.rank, share: confidenceText(card.suspect.suspect.confidence) })
          )}
        </span>
      )}
    </span>
  );
}

/** Everything that the card shows, in one sentence. */
function cardLabel({ title, after, told, first, suspect }: Card, phase: Phase): string {
  return [
    title,
    phaseText(phase),
    ...(after === undefined || phase === 'usual' ? [] : [`${afterText(after)} ${withinText(after)}`]),
    ...(told === undefined || phase === 'usual' ? [] : [changedText(told)]),
    ...(first && phase !== 'usual' ? [t('cascade.card.first', 'first to degrade')] : []),
    ...(suspect === undefined
      ? []
      : [
          t(
            'cascade.card.suspect',
            'suspect {{rank}} · {{share}}',
            raw({ rank: suspect.rank, share: confidenceText(suspect.suspect.confidence) })
          ),
        ]),
  ].join(', ');
}

function getStyles(theme: GrafanaTheme2) {
  return {
    card: css({
      background: theme.colors.background.secondary,
      borderRadius: theme.shape.radius.default,
      borderStyle: 'solid',
      borderWidth: 1,
      color: theme.colors.text.primary,
      display: 'flex',
      flexDirection: 'column',
      fontSize: theme.typography.bodySmall.fontSize,
      padding: `6px ${PADDING - 1}px`,
      position: 'absolute',
      textAlign: 'left',
      '&:hover': { background: theme.colors.emphasize(theme.colors.background.secondary, 0.03) },
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 2 },
    }),
    fallen: css({ borderWidth: 1.5 }),
    uncertain: css({ borderStyle: 'dashed' }),
    quiet: css({ color: theme.colors.text.secondary }),
    first: css({ borderWidth: 3, padding: `4.5px ${PADDING - 3}px` }),
    chosen: css({ boxShadow: `0 0 0 2px ${theme.colors.primary.border}` }),
    row: css({ alignItems: 'baseline', display: 'flex', gap: theme.spacing(0.75), width: '100%' }),
    name: css({
      flex: '1 1 auto',
      fontSize: theme.typography.body.fontSize,
      fontWeight: theme.typography.fontWeightMedium,
      overflow: 'hidden',
      textOverflow: 'ellipsis',
      whiteSpace: 'nowrap',
    }),
    after: css({ flex: '0 0 auto', fontVariantNumeric: 'tabular-nums', fontWeight: theme.typography.fontWeightBold }),
    told: css({ flex: '1 1 auto', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
    within: css({ color: theme.colors.text.secondary, flex: '0 0 auto', fontVariantNumeric: 'tabular-nums' }),
    line: css({ lineHeight: 0, marginTop: 'auto' }),
    badges: css({
      bottom: '100%',
      display: 'flex',
      gap: 4,
      left: 0,
      marginBottom: 3,
      position: 'absolute',
      whiteSpace: 'nowrap',
    }),
    badge: css({
      background: theme.colors.error.main,
      borderRadius: theme.shape.radius.pill,
      color: theme.colors.error.contrastText,
      fontSize: 11,
      fontWeight: theme.typography.fontWeightMedium,
      lineHeight: '18px',
      padding: '0 8px',
    }),
    suspect: css({
      background: theme.colors.background.primary,
      border: `1px solid ${theme.colors.border.strong}`,
      color: theme.colors.text.primary,
      lineHeight: '16px',
    }),
  };
}
