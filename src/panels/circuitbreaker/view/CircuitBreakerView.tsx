import { css } from '@emotion/css';
import { type GrafanaTheme2, type PanelData, type PanelProps, type ValueMapping } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import { useStyles2, useTheme2 } from '@grafana/ui';
import React, { useCallback, useMemo, useState } from 'react';
import { addNanos, epochMsFromNs, type Nanos, nanos } from '../../../engine/units';
import { type TimeSpan, useChoice, useFonts } from '../../../ui';
import type { CircuitBreakerOptions, Mode, SortBy } from '../options';
import { type Analysed, type Focus, type Lane, sortLanes, summarise } from '../viewModel';
import { Body } from './Body';
import { Details } from './Details';
import { Legend } from './Legend';
import { type Look, makeLook } from './look';
import { Sources } from './Sources';
import { SummaryLine } from './SummaryLine';
import { Toolbar } from './Toolbar';
import type { ViewProps } from './viewProps';

interface Props {
  readonly analysed: Analysed;
  readonly data: PanelData;
  readonly options: CircuitBreakerOptions;
  readonly mappings: readonly ValueMapping[] | undefined;
  readonly transparent: boolean;
  readonly timeZone: TimeZone;
  readonly width: number;
  readonly height: number;
  readonly onChangeTimeRange: PanelProps['onChangeTimeRange'];
}

/** Below it there is room for the breakers alone. */
const SMALL = { width: 280, height: 150 };
/** From this width on details stand beside the lanes, and findings beside the changes. */
const WIDE = 900;

/** The parts of the panel. It owns what the reader chose, and nothing else. */
export function CircuitBreakerView(props: Props) {
  const { analysed, data, options, mappings, transparent, width, height, timeZone, onChangeTimeRange } = props;
  const styles = useStyles2(getStyles);
  const look = useLook(mappings, transparent);
  const [mode, setMode] = useChoice<Mode>(options.mode);
  const [sortBy, setSortBy] = useChoice<SortBy>(options.sortBy);
  const [focus, setFocus] = useState<Focus>();
  const [open, setOpen] = useState<Focus>();
  const lanes = useShown(analysed, options, sortBy);
  const { origin, end } = analysed.breakers;
  const window = useMemo(() => ({ from: nanos(0), to: end }), [end]);
  const onRange = useCallback(
    ({ from, to }: TimeSpan) => {
      const at = (time: Nanos) => epochMsFromNs(addNanos(origin, time));
      onChangeTimeRange({ from: Math.floor(at(from)), to: Math.ceil(at(to)) });
    },
    [origin, onChangeTimeRange]
  );
  const onOpen = useCallback((next: Focus | undefined) => {
    setOpen(next);
    setFocus((before) => next ?? before);
  }, []);
  const small = width < SMALL.width || height < SMALL.height;
  const view: ViewProps = {
    analysed,
    lanes,
    request: data.request,
    options,
    look,
    origin,
    window,
    timeZone,
    width,
    height,
    focus,
    onFocus: setFocus,
    onOpen,
    onRange,
  };
  const opened = lanes.find(({ key }) => key === open?.lane);
  return (
    <div className={styles.root} style={{ width, height }} data-testid="clew-circuit-breakers">
      {!small && (
        <div className={styles.head}>
          <SummaryLine summary={summarise(lanes)} look={look} />
          {options.showControls && <Toolbar mode={mode} onMode={setMode} sortBy={sortBy} onSortBy={setSortBy} />}
        </div>
      )}
      <div className={width < WIDE ? styles.stack : styles.row}>
        <Body {...view} mode={mode} wide={width >= WIDE} />
        {open !== undefined && opened !== undefined && (
          <Details {...view} lane={opened} open={open} beside={width >= WIDE} />
        )}
      </div>
      {options.showLegend && !small && mode === 'lanes' && (
        <Legend lanes={lanes} look={look} calls={options.showCalls && lanes.some(({ breaker }) => breaker.calls)} />
      )}
      {options.showFooter && !small && <Sources data={data} analysed={analysed} />}
    </div>
  );
}

function useLook(mappings: readonly ValueMapping[] | undefined, transparent: boolean): Look {
  const theme = useTheme2();
  const fonts = useFonts();
  return useMemo(
    () => makeLook(theme, mappings ?? [], transparent),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a font that arrives changes what is drawn
    [theme, mappings, transparent, fonts]
  );
}

/** The lanes that the author wants to see, in the order that the reader chose. */
function useShown(
  { lanes }: Analysed,
  { shadow, showInferred }: CircuitBreakerOptions,
  sortBy: SortBy
): readonly Lane[] {
  return useMemo(
    () =>
      sortLanes(
        lanes.filter(({ breaker }) => isShown(breaker, shadow, showInferred)),
        sortBy
      ),
    [lanes, shadow, showInferred, sortBy]
  );
}

function isShown(
  { basis, shadow: outcome }: Lane['breaker'],
  shadow: CircuitBreakerOptions['shadow'],
  showInferred: boolean
): boolean {
  switch (basis) {
    case 'measured':
      return true;
    case 'inferred':
      return showInferred;
    case 'shadow':
      return shadow === 'all' || (shadow === 'opened' && outcome !== undefined);
  }
}

function getStyles(theme: GrafanaTheme2) {
  const fill = { display: 'flex', flex: '1 1 auto', gap: theme.spacing(1), minHeight: 0, minWidth: 0 } as const;
  return {
    root: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(0.5), position: 'relative' }),
    head: css({
      alignItems: 'center',
      display: 'flex',
      flex: '0 0 auto',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 2),
    }),
    row: css(fill),
    stack: css(fill, { flexDirection: 'column' }),
  };
}
