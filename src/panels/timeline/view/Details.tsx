import { css, cx } from '@emotion/css';
import type { DataFrame, GrafanaTheme2 } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import { t } from '@grafana/i18n';
import { IconButton, useStyles2 } from '@grafana/ui';
import React, { useEffect, useMemo, useRef } from 'react';
import { type Fact, Facts } from '../../../ui';
import { type Item, itemAt, type ItemLink, itemLinks, prettyLine, seriesLinks, type Timeline } from '../viewModel';
import { itemFacts, kindText, valueText } from './facts';
import { stripName } from './words';

interface Props {
  readonly timeline: Timeline;
  readonly frames: readonly DataFrame[];
  readonly item: number;
  readonly colour: string | undefined;
  readonly timeZone: TimeZone;
  readonly narrow: boolean;
  readonly onClose: () => void;
}

/** Everything known of one item, and where to go from it. It lies over the drawing and moves nothing. */
export function Details({ timeline, frames, item, colour, timeZone, narrow, onClose }: Props) {
  const styles = useStyles2(getStyles);
  const box = useRef<HTMLDivElement>(null);
  const found = itemAt(timeline, item);
  const facts = itemFacts(timeline, item, timeZone);
  const links = useMemo(() => itemLinks(frames, timeline, item), [frames, timeline, item]);
  useEffect(() => box.current?.focus(), [item]);
  if (found === undefined || facts === undefined) {
    return null;
  }
  const name = `${kindText(found)}: ${facts.title}`;
  return (
    <div
      ref={box}
      className={cx(styles.box, narrow ? styles.below : styles.aside)}
      role="dialog"
      aria-label={name}
      tabIndex={-1}
      data-testid="clew-details"
      onKeyDown={(event) => event.key === 'Escape' && onClose()}
    >
      <div className={styles.head}>
        <span className={styles.chip} style={{ backgroundColor: colour }} />
        <div className={styles.title}>{facts.title}</div>
        <IconButton name="times" aria-label={t('timeline.details.close', 'Close')} onClick={onClose} />
      </div>
      <LinkRow links={links} />
      <MetricLinks timeline={timeline} frames={frames} lane={facts.lane} />
      <Facts facts={facts.facts} />
      {found.kind === 'log' && <pre className={styles.line}>{prettyLine(found.line)}</pre>}
      {sectionsOf(timeline, found).map(({ title, rows }) => (
        <section key={title} className={styles.section}>
          <h6 className={styles.heading}>{title}</h6>
          <Facts facts={rows} />
        </section>
      ))}
    </div>
  );
}

function LinkRow({ links }: { readonly links: readonly ItemLink[] }) {
  const styles = useStyles2(getStyles);
  return links.length === 0 ? null : (
    <div className={styles.links}>
      {links.map((link) => (
        <a
          key={`${link.title} ${link.href}`}
          className={styles.link}
          href={link.href}
          target={link.newTab ? '_blank' : undefined}
          rel="noreferrer"
          onClick={link.onClick}
        >
          {link.title}
        </a>
      ))}
    </div>
  );
}

type MetricProps = Pick<Props, 'timeline' | 'frames'> & { readonly lane: number };

/** The way to the metrics of the service, from whatever of it is open. */
function MetricLinks({ timeline, frames, lane }: MetricProps) {
  const strips = timeline.lanes[lane]?.strips;
  const links = useMemo(
    () =>
      (strips ?? []).flatMap((strip) =>
        seriesLinks(frames, strip.series, Math.max(0, strip.times.length - 1)).map((link) => ({
          ...link,
          title: `${link.title}: ${stripName(strip)}`,
        }))
      ),
    [strips, frames]
  );
  return <LinkRow links={links} />;
}

interface Section {
  readonly title: string;
  readonly rows: readonly Fact[];
}

function sectionsOf(timeline: Timeline, found: Item): readonly Section[] {
  const sections = found.kind === 'span' ? spanSections(found) : [labelSection(timeline, found)];
  return sections.filter(({ rows }) => rows.length > 0);
}

function spanSections({ trace, row }: Extract<Item, { kind: 'span' }>): readonly Section[] {
  const { details } = trace;
  const toFact = ({ key, value }: { readonly key: string; readonly value: unknown }): Fact => ({
    name: key,
    value: valueText(value),
  });
  return [
    { title: t('timeline.details.attributes', 'Attributes'), rows: details.attributes(row).map(toFact) },
    {
      title: t('timeline.details.events', 'Events'),
      rows: details.events(row).flatMap((event) => [{ name: event.name, value: '' }, ...event.attributes.map(toFact)]),
    },
    { title: t('timeline.details.resource', 'Resource'), rows: details.resource(row).map(toFact) },
    {
      title: t('timeline.details.ids', 'IDs'),
      rows: [
        { name: t('timeline.details.trace-id', 'Trace'), value: trace.traceId },
        { name: t('timeline.details.span-id', 'Span'), value: trace.spanId[row] ?? '' },
      ],
    },
  ];
}

function labelSection({ join }: Timeline, found: Exclude<Item, { kind: 'span' }>): Section {
  const labels = found.kind === 'log' ? (join.logs.labels[found.row] ?? {}) : found.exemplar.labels;
  return {
    title: t('timeline.details.labels', 'Labels'),
    rows: Object.entries(labels).map(([name, value]) => ({ name, value })),
  };
}

function getStyles(theme: GrafanaTheme2) {
  return {
    box: css({
      background: theme.colors.background.elevated ?? theme.colors.background.secondary,
      border: `1px solid ${theme.colors.border.medium}`,
      borderRadius: theme.shape.radius.default,
      boxShadow: theme.shadows.z3,
      overflow: 'auto',
      padding: theme.spacing(1),
      position: 'absolute',
      zIndex: theme.zIndex.activePanel,
    }),
    aside: css({ bottom: 0, maxWidth: '60%', right: 0, top: 0, width: 360 }),
    below: css({ bottom: 0, left: 0, maxHeight: '55%', right: 0 }),
    head: css({ alignItems: 'flex-start', display: 'flex', gap: theme.spacing(1), marginBottom: theme.spacing(0.5) }),
    chip: css({ borderRadius: 2, flex: '0 0 auto', height: 14, marginTop: 3, width: 4 }),
    title: css({ flex: '1 1 auto', fontWeight: theme.typography.fontWeightMedium, overflowWrap: 'anywhere' }),
    links: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5, 2), marginBottom: theme.spacing(0.75) }),
    link: css({
      color: theme.colors.text.link,
      fontSize: theme.typography.bodySmall.fontSize,
      '&:hover': { textDecoration: 'underline' },
    }),
    line: css({
      fontSize: 11.5,
      margin: theme.spacing(1, 0, 0),
      maxHeight: 240,
      overflowWrap: 'anywhere',
      padding: theme.spacing(0.75),
      whiteSpace: 'pre-wrap',
    }),
    section: css({ marginTop: theme.spacing(1) }),
    heading: css({ color: theme.colors.text.secondary, margin: theme.spacing(0, 0, 0.25) }),
  };
}
