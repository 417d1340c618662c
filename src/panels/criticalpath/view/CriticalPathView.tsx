import { css, cx } from '@emotion/css';
import type { DataFrame } from '@grafana/data';
import type { TimeZone } from '@grafana/schema';
import { useTheme2 } from '@grafana/ui';
import React, { type Dispatch, useCallback, useEffect, useMemo, useReducer } from 'react';
import type { Trace } from '../../../engine/model';
import { useFonts, useSteps } from '../../../ui';
import type { CriticalPathOptions } from '../options';
import {
  analyse,
  analyseMany,
  fieldLook,
  initialView,
  type OneSettings,
  orderAmong,
  reduceView,
  type Reading,
  type ViewAction,
} from '../viewModel';
import { GROUND_PROPERTY, makeLook } from './look';
import { ManyView } from './ManyView';
import { OneView } from './OneView';
import type { ViewProps } from './viewProps';
import { makeWords } from './words';

interface Props {
  readonly reading: Reading;
  /** All traces on one clock, or as they were stamped. */
  readonly onCorrect: (on: boolean) => void;
  /** For data links. */
  readonly frames: readonly DataFrame[];
  readonly options: CriticalPathOptions;
  readonly timeZone: TimeZone;
  readonly transparent: boolean;
  readonly width: number;
  readonly height: number;
}

/** One trace or many. It owns what the reader did, and nothing else. */
export function CriticalPathView(props: Props) {
  const { reading, frames, options, timeZone, transparent, onCorrect, width, height } = props;
  const theme = useTheme2();
  const [state, dispatch] = useReducer(reduceView, options.spans === 'path', initialView);
  useFollowOptions(options, dispatch);
  const fonts = useFonts();
  const fields = useMemo(() => fieldLook(frames), [frames]);
  const keys = useMemo(() => serviceKeys(reading), [reading]);
  const words = useMemo(() => makeWords(fields, keys), [fields, keys]);
  const { colours, pathColour } = options;
  const look = useMemo(
    () => makeLook({ theme, keys, fields, options: { colours, pathColour }, transparent }),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- a font that arrives changes what is measured
    [theme, keys, fields, colours, pathColour, transparent, fonts]
  );
  const settings = useSettings(options);
  const view: ViewProps = {
    frames,
    options,
    fields,
    state,
    dispatch,
    correction: reading.correction,
    onCorrect,
    look,
    words,
    timeZone,
    width,
    height,
  };
  const many = options.mode === 'many' || (options.mode === 'auto' && reading.traces.length > 1);
  const [first] = reading.traces;
  const chosen = reading.traces.find(({ trace }) => trace.traceId === state.traceId) ?? (many ? undefined : first);
  const sums = useMemo(
    () => (many && chosen === undefined ? analyseMany(reading.traces, settings) : undefined),
    [many, chosen, reading, settings]
  );
  return (
    <div
      className={cx(rootStyle, css({ [GROUND_PROPERTY]: look.ground }))}
      style={{ width, height }}
      data-testid="clew-critical-path"
    >
      {chosen !== undefined && (
        <OneStaged {...view} trace={chosen.trace} settings={settings} reading={reading} many={many} />
      )}
      {sums !== undefined && <ManyView {...view} many={sums} reading={reading} />}
    </div>
  );
}

interface OneStagedProps extends ViewProps {
  readonly trace: Trace;
  readonly settings: OneSettings;
  readonly reading: Reading;
  readonly many: boolean;
}

/** A large trace is analysed in slices, so that the page stays quick. */
function OneStaged({ trace, settings, ...view }: OneStagedProps) {
  const { reading, many } = view;
  const order = useMemo(() => (many ? orderAmong(reading.traces) : undefined), [many, reading]);
  const steps = useCallback(() => analyse(trace, settings, order), [trace, settings, order]);
  const one = useSteps(steps, trace.size);
  return one === undefined ? null : <OneView {...view} one={one} />;
}

function useSettings({ rule, backToBack, faster }: CriticalPathOptions): OneSettings {
  return useMemo(() => ({ rule, backToBack, faster: faster / 100 }), [rule, backToBack, faster]);
}

/** What the author changes in the option pane shows at once; what the reader chose stays until then. */
function useFollowOptions({ spans }: CriticalPathOptions, dispatch: Dispatch<ViewAction>): void {
  useEffect(() => dispatch({ kind: 'only-path', only: spans === 'path' }), [spans, dispatch]);
}

function serviceKeys({ traces }: Reading): readonly string[] {
  return [...new Set(traces.flatMap(({ trace }) => trace.services.map(({ key }) => key)))];
}

const rootStyle = css({ display: 'flex', flexDirection: 'column', position: 'relative' });
