import type { DataFrame, PanelProps } from '@grafana/data';
import { t } from '@grafana/i18n';
import React, { useCallback, useMemo } from 'react';
import type { Steps } from '../../engine/steps';
import { epochNsFromMs, nanosFromMs } from '../../engine/units';
import { NoData, StateMessage, useSteps } from '../../ui';
import { type CascadeOptions, withDefaults } from './options';
import { CascadeView } from './view/CascadeView';
import { nothingToDraw } from './view/nothing';
import { analyse, type Analysed, type AnalysisSettings, type CascadeWindow, readFrames } from './viewModel';

const MS_PER_MINUTE = 60_000;
const NONE: readonly DataFrame[] = [];

/** Who fell first, how it spread, how far, and who is to blame: from whatever frames the panel is given. */
export function CascadePanel(props: PanelProps<CascadeOptions>) {
  const { data, width, height, timeZone } = props;
  const options = useMemo(() => withDefaults(props.options), [props.options]);
  const settings = useSettings(options);
  const window = useWindow(data.timeRange);
  const frames = data.series;
  const annotations = data.annotations ?? NONE;
  const steps = useCallback(
    function* (): Steps<Analysed> {
      const reading = yield* readFrames(frames, annotations, window.origin);
      return yield* analyse(reading, window, settings);
    },
    [frames, annotations, window, settings]
  );
  const rows = useMemo(() => frames.reduce((all, { length }) => all + length, 0), [frames]);
  const analysed = useSteps(steps, rows);
  if (analysed === undefined) {
    return <StateMessage kind="loading" title={t('cascade.none.working', 'Finding out who was first')} known={[]} />;
  }
  if (analysed.cascade.services.length === 0) {
    const { report } = analysed.reading;
    return <NoData data={data} report={report} timeZone={timeZone} answered={nothingToDraw(analysed)} />;
  }
  return (
    <CascadeView analysed={analysed} data={data} options={options} timeZone={timeZone} width={width} height={height} />
  );
}

function useSettings({ baselineMinutes, showSuspects }: CascadeOptions): AnalysisSettings {
  return useMemo(
    () => ({ baseline: nanosFromMs(baselineMinutes * MS_PER_MINUTE), suspects: showSuspects }),
    [baselineMinutes, showSuspects]
  );
}

/** The time range of the data: the same object as long as its bounds are the same. */
function useWindow({ from, to }: PanelProps['data']['timeRange']): CascadeWindow {
  const [start, end] = [from.valueOf(), to.valueOf()];
  return useMemo(() => ({ origin: epochNsFromMs(start), length: nanosFromMs(end - start) }), [start, end]);
}
