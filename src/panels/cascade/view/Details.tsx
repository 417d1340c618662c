import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React from 'react';
import { correlationMessages, type Propagation } from '../../../engine/cascade';
import { addNanos, type Nanos } from '../../../engine/units';
import {
  cascadeText,
  DetailsBox,
  evidenceLinks,
  type Fact,
  type FactSection,
  FactSections,
  formatClock,
  LinkRow,
  Links,
  raw,
  suspectText,
} from '../../../ui';
import { type Card, type RankedSuspect, titleIn, type ToldOnset } from '../viewModel';
import { serviceLinks } from './links';
import { toneOf } from './look';
import { partStyles } from './partStyles';
import type { ViewProps } from './viewProps';
import { anomalyText, changedText, confidenceText, faultText, propagationText, withinText } from './words';

interface Props extends ViewProps {
  readonly card: Card;
  /** Below the drawing instead of beside it. */
  readonly below: boolean;
}

const MOST_CORRELATIONS = 4;

/** All that is known of one service: where to look, what tells against it, and every signal that left what is usual. */
export function Details({ card, cards, analysed, request, timeZone, phases, below, onChoose }: Props) {
  const { columns } = useStyles2(getStyles);
  const { quiet } = useStyles2(partStyles);
  const theme = useTheme2();
  const { origin, length } = analysed.window;
  const { onsets, measured, suspect } = card;
  const clock = (at: Nanos) => formatClock(addNanos(origin, at), timeZone, 1e9);
  return (
    <DetailsBox
      title={card.title}
      label={t('cascade.details.label', 'Details of {{name}}', raw({ name: card.title }))}
      colour={toneOf(theme, card.severity, phases.get(card.id) ?? 'usual').border}
      subject={card.id}
      narrow={below}
      onClose={() => onChoose(undefined)}
    >
      <LinkRow links={serviceLinks(card.id, card.state.onset?.at ?? length, { request, origin })} />
      {onsets.length === 0 && (
        <p className={quiet}>
          {measured
            ? t('cascade.details.calm', 'All of its signals stayed as usual')
            : t('cascade.details.unmeasured', 'No signal of it was found: nobody knows how it did')}
        </p>
      )}
      <div className={columns}>
        {suspect !== undefined && <Evidence one={suspect} analysed={analysed} request={request} />}
        <FactSections sections={sectionsOf(card, { analysed, cards, clock })} />
      </div>
    </DetailsBox>
  );
}

function Evidence({ one, analysed, request }: Pick<Props, 'analysed' | 'request'> & { readonly one: RankedSuspect }) {
  const styles = useStyles2(partStyles);
  const { rank, suspect } = one;
  return (
    <section className={styles.part}>
      <h6 className={styles.title}>
        {t(
          'cascade.details.suspect',
          'Suspect {{rank}}: {{kind}}, {{share}} likely',
          raw({ rank, kind: faultText(suspect.kind), share: confidenceText(suspect.confidence) })
        )}
      </h6>
      <ul className={styles.list}>
        {suspect.evidence.map((message, at) => (
          <li key={at}>
            {suspectText(message)}{' '}
            <Links links={evidenceLinks(message.links, { frameOf: analysed.reading.frameOf, request })} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function sectionsOf(
  { id, onsets, state }: Card,
  { analysed, cards, clock }: Pick<Props, 'analysed' | 'cards'> & { readonly clock: (at: Nanos) => string }
): readonly FactSection[] {
  const { order, propagation, correlations } = analysed.cascade;
  const titleOf = (service: string) => titleIn(cards, service);
  const tier = order.tiers.find((services) => services.includes(id)) ?? [];
  const others = tier.filter((service) => service !== id);
  return [
    {
      title: t('cascade.details.onsets', 'When and what changed'),
      rows: [
        ...onsets.map((onset) => onsetFact(onset, clock)),
        ...(others.length === 0
          ? []
          : [
              {
                name: t('cascade.details.together', 'cannot be told apart from'),
                value: others.map(titleOf).join(', '),
              },
            ]),
      ],
    },
    {
      title: t('cascade.details.spread', 'How it spread'),
      rows: propagation.filter(({ from, to }) => from === id || to === id).map((one) => spreadFact(id, one, titleOf)),
    },
    {
      title: t('cascade.details.worst', 'At its worst'),
      // Two rules may find the same.
      rows: [...new Map(state.anomalies.map((one) => [`${one.signal} ${one.name} ${one.source}`, one])).values()].map(
        (one) => ({ name: clock(one.at), value: anomalyText(one) })
      ),
    },
    {
      title: t('cascade.details.correlated', 'What goes together with it'),
      rows: correlations
        .filter(({ a, b }) => a.service === id || b.service === id)
        .slice(0, MOST_CORRELATIONS)
        .map((one) => ({
          name: titleOf(one.a.service === id ? one.b.service : one.a.service),
          value: correlationMessages(one).map(cascadeText).join('. '),
        })),
    },
  ];
}

function onsetFact(onset: ToldOnset, clock: (at: Nanos) => string): Fact {
  const { at, shape, seenBy, source, until } = onset;
  const notes = [
    source === 'traces'
      ? t('cascade.details.traces', 'in traces')
      : source === 'logs'
        ? t('cascade.details.logs', 'in log lines')
        : t('cascade.details.metrics', 'in metrics'),
    ...(seenBy === 'callers' ? [t('cascade.details.callers', 'as its callers saw it')] : []),
    ...(shape === 'ramp' ? [t('cascade.details.ramp', 'it grew')] : []),
    ...(until === undefined ? [] : [t('cascade.details.until', 'until {{clock}}', raw({ clock: clock(until) }))]),
  ];
  return { name: `${clock(at)} ${withinText(onset)}`, value: `${changedText(onset)} (${notes.join(', ')})` };
}

function spreadFact(service: string, one: Propagation, titleOf: (service: string) => string): Fact {
  return {
    name:
      one.to === service
        ? t('cascade.details.from', 'came from {{name}}', raw({ name: titleOf(one.from) }))
        : t('cascade.details.to', 'went to {{name}}', raw({ name: titleOf(one.to) })),
    value: propagationText(one),
  };
}

function getStyles(theme: GrafanaTheme2) {
  return {
    columns: css({
      alignItems: 'start',
      display: 'grid',
      fontSize: theme.typography.bodySmall.fontSize,
      gap: theme.spacing(1, 3),
      gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 320px), 1fr))',
    }),
  };
}
