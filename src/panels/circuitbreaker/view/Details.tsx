import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { IconButton, useStyles2 } from '@grafana/ui';
import React from 'react';
import { evidenceLinks, type Fact, Facts, Links, raw } from '../../../ui';
import { changeInto, type Focus, type Lane } from '../viewModel';
import { intervalFacts } from './facts';
import { Findings } from './Findings';
import { LaneChanges } from './LaneChanges';
import { aroundLink } from './links';
import { StateGlyph } from './StateGlyph';
import type { ViewProps } from './viewProps';
import { configurationText, intervalStateText } from './words';

interface Props extends ViewProps {
  readonly lane: Lane;
  readonly open: Focus;
  /** Beside the lanes, or below them. */
  readonly beside: boolean;
}

/** All that is known of one breaker and one of its states: evidence, settings, findings, every change. */
export function Details(props: Props) {
  const { lane, open, beside, analysed, request, origin, timeZone, look, onOpen } = props;
  const styles = useStyles2(getStyles);
  const clock = { origin, timeZone };
  const interval = lane.breaker.intervals[open.interval] ?? lane.now;
  const change = changeInto(lane, open.interval);
  const source = { frameOf: analysed.reading.frameOf, request };
  const traces = evidenceLinks(change?.evidence ?? interval.evidence, source);
  const around = aroundLink(lane, interval.start, origin);
  const title = lane.title;
  return (
    <aside
      className={cx(styles.pane, beside ? styles.beside : styles.below)}
      aria-label={t('breaker.details.label', 'Details of {{title}}', raw({ title }))}
      data-testid="clew-details"
      onKeyDown={(event) => event.key === 'Escape' && onOpen(undefined)}
    >
      <div className={styles.head}>
        <StateGlyph state={interval.state} basis={lane.breaker.basis} look={look} />
        <h6 className={styles.title}>{title}</h6>
        <IconButton
          name="times"
          size="md"
          aria-label={t('breaker.details.close', 'Close the details')}
          onClick={() => onOpen(undefined)}
        />
      </div>
      <div className={styles.body} tabIndex={0} role="region" aria-label={t('breaker.details.facts', 'What is known')}>
        <Facts facts={[...intervalFacts(lane, open.interval, clock), ...settingFacts(lane)]} />
        <p className={styles.links}>
          <Links links={around === undefined ? traces : [...traces, around]} />
        </p>
        <LogLines lane={lane} open={open} />
        {lane.findings.length > 0 && <Findings findings={lane.findings} source={source} />}
        <LaneChanges {...props} />
      </div>
    </aside>
  );
}

function settingFacts({ breaker }: Lane): readonly Fact[] {
  const settings = configurationText(breaker);
  return [
    ...(settings === '' ? [] : [{ name: t('breaker.details.settings', 'Settings'), value: settings }]),
    ...breaker.instances.map(({ instance, intervals }) => ({
      name: instance,
      value: t(
        'breaker.details.instance',
        '{{state}} now',
        raw({ state: intervalStateText(breaker.basis, intervals.at(-1)?.state ?? 'unknown') })
      ),
    })),
  ];
}

const MOST_LINES = 3;

/** The breaker's own words, where log lines are the evidence. */
function LogLines({ lane, open }: { readonly lane: Lane; readonly open: Focus }) {
  const styles = useStyles2(getStyles);
  const { evidence = [] } = lane.breaker.intervals[open.interval] ?? {};
  const lines = evidence.flatMap((one) => (one.kind === 'log' ? [one.line] : [])).slice(0, MOST_LINES);
  return lines.map((line, at) => (
    <code key={at} className={styles.line}>
      {line}
    </code>
  ));
}

function getStyles(theme: GrafanaTheme2) {
  return {
    pane: css({
      background: theme.colors.background.secondary,
      borderRadius: theme.shape.radius.default,
      display: 'flex',
      flex: '0 0 auto',
      flexDirection: 'column',
      minHeight: 0,
      padding: theme.spacing(0.5, 1),
    }),
    beside: css({ width: 380 }),
    below: css({ height: '45%' }),
    head: css({ alignItems: 'center', display: 'flex', flex: '0 0 auto', gap: theme.spacing(0.75) }),
    title: css({
      flex: '1 1 auto',
      fontSize: theme.typography.body.fontSize,
      fontWeight: theme.typography.fontWeightMedium,
      margin: 0,
      overflowWrap: 'anywhere',
    }),
    body: css({
      display: 'flex',
      flex: '1 1 auto',
      flexDirection: 'column',
      gap: theme.spacing(0.5),
      minHeight: 0,
      overflow: 'auto',
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    }),
    links: css({ fontSize: theme.typography.bodySmall.fontSize, margin: 0 }),
    line: css({ display: 'block', fontSize: 11, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }),
  };
}
