import { css } from '@emotion/css';
import type { DataFrame, GrafanaTheme2 } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { DetailsBox, Facts, type FactSection, FactSections, LinkRow, spanSections } from '../../../ui';
import { type Item, itemAt, itemLinks, prettyLine, seriesLinks, type Timeline } from '../viewModel';
import { itemFacts, kindText } from './facts';
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

/** Everything known of one item, and where to go from it. */
export function Details({ timeline, frames, item, colour, timeZone, narrow, onClose }: Props) {
  const styles = useStyles2(getStyles);
  const found = itemAt(timeline, item);
  const facts = itemFacts(timeline, item, timeZone);
  const links = useMemo(() => itemLinks(frames, timeline, item), [frames, timeline, item]);
  if (found === undefined || facts === undefined) {
    return null;
  }
  const name = `${kindText(found)}: ${facts.title}`;
  return (
    <DetailsBox
      title={facts.title}
      label={name}
      colour={colour}
      subject={item}
      narrow={narrow}
      onClose={onClose}
    >
      <LinkRow links={links} />
      <MetricLinks timeline={timeline} frames={frames} lane={facts.lane} />
      <Facts facts={facts.facts} />
      {found.kind === 'log' && <pre className={styles.line}>{prettyLine(found.line)}</pre>}
      <FactSections sections={sectionsOf(timeline, found)} />
    </DetailsBox>
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

function sectionsOf(timeline: Timeline, found: Item): readonly FactSection[] {
  return found.kind === 'span' ? spanSections(found.trace, found.row) : [labelSection(timeline, found)];
}

function labelSection({ join }: Timeline, found: Exclude<Item, { kind: 'span' }>): FactSection {
  const labels = found.kind === 'log' ? (join.logs.labels[found.row] ?? {}) : found.exemplar.labels;
  return {
    title: t('timeline.details.labels', 'Labels'),
    rows: Object.entries(labels).map(([name, value]) => ({ name, value })),
  };
}

function getStyles(theme: GrafanaTheme2) {
  return {
    line: css({
      fontSize: 11.5,
      margin: 0,
      maxHeight: 240,
      overflowWrap: 'anywhere',
      padding: theme.spacing(0.75),
      whiteSpace: 'pre-wrap',
    }),
  };
}
