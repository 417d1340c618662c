import type { PanelProps } from '@grafana/data';
import React, { useCallback, useEffect, useMemo, useRef } from 'react';
import { type CriticalPathOptions, withDefaults } from './options';
import { CriticalPathView } from './view/CriticalPathView';
import { NoData } from './view/NoData';
import { useSteps } from './view/useSteps';
import { readFrames, type Reading } from './viewModel';

/** Where the time of one request, or of many, went: from whatever trace frames the panel is given. */
export function CriticalPathPanel(props: PanelProps<CriticalPathOptions>) {
  const { data, width, height, timeZone, transparent } = props;
  const options = useMemo(() => withDefaults(props.options), [props.options]);
  const frames = data.series;
  const before = useRef<Reading | undefined>(undefined);
  const steps = useCallback(() => readFrames(frames, before.current), [frames]);
  const rows = useMemo(() => frames.reduce((all, { length }) => all + length, 0), [frames]);
  const reading = useSteps(steps, rows);
  useEffect(() => {
    before.current = reading;
  }, [reading]);
  if (reading === undefined) {
    return null;
  }
  if (reading.traces.length === 0) {
    return <NoData data={data} reading={reading} timeZone={timeZone} />;
  }
  return (
    <CriticalPathView
      reading={reading}
      frames={frames}
      options={options}
      timeZone={timeZone}
      transparent={transparent}
      width={width}
      height={height}
    />
  );
}
