import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React from 'react';
import { suspectText } from '../../../ui';
import type { RankedSuspect } from '../viewModel';
import { partStyles } from './partStyles';
import type { ViewProps } from './viewProps';
import { confidenceText, faultText } from './words';

/** Who is to blame, with the strongest evidence against each: likeliest first. */
export function Suspects({ cards, settled, onChoose }: ViewProps) {
  const styles = useStyles2(partStyles);
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
  const { quiet } = useStyles2(partStyles);
  const { row } = useStyles2(getStyles);
  const [evidence] = suspect.evidence;
  const place = [faultText(suspect.kind), suspect.instance, suspect.operation].filter((part) => part !== undefined);
  return (
    <button type="button" className={row} onClick={onChoose}>
      <span className={quiet}>{rank}</span>
      <span>
        <b>{suspect.service}</b> <span className={quiet}>{place.join(' · ')}</span>
        {evidence !== undefined && <div className={quiet}>{suspectText(evidence)}</div>}
      </span>
      <b title={t('cascade.suspects.confidence', 'How likely it is the one to blame')}>
        {confidenceText(suspect.confidence)}
      </b>
    </button>
  );
}

/** The card of a suspect: its key may have the namespace that the suspect's name has not. */
function serviceOf({ rank }: RankedSuspect, { cards }: ViewProps['cards']): string | undefined {
  return cards.find(({ suspect }) => suspect?.rank === rank)?.id;
}

function getStyles(theme: GrafanaTheme2) {
  return {
    row: css({
      alignItems: 'baseline',
      background: 'none',
      border: 'none',
      display: 'grid',
      gap: theme.spacing(1),
      gridTemplateColumns: 'auto minmax(0, 1fr) auto',
      overflowWrap: 'anywhere',
      padding: theme.spacing(0.5),
      textAlign: 'left',
      width: '100%',
      '&:hover': { background: theme.colors.action.hover },
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    }),
  };
}
