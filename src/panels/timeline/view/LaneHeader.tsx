import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';
import type { TimeSpan } from '../../../ui';
import { type LaneBox, saysNoMetrics, Size, type Timeline } from '../viewModel';
import { MiniStrip } from './MiniStrip';
import { resolutionText, serviceText, stripWords } from './words';

interface Props {
  readonly timeline: Timeline;
  readonly box: LaneBox;
  readonly colour: string;
  readonly width: number;
  readonly window: TimeSpan;
  readonly onToggle: (key: string) => void;
}

const NARROW = 130;

/** Name of a service, what is missing of it, and the words of its metric strips, each beside what it names. */
export function LaneHeader({ timeline, box, colour, width, window, onToggle }: Props) {
  const styles = useStyles2(getStyles);
  const { lane, collapsed } = box;
  const name = serviceText(lane.service);
  return (
    <div
      className={styles.header}
      style={{ top: box.top, height: box.height, width }}
      data-testid={`clew-lane ${lane.service.key}`}
    >
      <button
        type="button"
        className={styles.name}
        aria-expanded={!collapsed}
        aria-label={t('timeline.lane.label', '{{name}}: {{spans}} spans, {{lines}} lines, {{errors}} errors', {
          name,
          spans: lane.spans,
          lines: lane.logs.length,
          errors: lane.errors,
          interpolation: { escapeValue: false },
        })}
        title={lane.service.key}
        onClick={() => onToggle(lane.service.key)}
      >
        <span className={styles.chip} style={{ backgroundColor: colour }} />
        <span className={styles.text}>{name}</span>
        {lane.errors > 0 && <span className={styles.errors}>{`✕ ${lane.errors}`}</span>}
        <Icon className={cx(styles.fold, 'clew-fold')} name={collapsed ? 'angle-right' : 'angle-down'} size="sm" />
      </button>
      {!collapsed && saysNoMetrics(timeline.presence.metrics, lane) && (
        <div className={styles.missing} style={{ top: Size.header }}>
          {timeline.presence.metrics === 'failed'
            ? t('timeline.lane.metrics-failed', 'metrics unknown')
            : t('timeline.lane.no-metrics', 'no metrics found')}
        </div>
      )}
      {box.strips.map(({ strip, top }) => (
        <div
          key={`${strip.series.signal ?? strip.series.name}`}
          className={styles.strip}
          style={{ top: top - box.top, height: Size.strip }}
          title={stripTitle(stripWords(strip), resolutionText(strip))}
        >
          <span className={styles.text}>{stripWords(strip, width <= NARROW)}</span>
          {width > NARROW && <MiniStrip strip={strip} colour={colour} window={window} width={width - 34} />}
        </div>
      ))}
    </div>
  );
}

function stripTitle(words: string, resolution: string): string {
  return t(
    'timeline.lane.strip-title',
    '{{words}}: median before the request → first sample that can know of it; {{resolution}}. The small line is all that was fetched, its band is the window.',
    { words, resolution, interpolation: { escapeValue: false } }
  );
}

function getStyles(theme: GrafanaTheme2) {
  const small = { color: theme.colors.text.secondary, fontSize: theme.typography.bodySmall.fontSize };
  return {
    header: css({
      left: 0,
      overflow: 'clip',
      position: 'absolute',
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    }),
    name: css({
      alignItems: 'center',
      background: theme.colors.background.primary,
      border: 'none',
      borderRadius: theme.shape.radius.default,
      color: theme.colors.text.primary,
      display: 'flex',
      gap: theme.spacing(1),
      height: Size.header,
      marginTop: 2,
      padding: theme.spacing(0, 0.5),
      position: 'sticky',
      textAlign: 'left',
      top: 0,
      width: '100%',
      zIndex: 1,
      '&:hover': { background: theme.colors.action.hover },
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
      '& .clew-fold': { display: 'none' },
      '&:hover .clew-fold, &:focus-visible .clew-fold, &[aria-expanded="false"] .clew-fold': {
        display: 'inline-block',
      },
    }),
    chip: css({ borderRadius: 2, flex: '0 0 auto', height: 13, width: 4 }),
    text: css({ flex: '0 1 auto', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
    errors: css({ color: theme.colors.error.text, flex: '0 0 auto', fontSize: theme.typography.bodySmall.fontSize }),
    fold: css({ color: theme.colors.text.secondary, flex: '0 0 auto', marginLeft: 'auto' }),
    missing: css({ ...small, fontStyle: 'italic', left: theme.spacing(2), lineHeight: '14px', position: 'absolute' }),
    strip: css({
      ...small,
      display: 'flex',
      flexDirection: 'column',
      left: theme.spacing(2),
      lineHeight: '14px',
      position: 'absolute',
      right: theme.spacing(1),
    }),
  };
}
