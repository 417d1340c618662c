import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React, { memo } from 'react';
import { raw } from '../../../ui';
import { type Card, isTouched, type Phase, type PlacedNode, type RankedSuspect } from '../viewModel';
import { Line } from './Line';
import { toneOf } from './look';
import { afterText, changedText, confidenceText, firstText, phaseText, withinText } from './words';

interface Props {
  readonly box: PlacedNode;
  readonly card: Card;
  readonly phase: Phase;
  readonly chosen: boolean;
  /** The one that the Tab key stops at. */
  readonly stop: boolean;
  /** Where the replay is, between 0 and 1 of the window. */
  readonly now: number | undefined;
  readonly onChoose: (id: string) => void;
  readonly onFocus: (id: string) => void;
}

const PADDING = 10;
const LINE_HEIGHT = 26;
const QUIET_LINE_HEIGHT = 14;
/** A lower card has room for its name alone. */
const LEAST_FOR_LINE = 40;

/** A service: when it degraded and how well that is known, what changed most, and its course. */
export const ServiceCard = memo(function ServiceCard(props: Props) {
  const { box, card, phase, chosen, stop, now, onChoose, onFocus } = props;
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const fallen = phase === 'degraded' || phase === 'uncertain';
  const tone = toneOf(theme, card.severity, phase);
  const tall = box.height >= LEAST_FOR_LINE;
  const place = { left: box.x, top: box.y, width: box.width, height: box.height, borderColor: tone.border };
  return (
    <button
      type="button"
      className={classOf(styles, { card, phase, chosen, tall })}
      style={card.first !== undefined && fallen ? { ...place, background: theme.colors.error.transparent } : place}
      tabIndex={stop ? 0 : -1}
      aria-label={cardLabel(card, phase)}
      aria-pressed={chosen}
      title={card.title}
      data-testid={`clew-card ${card.title}`}
      data-service={card.id}
      data-phase={phase}
      onClick={() => onChoose(card.id)}
      onFocus={() => onFocus(card.id)}
    >
      <Badges card={card} phase={phase} />
      <Words card={card} phase={phase} ink={tone.ink} />
      {tall && !card.measured && <span>{t('cascade.card.unmeasured', 'not measured')}</span>}
      {tall && card.line !== undefined && (
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
});

interface Looks extends Pick<Props, 'card' | 'phase' | 'chosen'> {
  readonly tall: boolean;
}

/** What stands out and what recedes, beside its colours. */
function classOf(styles: ReturnType<typeof getStyles>, { card, phase, chosen, tall }: Looks): string {
  const fallen = phase === 'degraded' || phase === 'uncertain';
  return cx(
    styles.card,
    fallen ? styles.fallen : styles.quiet,
    phase === 'uncertain' && styles.uncertain,
    card.first !== undefined && fallen && styles.first,
    !tall && styles.low,
    chosen && styles.chosen
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
  const told = phase === 'degraded' ? card.told : undefined;
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
  const first = phase === 'usual' ? undefined : card.first;
  if (first === undefined && card.suspect === undefined) {
    return null;
  }
  return (
    <span className={styles.badges}>
      {first !== undefined && (
        <span className={cx(styles.badge, first === 'perhaps' && styles.perhaps)}>{firstText(first)}</span>
      )}
      {card.suspect !== undefined && (
        <span className={cx(styles.badge, styles.suspect)}>{suspectBadge(card.suspect)}</span>
      )}
    </span>
  );
}

/** Everything that the card shows, in one sentence. */
function cardLabel(card: Card, phase: Phase): string {
  const { title, measured, after, told, first, suspect } = card;
  const known = phase === 'usual' && !measured ? t('cascade.card.unmeasured', 'not measured') : phaseText(phase);
  return [
    title,
    known,
    ...(after === undefined || phase === 'usual' ? [] : [`${afterText(after)} ${withinText(after)}`]),
    ...(told === undefined || phase !== 'degraded' ? [] : [changedText(told)]),
    ...(first === undefined || phase === 'usual' ? [] : [firstText(first)]),
    ...(suspect === undefined ? [] : [suspectBadge(suspect)]),
  ].join(', ');
}

function suspectBadge({ rank, suspect }: RankedSuspect): string {
  return t(
    'cascade.card.suspect',
    'suspect {{rank}} · {{share}}',
    raw({ rank, share: confidenceText(suspect.confidence) })
  );
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
    low: css({ justifyContent: 'center', paddingBottom: 0, paddingTop: 0 }),
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
    perhaps: css({
      background: theme.colors.background.primary,
      border: `1px dashed ${theme.colors.error.border}`,
      color: theme.colors.error.text,
      lineHeight: '16px',
    }),
    suspect: css({
      background: theme.colors.background.primary,
      border: `1px solid ${theme.colors.border.strong}`,
      color: theme.colors.text.primary,
      lineHeight: '16px',
    }),
  };
}
