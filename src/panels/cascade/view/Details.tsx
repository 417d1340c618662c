import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { IconButton, useStyles2 } from '@grafana/ui';
import React from 'react';
import { correlationMessages, type Onset } from '../../../engine/cascade';
import { addNanos } from '../../../engine/units';
import { cascadeText, type Fact, Facts, formatClock, raw, suspectText } from '../../../ui';
import type { Card } from '../viewModel';
import { Links } from './Links';
import { evidenceLinks, type LinkContext, serviceLinks } from './links';
import type { ViewProps } from './viewProps';
import {
  afterText,
  amplificationText,
  changedText,
  faultText,
  propagationText,
  confidenceText,
  withinText,
} from './words';

interface Props extends ViewProps {
  readonly card: Card;
}

/** All that is known of one service: every signal that left what is usual, where it came from, what tells against it. */
export function Details({ card, analysed, request, timeZone, onChoose }: Props) {
  const styles = useStyles2(getStyles);
  const { origin } = analysed.window;
  const { onsets, onset } = card.state;
  const context: LinkContext = { reading: analysed.reading, request, origin };
  return (
    <section
      className={styles.pane}
      aria-label={t('cascade.details.label', 'Details of {{name}}', raw({ name: card.title }))}
      data-testid="clew-details"
    >
      <div className={styles.head}>
        <h6 className={styles.title}>{card.title}</h6>
        <IconButton
          name="times"
          size="md"
          aria-label={t('cascade.details.close', 'Close the details')}
          onClick={() => onChoose(undefined)}
        />
      </div>
      <Links links={serviceLinks(card.id, onset?.at ?? analysed.window.length, context)} />
      <Facts
        facts={[
          ...onsets.map((one) => onsetFact(one, (at) => formatClock(addNanos(origin, at), timeZone, 1e9))),
          ...spreadFacts(card.id, analysed),
        ]}
      />
      {onsets.length === 0 && (
        <p className={styles.quiet}>{t('cascade.details.calm', 'All of its signals stayed as usual')}</p>
      )}
      <Correlated card={card} analysed={analysed} />
      {card.suspect !== undefined && (
        <>
          <h6 className={styles.title}>
            {t(
              'cascade.details.suspect',
              'Suspect {{rank}}: {{kind}}, {{share}} likely',
              raw({
                rank: card.suspect.rank,
                kind: faultText(card.suspect.suspect.kind),
                share: confidenceText(card.suspect.suspect.confidence),
              })
            )}
          </h6>
          <ul className={styles.evidence}>
            {card.suspect.suspect.evidence.map((one, at) => (
              <li key={at}>
                {suspectText(one)} <Links links={evidenceLinks(one.links, context)} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

const MOST_CORRELATIONS = 4;

/** What goes together with its signals; no cause is proven by that, and it is said which may be one. */
function Correlated({ card, analysed }: Pick<Props, 'card' | 'analysed'>) {
  const styles = useStyles2(getStyles);
  const mine = analysed.cascade.correlations.filter(({ a, b }) => a.service === card.id || b.service === card.id);
  return mine.length === 0 ? null : (
    <ul className={styles.evidence} aria-label={t('cascade.details.correlated', 'What goes together with it')}>
      {mine.slice(0, MOST_CORRELATIONS).map((one) => (
        <li key={JSON.stringify([one.a, one.b])}>{correlationMessages(one).map(cascadeText).join('. ')}</li>
      ))}
    </ul>
  );
}

function onsetFact(onset: Onset, clock: (at: Onset['at']) => string): Fact {
  const { at, shape, seenBy, source } = onset;
  const notes = [
    source === 'traces'
      ? t('cascade.details.traces', 'in traces')
      : source === 'logs'
        ? t('cascade.details.logs', 'in log lines')
        : t('cascade.details.metrics', 'in metrics'),
    ...(seenBy === 'callers' ? [t('cascade.details.callers', 'as its callers saw it')] : []),
    ...(shape === 'ramp' ? [t('cascade.details.ramp', 'it grew')] : []),
  ];
  return { name: `${clock(at)} ${withinText(onset)}`, value: `${changedText(onset)} (${notes.join(', ')})` };
}

function spreadFacts(service: string, { cascade }: ViewProps['analysed']): readonly Fact[] {
  return cascade.propagation
    .filter(({ from, to }) => from === service || to === service)
    .map((one) => ({
      name:
        one.to === service
          ? t('cascade.details.from', 'came from {{name}}', raw({ name: one.from }))
          : t('cascade.details.to', 'went to {{name}}', raw({ name: one.to })),
      value: [
        propagationText(one),
        amplificationText(one),
        ...(one.basis === 'calls' ? [t('cascade.details.guess', 'order told by the call alone')] : []),
      ]
        .filter((text) => text !== '')
        .join(' '),
    }));
}

/** `T+14 s ±2 s`. */
export function onsetText({ after }: Card): string {
  return after === undefined ? '' : `${afterText(after)} ${withinText(after)}`;
}

function getStyles(theme: GrafanaTheme2) {
  return {
    pane: css({
      display: 'flex',
      flexDirection: 'column',
      fontSize: theme.typography.bodySmall.fontSize,
      gap: theme.spacing(0.5),
    }),
    head: css({ alignItems: 'center', display: 'flex', gap: theme.spacing(1) }),
    title: css({
      flex: '1 1 auto',
      fontSize: theme.typography.body.fontSize,
      fontWeight: theme.typography.fontWeightMedium,
      margin: 0,
      overflowWrap: 'anywhere',
    }),
    quiet: css({ color: theme.colors.text.secondary, margin: 0 }),
    evidence: css({ margin: 0, paddingLeft: theme.spacing(2) }),
  };
}
