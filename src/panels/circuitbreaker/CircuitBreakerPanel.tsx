import type { PanelProps } from '@grafana/data';
import React, { useCallback, useMemo } from 'react';
import type { BreakerWindow } from '../../engine/breaker';
import type { Steps } from '../../engine/steps';
import { epochNsFromMs } from '../../engine/units';
import { NoData, useSteps } from '../../ui';
import { type CircuitBreakerOptions, withDefaults } from './options';
import { CircuitBreakerView } from './view/CircuitBreakerView';
import { nothingToDraw } from './view/nothing';
import { analyse, type Analysed, readFrames, settingsOf } from './viewModel';

/** Which breakers are open, since when and why, and where one is missing: from whatever frames the panel is given. */
export function CircuitBreakerPanel(props: PanelProps<CircuitBreakerOptions>) {
  const { data, width, height, timeZone, transparent, onChangeTimeRange } = props;
  const options = useMemo(() => withDefaults(props.options), [props.options]);
  const { rule, custom } = options;
  const settings = useMemo(() => settingsOf(rule, custom), [rule, custom]);
  const window = useWindow(data.timeRange);
  const frames = data.series;
  const steps = useCallback(
    function* (): Steps<Analysed> {
      const reading = yield* readFrames(frames, window.start);
      return yield* analyse(reading, window, settings);
    },
    [frames, window, settings]
  );
  const rows = useMemo(() => frames.reduce((all, { length }) => all + length, 0), [frames]);
  const analysed = useSteps(steps, rows);
  if (analysed === undefined) {
    return null;
  }
  if (analysed.lanes.length === 0) {
    return (
      <NoData
        data={data}
        report={analysed.reading.report}
        timeZone={timeZone}
        answered={nothingToDraw(analysed, options)}
      />
    );
  }
  return (
    <CircuitBreakerView
      analysed={analysed}
      data={data}
      options={options}
      mappings={props.fieldConfig.defaults.mappings}
      transparent={transparent}
      timeZone={timeZone}
      width={width}
      height={height}
      onChangeTimeRange={onChangeTimeRange}
    />
  );
}

/** The time range of the data: the same object as long as its bounds are the same. */
function useWindow({ from, to }: PanelProps['data']['timeRange']): BreakerWindow {
  const [start, end] = [from.valueOf(), to.valueOf()];
  return useMemo(() => ({ start: epochNsFromMs(start), end: epochNsFromMs(end) }), [start, end]);
}
