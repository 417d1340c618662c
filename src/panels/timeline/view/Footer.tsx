import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import React, { useId } from 'react';
import type { LegState, ReportLine } from '../../../engine/correlation';
import {
  formatLength,
  gapsInShort,
  gapText,
  JoinReport,
  LegMark,
  legTone,
  problemText,
  remedyText,
  reportText,
} from '../../../ui';
import { nanosFromMs } from '../../../engine/units';
import type { Timeline } from '../viewModel';

interface Props {
  readonly timeline: Timeline;
  readonly open: boolean;
  readonly onToggle: (open: boolean) => void;
}

/** What the answer covers and how every source did: one line, or all of it. */
export function Footer({ timeline, open, onToggle }: Props) {
  const styles = useStyles2(getStyles);
  const bodyId = useId();
  const { report, gaps, problems } = timeline;
  if (report.length === 0 && gaps.length === 0 && problems.length === 0) {
    return null;
  }
  return (
    <div className={styles.footer} data-testid="clew-footer">
      <button
        type="button"
        className={styles.summary}
        aria-expanded={open}
        aria-controls={bodyId}
        onClick={() => onToggle(!open)}
      >
        <Icon name={open ? 'angle-down' : 'angle-right'} size="sm" />
        <span className={styles.marks}>
          {report.map((line) => (
            <LegMark key={line.leg} state={line.state} />
          ))}
        </span>
        <span className={styles.words}>{oneLine(timeline)}</span>
      </button>
      {open && (
        <div id={bodyId} className={styles.body}>
          <JoinReport lines={report} />
          {gaps.length > 0 && (
            <ul className={styles.gaps} aria-label={t('timeline.footer.gaps', 'What is missing')}>
              {gaps.map((gap, at) => (
                <li key={`${gap.kind} ${gap.service?.key ?? ''} ${at}`}>{gapText(gap)}</li>
              ))}
            </ul>
          )}
          {problems.length > 0 && (
            <ul className={styles.gaps} aria-label={t('timeline.footer.problems', 'What could not be read')}>
              {problems.map((problem, at) => (
                <li key={`${problem.code} ${at}`}>{problemText(problem)}</li>
              ))}
            </ul>
          )}
        </div>
      )}
    </div>
  );
}

/** Whether something is so wrong that the footer opens by itself. */
export function needsAttention({ report }: Timeline): boolean {
  return report.some((line) => isTrouble(line.state));
}

function isTrouble(state: LegState): boolean {
  const tone = legTone(state);
  return tone === 'bad' || tone === 'warn';
}

/** Trouble first, then what is missing, then how long each source took. */
function oneLine({ report, gaps, problems }: Timeline): string {
  const troubles = report.filter((line) => isTrouble(line.state)).map(troubleText);
  const times = slowestLegs(report).map(([source, ms]) => `${source} ${formatLength(nanosFromMs(ms))}`);
  const missing =
    gaps.length === 0
      ? []
      : [
          t('timeline.footer.coverage', 'Coverage: {{gaps}}', {
            gaps: gapsInShort(gaps).join(' · '),
            interpolation: { escapeValue: false },
          }),
        ];
  const unread = problems.length === 0 ? [] : problems.map(problemText).slice(0, 1);
  return [...troubles, ...missing, ...unread, ...times].join(' · ');
}

function troubleText(line: ReportLine): string {
  const remedy = remedyText(line.message, line.params);
  return `${line.source}: ${reportText(line)}${remedy === undefined ? '' : ` → ${remedy}`}`;
}

/** A source is asked by several legs; the slowest is what one waited for. */
function slowestLegs(report: readonly ReportLine[]): ReadonlyArray<readonly [source: string, ms: number]> {
  const slowest = new Map<string, number>();
  for (const { source, state, elapsedMs } of report) {
    if (state === 'done' && elapsedMs !== undefined) {
      slowest.set(source, Math.max(elapsedMs, slowest.get(source) ?? 0));
    }
  }
  return [...slowest];
}

function getStyles(theme: GrafanaTheme2) {
  return {
    footer: css({
      background: theme.colors.background.secondary,
      borderRadius: theme.shape.radius.default,
      flex: '0 0 auto',
      fontSize: theme.typography.bodySmall.fontSize,
      margin: theme.spacing(0.5, 0, 0),
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
    marks: css({ flex: '0 0 auto' }),
    words: css({ overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
    body: css({ maxHeight: 130, overflow: 'auto', padding: theme.spacing(0, 1.5, 0.75) }),
    gaps: css({ color: theme.colors.text.secondary, listStyle: 'none', margin: theme.spacing(0.5, 0, 0) }),
  };
}
