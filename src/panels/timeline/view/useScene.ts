import { useMemo } from 'react';
import { type AxisTicks, clockTicks, offsetTicks, type PixelSize, type TimeSpan } from '../../../ui';
import { layOut, type Layout, makeScene, type Scene, type SceneInput, visibleWindow } from '../viewModel';
import type { ViewProps } from './viewProps';
import { sceneWords } from './words';

/** The picture of the moment, and what it was made from. */
export interface SceneState {
  readonly input: SceneInput;
  readonly scene: Scene;
  readonly layout: Layout;
  readonly window: TimeSpan;
  readonly ticks: AxisTicks;
}

const PIXELS_PER_TICK = 110;

/** Makes the scene anew when what it is made from has changed, and only then. */
export function useScene(props: ViewProps, { width, height }: PixelSize, top: number): SceneState {
  const { timeline, matches, state, look, options, timeZone } = props;
  const { hidden } = state.filter;
  const layout = useMemo(
    () => layOut(timeline, { hidden, collapsed: state.collapsed }),
    [timeline, hidden, state.collapsed]
  );
  const window = useMemo(
    () => visibleWindow(state.zoom, timeline.extent, timeline.origin),
    [state.zoom, timeline.extent, timeline.origin]
  );
  const input = useMemo<SceneInput>(
    () => ({ timeline, layout, matches, window, width, height, top, measure: look.measure, words: sceneWords() }),
    [timeline, layout, matches, window, width, height, top, look.measure]
  );
  const scene = useMemo(() => makeScene(input), [input]);
  const ticks = useMemo(() => {
    const count = Math.max(1, Math.floor(width / PIXELS_PER_TICK));
    return options.axis === 'clock'
      ? clockTicks(window, timeline.origin, timeZone, count)
      : offsetTicks(window, timeline.zero, count);
  }, [options.axis, window, timeline.origin, timeline.zero, timeZone, width]);
  return { input, scene, layout, window, ticks };
}
