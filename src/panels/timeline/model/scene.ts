import { xOf } from '../../../ui';
import { foldedBars, rowBars, rowTop } from './bars';
import { boxesBetween, type LaneBox, Size } from './layout';
import type { Bar, Scene, SceneInput, SceneLane } from './scene-types';
import { drawStrip, laneDiamonds } from './strip-drawing';
import { laneTicks } from './ticks';

const BAND_FROM = 1.4;

/**
 * What is to be drawn, in pixels: only lanes and rows on the screen, only what meets the window, and nothing finer than
 * a pixel. Pure.
 */
export function makeScene(input: SceneInput): Scene {
  const { timeline, layout, window, width, top, height } = input;
  const lanes = boxesBetween(layout, top, top + height).map((box) => sceneLane(input, box));
  const at = (time: number) => xOf(time, window, width);
  const failure = timeline.firstFailure?.time;
  return {
    lanes,
    request: requestBand(input),
    shaded: shadedStretches(input),
    tears: timeline.tears
      .map((tear) => ({ tear, x: at(tear.time) }))
      .filter(({ x }) => x >= -Size.spanRow && x <= width + Size.spanRow),
    failureX: failure !== undefined && failure >= window.from && failure <= window.to ? at(failure) : undefined,
    drawn: lanes.reduce((sum, lane) => sum + drawnOf(lane), 0),
  };
}

function sceneLane(input: SceneInput, box: LaneBox): SceneLane {
  const ticks = laneTicks(input, box);
  return {
    box,
    bars: laneBars(input, box),
    ticks,
    strips: box.strips.map((strip) => drawStrip(input, strip)),
    diamonds: laneDiamonds(input, box),
    note: ticks.length > 0 ? undefined : noteOf(input, box),
  };
}

function laneBars(input: SceneInput, box: LaneBox): readonly Bar[] {
  if (box.collapsed) {
    return foldedBars(input, box);
  }
  return visibleRows(input, box).flatMap((row) =>
    rowBars(input, box.lane.rows[row] ?? new Int32Array(), rowTop(box, row))
  );
}

function visibleRows({ top, height }: SceneInput, box: LaneBox): readonly number[] {
  const first = Math.max(0, Math.floor((top - box.spanTop) / Size.spanRow));
  const last = Math.min(box.lane.rows.length - 1, Math.floor((top + height - box.spanTop) / Size.spanRow));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);
}

/** Why there are no ticks. "No log lines" is only said when somebody looked for lines and nothing went wrong. */
function noteOf({ timeline, words }: SceneInput, { lane, collapsed }: LaneBox): string | undefined {
  if (collapsed) {
    return undefined;
  }
  if (lane.logs.length > 0) {
    return words.linesOutside(lane.logs.length);
  }
  switch (timeline.presence.logs) {
    case 'not-asked':
      return undefined;
    case 'failed':
      return words.logsFailed;
    case 'loading':
      return words.logsLoading;
    case 'present':
    case 'empty':
      return words.noLogs;
  }
}

/** Once the window is much longer than the request, the request is marked as a band. */
function requestBand({ timeline, window, width }: SceneInput): Scene['request'] {
  const { request } = timeline;
  if (request === undefined || window.to - window.from < (request.to - request.from) * BAND_FROM) {
    return undefined;
  }
  const x = xOf(request.from, window, width);
  return { x, width: Math.max(1, xOf(request.to, window, width) - x) };
}

function shadedStretches({ matches, window, width }: SceneInput): readonly number[] {
  if (matches.contexts === undefined) {
    return [];
  }
  const shaded: number[] = [];
  let from = 0;
  const add = (to: number) => {
    if (to > from) {
      shaded.push(from, Math.min(to, width) - from);
    }
  };
  for (const context of matches.contexts) {
    add(xOf(context.from, window, width));
    from = Math.max(from, xOf(context.to, window, width));
    if (from >= width) {
      return shaded;
    }
  }
  add(width);
  return shaded;
}

function drawnOf(lane: SceneLane): number {
  const points = lane.strips.reduce((sum, strip) => {
    return sum + strip.dots.length + strip.segments.reduce((all, segment) => all + segment.length, 0);
  }, 0);
  return lane.bars.length + lane.ticks.length + lane.diamonds.length + points;
}
