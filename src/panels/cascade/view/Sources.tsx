import { css } from '@emotion/css';
import type { GrafanaTheme2, PanelData } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import React, { useId, useState } from 'react';
import { errorText, JoinReport, legTone, raw, reportText } from '../../../ui';
import type { Analysed } from '../viewModel';
import { oddText } from './words';

interface Props {
  readonly data: PanelData;
  readonly analysed: Analysed;
}

/** What was read from where, and what failed or was odd: one line, or all of it. Failures are never folded away. */
export function Sources({ data, analysed }: Props) {
  const styles = useStyles2(getStyles);
  const bodyId = useId();
  const [choice, setChoice] = useState<boolean>();
  const { reading, signals, problems } = analysed;
  const legs = reading.report.filter(({ state }) => legTone(state) === 'bad' || legTone(state) === 'warn');
  const failed = [...(data.errors ?? []).map(errorText), ...legs.map((leg) => `${leg.source}: ${reportText(leg)}`)];
  const troubled = (data.errors ?? []).length > 0 || legs.some(({ state }) => legTone(state) === 'bad');
  const all = [...failed, ...notesOf(analysed), ...problems.map(oddText)];
  const open = choice ?? troubled;
  const summary = t('cascade.sources.summary', '{{signals}} signals, {{traces}} traces, {{lines}} log lines', {
    signals: signals.length,
    traces: reading.traces.length,
    lines: reading.logs.reduce((sum, { size }) => sum + size, 0),
  });
  return (
    <div className={styles.footer} data-testid="clew-footer">
      <button
        type="button"
        className={styles.summary}
        aria-expanded={open}
        aria-controls={bodyId}
        onClick={() => setChoice(!open)}
      >
        <Icon name={open ? 'angle-down' : 'angle-right'} size="sm" />
        <span className={styles.words}>{[summary, ...all].join(' · ')}</span>
      </button>
      {open && (
        <div id={bodyId} className={styles.body}>
          {reading.report.length > 0 && <JoinReport lines={reading.report} />}
          <ul className={styles.notes} aria-label={t('cascade.sources.notes', 'What was odd')}>
            {all.map((text, at) => (
              <li key={`${at} ${text}`}>{text}</li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

function notesOf({ reading, edges, blame, cascade }: Analysed): readonly string[] {
  return [
    ...(beganBefore(cascade)
      ? [
          t(
            'cascade.sources.began',
            'Something was wrong already when this time range begins: widen it to see who was first'
          ),
        ]
      : []),
    ...(edges.length === 0
      ? [t('cascade.sources.no-calls', 'No calls between services are known: how trouble spread cannot be told')]
      : []),
    ...(cascade.first.length > 0 &&
    blame.onset === undefined &&
    reading.traces.length === 0 &&
    reading.logs.length === 0
      ? [t('cascade.sources.no-suspects', 'Suspects need traces or log lines; the query brought none')]
      : []),
    ...(cascade.cycles.length > 0
      ? [
          t(
            'cascade.sources.cycles',
            'These call one another in a circle: {{names}}',
            raw({ names: cascade.cycles.map((cycle) => cycle.join(', ')).join('; ') })
          ),
        ]
      : []),
  ];
}

/** Nanoseconds: an onset so soon after the beginning of the range is that of the range. */
const AT_ONCE = 20e9;

function beganBefore({ services }: Analysed['cascade']): boolean {
  const onset = services[0]?.onset;
  return onset !== undefined && onset.low < AT_ONCE;
}

function getStyles(theme: GrafanaTheme2) {
  return {
    footer: css({
      background: theme.colors.background.secondary,
      borderRadius: theme.shape.radius.default,
      flex: '0 0 auto',
      fontSize: theme.typography.bodySmall.fontSize,
    }),
    summary: css({
      alignItems: 'center',
      background: 'none',
      border: 'none',
      color: theme.colors.text.secondary,
      display: 'flex',
      fontSize: 'inherit',
      gap: theme.spacing(0.75),
      padding: theme.spacing(0.25, 0.75),
      textAlign: 'left',
      width: '100%',
      '&:hover': { color: theme.colors.text.primary },
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    }),
    words: css({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
    body: css({ maxHeight: 130, overflow: 'auto', padding: theme.spacing(0, 1.5, 0.75) }),
    notes: css({ color: theme.colors.text.secondary, listStyle: 'none', margin: 0 }),
  };
}
