import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { raw, suspectText } from '../../../ui';
import type { RankedSuspect } from '../viewModel';
import type { ViewProps } from './viewProps';
import { faultText, confidenceText } from './words';

/** Who is to blame, with the strongest evidence against each: likeliest first. */
export function Suspects({ cards, settled, onChoose }: ViewProps) {
  const styles = useStyles2(getStyles);
  const title = settled
    ? t('cascade.suspects.title', 'Suspects')
    : t('cascade.suspects.so-far', 'Suspects so far: not every source has answered');
  return (
    <section className={styles.part} aria-label={title} data-testid="clew-suspects">
      <h6 className={styles.title}>{title}</h6>
      <ol className={styles.list}>
        {cards.suspects.map((one) => (
          <li key={one.rank}>
            <Row one={one} onChoose={() => onChoose(serviceOf(one, cards))} />
          </li>
        ))}
      </ol>
    </section>
  );
}

function Row({ one: { rank, suspect }, onChoose }: { readonly one: RankedSuspect; readonly onChoose: () => void }) {
  const styles = useStyles2(getStyles);
  const [evidence] = suspect.evidence;
  const place = [suspect.instance, suspect.operation].filter((part) => part !== undefined).join(' · ');
  return (
    <button type="button" className={styles.row} onClick={onChoose}>
      <span className={styles.rank}>{rank}</span>
      <span className={styles.words}>
        <span className={styles.name}>{suspect.service}</span>{' '}
        <span className={styles.quiet}>
          {faultText(suspect.kind)}
          {place !== '' && ` · ${place}`}
        </span>
        {evidence !== undefined && <span className={styles.evidence}>{suspectText(evidence)}</span>}
      </span>
      <span className={styles.share} title={t('cascade.suspects.confidence', 'How likely it is the one to blame')}>
        {t('cascade.suspects.share', '{{share}}', raw({ share: confidenceText(suspect.confidence) }))}
      </span>
    </button>
  );
}

/** The card of a suspect: its key may have the namespace that the suspect's name has not. */
function serviceOf({ rank }: RankedSuspect, { cards }: ViewProps['cards']): string | undefined {
  return cards.find(({ suspect }) => suspect?.rank === rank)?.id;
}

function getStyles(theme: GrafanaTheme2) {
  return {
    part: css({ fontSize: theme.typography.bodySmall.fontSize }),
    title: css({
      fontSize: theme.typography.bodySmall.fontSize,
      fontWeight: theme.typography.fontWeightMedium,
      margin: 0,
    }),
    list: css({
      columnGap: theme.spacing(2),
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 240px), 1fr))',
      listStyle: 'none',
      margin: 0,
      padding: 0,
    }),
    row: css({
      alignItems: 'baseline',
      background: 'none',
      border: 'none',
      borderRadius: theme.shape.radius.default,
      color: 'inherit',
      display: 'flex',
      gap: theme.spacing(1),
      padding: theme.spacing(0.5, 0.5),
      textAlign: 'left',
      width: '100%',
      '&:hover': { background: theme.colors.action.hover },
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    }),
    rank: css({ color: theme.colors.text.secondary, fontVariantNumeric: 'tabular-nums' }),
    words: css({ flex: '1 1 auto', minWidth: 0 }),
    name: css({ fontSize: theme.typography.body.fontSize, fontWeight: theme.typography.fontWeightMedium }),
    quiet: css({ color: theme.colors.text.secondary }),
    evidence: css({ color: theme.colors.text.secondary, display: 'block', overflowWrap: 'anywhere' }),
    share: css({
      flex: '0 0 auto',
      fontVariantNumeric: 'tabular-nums',
      fontWeight: theme.typography.fontWeightMedium,
    }),
  };
}
