import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { t } from '@grafana/i18n';
import { useStyles2 } from '@grafana/ui';
import React, { type CSSProperties, type KeyboardEvent, useRef } from 'react';
import { addNanos } from '../../../engine/units';
import { formatClock, raw, useSize } from '../../../ui';
import { type Lane, refuses, TILE_GAP, tileShape } from '../viewModel';
import type { Look } from './look';
import { StateGlyph } from './StateGlyph';
import type { ViewProps } from './viewProps';
import { intervalStateText, troubleText } from './words';

const NS_PER_S = 1e9;
/** Words grow with their tile. */
const WORD_SHARE = 0.2;
const LINE = 1.3;
/** Words beside it are half as large. Pixels. */
const SMALL_WORD = 12;
const WORD = { least: 14, most: 40 };

/** The state of every breaker now, as large as there is room: for a display on a wall. */
export function Tiles(props: ViewProps) {
  const { lanes, look, focus, onFocus, onOpen } = props;
  const styles = useStyles2(getStyles);
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box, props);
  const shape = tileShape(lanes.length, size);
  const current = Math.max(
    0,
    lanes.findIndex(({ key }) => key === focus?.lane)
  );
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -shape.columns,
    ArrowDown: shape.columns,
    Home: -lanes.length,
    End: lanes.length,
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    const next = step === undefined ? undefined : Math.max(0, Math.min(lanes.length - 1, current + step));
    const lane = lanes[next ?? -1];
    if (event.key === 'Escape') {
      onOpen(undefined);
    } else if (lane !== undefined) {
      event.preventDefault();
      onFocus({ lane: lane.key, interval: lane.breaker.intervals.length - 1 });
      box.current?.querySelectorAll('button')[next ?? 0]?.focus();
    }
  };
  return (
    <div ref={box} className={styles.box} data-testid="clew-tiles">
      <ul
        className={styles.grid}
        style={{
          gap: TILE_GAP,
          gridAutoRows: shape.height,
          gridTemplateColumns: `repeat(${shape.columns}, minmax(0, ${shape.width}px))`,
        }}
        aria-label={t('breaker.tiles.label', 'Circuit breakers now')}
        onKeyDown={onKeyDown}
      >
        {lanes.map((lane, at) => (
          <li key={lane.key}>
            <button
              type="button"
              className={cx(styles.tile, refuses(lane.now.state) && lane.breaker.basis !== 'shadow' && styles.loud)}
              style={tileColours(lane, look)}
              tabIndex={at === current ? 0 : -1}
              onFocus={() => onFocus({ lane: lane.key, interval: lane.breaker.intervals.length - 1 })}
              onClick={() => onOpen({ lane: lane.key, interval: lane.breaker.intervals.length - 1 })}
            >
              <Content lane={lane} {...props} word={wordSize(shape.height)} />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

interface ContentProps extends ViewProps {
  readonly lane: Lane;
  /** Height of the state's word. Pixels. */
  readonly word: number;
}

function Content({ lane, word, look, origin, timeZone }: ContentProps) {
  const styles = useStyles2(getStyles);
  const { breaker, now } = lane;
  const title = lane.title;
  const small = Math.max(SMALL_WORD, Math.round(word / 2));
  const state =
    breaker.basis === 'shadow'
      ? troubleText(lane.trouble)
      : (look.state(now.state).text ?? intervalStateText(breaker.basis, now.state));
  const since =
    breaker.intervals.length === 1
      ? t('breaker.tiles.always', 'all the time')
      : t(
          'breaker.tiles.since',
          'since {{time}}',
          raw({ time: formatClock(addNanos(origin, now.start), timeZone, NS_PER_S) })
        );
  return (
    <>
      <span className={styles.title} style={{ fontSize: small }} title={title}>
        {title}
      </span>
      <span className={styles.state} style={{ fontSize: word, lineHeight: LINE }}>
        <StateGlyph state={now.state} basis={breaker.basis} look={look} size={word} />
        {state}
      </span>
      <span className={styles.since} style={{ fontSize: small - 1 }}>
        {since}
        {breaker.basis === 'inferred' && ` · ${t('breaker.tiles.inferred', 'inferred')}`}
        {lane.flapping && ` · ${troubleText('flapping')}`}
      </span>
    </>
  );
}

function wordSize(height: number): number {
  return Math.round(Math.min(WORD.most, Math.max(WORD.least, height * WORD_SHARE)));
}

function tileColours(lane: Lane, look: Look): CSSProperties {
  const shadow = lane.breaker.basis === 'shadow';
  return {
    borderLeftColor: shadow ? look.shadow : look.state(lane.now.state).fill,
    borderLeftStyle: shadow ? 'dashed' : 'solid',
  };
}

function getStyles(theme: GrafanaTheme2) {
  const line = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' };
  return {
    box: css({ flex: '1 1 auto', minHeight: 0, overflow: 'auto' }),
    grid: css({ display: 'grid', listStyle: 'none', margin: 0, padding: 0, '& > li': { minWidth: 0 } }),
    tile: css({
      background: theme.colors.background.secondary,
      border: 'none',
      borderLeft: '6px solid',
      borderRadius: theme.shape.radius.default,
      color: theme.colors.text.primary,
      display: 'flex',
      flexDirection: 'column',
      gap: 1,
      height: '100%',
      justifyContent: 'center',
      overflow: 'hidden',
      padding: theme.spacing(0.25, 1),
      textAlign: 'left',
      width: '100%',
      '&:hover': { background: theme.colors.action.hover },
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    }),
    loud: css({ background: theme.colors.error.transparent }),
    title: css(line, { lineHeight: LINE }),
    state: css(line, {
      alignItems: 'center',
      display: 'flex',
      fontWeight: theme.typography.fontWeightMedium,
      gap: theme.spacing(0.75),
    }),
    since: css(line, { color: theme.colors.text.secondary, lineHeight: LINE }),
  };
}
