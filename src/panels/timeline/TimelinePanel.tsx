import { LoadingState, type PanelProps } from '@grafana/data';
import React, { useCallback, useMemo } from 'react';
import { epochMs } from '../../engine/units';
import { readAsked } from '../../frames';
import { NoData, useChoice } from '../../ui';
import { askedId } from './model/asked';
import { type TimelineOptions, withDefaults } from './options';
import { nothingToDraw } from './view/nothing';
import { TimelineView } from './view/TimelineView';
import { correctJoin, makeTimeline, readFrames } from './viewModel';

/** The three signals of one ID on one time axis, from whatever frames the panel is given. */
export function TimelinePanel(props: PanelProps<TimelineOptions>) {
  const { data, width, height, timeZone, eventBus, onChangeTimeRange, replaceVariables } = props;
  const options = useMemo(() => withDefaults(props.options), [props.options]);
  const frames = useMemo(() => [...data.series, ...(data.annotations ?? [])], [data.series, data.annotations]);
  const reading = useMemo(() => readFrames(frames), [frames]);
  const [correct, setCorrect] = useChoice(options.correctClocks);
  const corrected = useMemo(() => (correct ? correctJoin(reading.join) : undefined), [correct, reading]);
  const answered = useMemo(() => readAsked(frames)?.id, [frames]);
  const id = answered ?? askedId(data.request?.targets, replaceVariables);
  const loading = data.state === LoadingState.Loading || data.state === LoadingState.Streaming;
  const from = data.timeRange.from.valueOf();
  const to = data.timeRange.to.valueOf();
  const timeline = useMemo(
    () =>
      makeTimeline({
        ...reading,
        ...corrected,
        id,
        range: { from: epochMs(from), to: epochMs(to) },
        loading,
        strips: options.strips,
      }),
    [reading, corrected, id, from, to, loading, options.strips]
  );
  const setRange = useCallback(
    (range: { readonly from: number; readonly to: number }) => onChangeTimeRange({ ...range }),
    [onChangeTimeRange]
  );
  if (timeline.items.size === 0 && timeline.lanes.length === 0) {
    return (
      <NoData data={data} report={reading.report} timeZone={timeZone} id={id} answered={nothingToDraw(reading, id)} />
    );
  }
  return (
    <TimelineView
      timeline={timeline}
      onCorrect={setCorrect}
      frames={frames}
      options={options}
      timeZone={timeZone}
      eventBus={eventBus}
      onDashboardRange={setRange}
      width={width}
      height={height}
    />
  );
}
