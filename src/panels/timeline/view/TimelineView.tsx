import { css } from '@emotion/css';
import type { DataFrame, EventBus, GrafanaTheme2 } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import { t } from '@grafana/i18n';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React, { useCallback, useEffect, useMemo, useReducer } from 'react';
import { nanos } from '../../../engine/units';
import type { TimelineOptions } from '../options';
import {
  exportText,
  findItem,
  initialView,
  listOrder,
  matchItems,
  reduceView,
  Severity,
  type SeverityCode,
  type Timeline,
  toDashboardRange,
  toZoom,
  type ViewState,
  visibleWindow,
  zoomAt,
} from '../viewModel';
import { ClockNote, useFonts } from '../../../ui';
import { Details } from './Details';
import { Footer } from './Footer';
import { LanesView } from './LanesView';
import { Legend } from './Legend';
import { ListView } from './ListView';
import { makeLook } from './look';
import { Toolbar } from './Toolbar';
import type { ViewProps } from './viewProps';
import { exportWords, summaryText } from './words';

interface Props {
  readonly timeline: Timeline;
  /** Everything on one clock, or as it was stamped. */
  readonly onCorrect: (on: boolean) => void;
  /** For data links. */
  readonly frames: readonly DataFrame[];
  readonly options: TimelineOptions;
  readonly timeZone: TimeZone;
  readonly eventBus: EventBus;
  readonly onDashboardRange: ViewProps['onDashboardRange'];
  readonly width: number;
  readonly height: number;
}

const NARROW = 640;
const LEAST_HEIGHT_FOR_FOOTER = 170;

const LEVELS: Readonly<Record<TimelineOptions['level'], SeverityCode>> = {
  all: Severity.Quiet,
  info: Severity.Info,
  warning: Severity.Warning,
  error: Severity.Error,
};

/** A timeline with everything around it. It owns what the reader did, and nothing else. */
export function TimelineView(props: Props) {
  const { timeline, frames, options, timeZone, eventBus, onCorrect, onDashboardRange, width, height } = props;
  const styles = useStyles2(getStyles);
  const theme = useTheme2();
  const [state, dispatch] = useReducer(reduceView, options, openView);
  useFollowOptions(options, dispatch);
  const fonts = useFonts();
  // eslint-disable-next-line react-hooks/exhaustive-deps -- a font that arrives changes what is measured
  const look = useMemo(() => makeLook(theme, timeline), [theme, timeline, fonts]);
  const matches = useMemo(() => matchItems(timeline, state.filter), [timeline, state.filter]);
  const order = useMemo(() => listOrder(matches), [matches]);
  const open = useMemo(() => findItem(timeline, state.open), [timeline, state.open]);
  const window = visibleWindow(state.zoom, timeline.extent, timeline.origin);
  const narrow = width < NARROW;
  const view: ViewProps = {
    timeline,
    matches,
    order,
    state,
    dispatch,
    look,
    options,
    timeZone,
    eventBus,
    onDashboardRange,
    fallback: { width, height },
  };
  const zoomBy = useCallback(
    (factor: number) => {
      const next = zoomAt(window, nanos((window.from + window.to) / 2), factor, timeline.extent);
      dispatch({ kind: 'zoom', zoom: toZoom(next, timeline.origin) });
    },
    [window, timeline]
  );
  const { legend } = options;
  return (
    <div className={styles.root} style={{ width, height }} data-testid="clew-timeline">
      {options.showControls && (
        <Toolbar
          state={state}
          dispatch={dispatch}
          narrow={narrow}
          summary={summaryText(timeline)}
          passing={t('timeline.toolbar.passing', '{{count}} of {{all}}', {
            count: matches.count,
            all: timeline.items.size,
          })}
          correctClocks={timeline.correction !== undefined}
          onCorrect={onCorrect}
          onZoom={zoomBy}
          onDashboardRange={() => onDashboardRange(toDashboardRange(window, timeline.origin))}
          exportText={() => exportText(timeline, order, exportWords(timeline, timeZone))}
        />
      )}
      {timeline.correction !== undefined && (
        <ClockNote correction={timeline.correction.spans} lines={timeline.correction.lines} />
      )}
      <div className={legend.showLegend && legend.placement === 'right' ? styles.beside : styles.stacked}>
        <div className={styles.main}>
          {state.mode === 'lanes' ? <LanesView {...view} /> : <ListView {...view} />}
          {open >= 0 && (
            <Details
              timeline={timeline}
              frames={frames}
              item={open}
              colour={look.lanes[timeline.items.lane[open] ?? -1]?.line}
              timeZone={timeZone}
              narrow={narrow}
              onClose={() => dispatch({ kind: 'open', key: undefined })}
            />
          )}
        </div>
        {legend.showLegend && (
          <div className={legend.placement === 'right' ? styles.legendRight : styles.legendBottom}>
            <Legend timeline={timeline} look={look} state={state} dispatch={dispatch} placement={legend.placement} />
          </div>
        )}
      </div>
      {options.showReport && height > LEAST_HEIGHT_FOR_FOOTER && (
        <Footer
          timeline={timeline}
          open={state.reportOpen}
          onToggle={(next) => dispatch({ kind: 'report', open: next })}
        />
      )}
    </div>
  );
}

function openView(options: TimelineOptions): ViewState {
  return initialView(options.view, LEVELS[options.level], options.aroundErrors);
}

/** What the author changes in the option pane shows at once; what the reader chose stays until then. */
function useFollowOptions({ view, level, aroundErrors }: TimelineOptions, dispatch: ViewProps['dispatch']): void {
  useEffect(() => dispatch({ kind: 'mode', mode: view }), [view, dispatch]);
  useEffect(() => dispatch({ kind: 'level', level: LEVELS[level] }), [level, dispatch]);
  useEffect(
    () => dispatch({ kind: 'around', seconds: aroundErrors > 0 ? aroundErrors : undefined }),
    [aroundErrors, dispatch]
  );
}

function getStyles(theme: GrafanaTheme2) {
  const group = { display: 'flex', flex: '1 1 auto', minHeight: 0 } as const;
  return {
    root: css({ display: 'flex', flexDirection: 'column', position: 'relative' }),
    stacked: css({ ...group, flexDirection: 'column' }),
    beside: css({ ...group, flexDirection: 'row' }),
    main: css({ ...group, flexDirection: 'column', minWidth: 0, position: 'relative' }),
    legendBottom: css({ flex: '0 0 auto', maxHeight: '30%', overflow: 'auto', paddingTop: theme.spacing(0.5) }),
    legendRight: css({ flex: '0 0 auto', maxWidth: '35%', overflow: 'auto', paddingLeft: theme.spacing(1) }),
  };
}
