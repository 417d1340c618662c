import type { PanelProps } from '@grafana/data';
import React, { useCallback, useEffect, useMemo, useRef } from 'react';
import { NoData, useChoice, useSteps } from '../../ui';
import { type CriticalPathOptions, withDefaults } from './options';
import { CriticalPathView } from './view/CriticalPathView';
import { nothingToDraw } from './view/nothing';
import { correctReading, readFrames, type Reading } from './viewModel';

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
  const [correct, setCorrect] = useChoice(options.correctClocks);
  const correcting = useCallback(() => correctReading(reading, correct), [reading, correct]);
  // Until it is worked out, what was stamped is shown.
  const shown = useSteps(correcting, correct ? spansOf(reading) : 0) ?? reading;
  if (reading === undefined || shown === undefined) {
    return null;
  }
  if (reading.traces.length === 0) {
    return <NoData data={data} report={reading.report} timeZone={timeZone} answered={nothingToDraw(reading)} />;
  }
  return (
    <CriticalPathView
      reading={shown}
      onCorrect={setCorrect}
      frames={frames}
      options={options}
      timeZone={timeZone}
      transparent={transparent}
      width={width}
      height={height}
    />
  );
}

function spansOf(reading: Reading | undefined): number {
  return reading?.traces.reduce((all, { trace }) => all + trace.size, 0) ?? 0;
}
