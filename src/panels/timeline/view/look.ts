import type { GrafanaTheme2 } from '@grafana/data';
import { interpolateRgb } from 'd3';
import { serviceColours } from '../../../ui';
import type { Measure, Timeline } from '../viewModel';

/** Colours of one service's drawing. */
export interface LaneLook {
  readonly line: string;
  readonly fill: string;
  /** Of spans that wait for another service. */
  readonly faint: string;
  readonly wash: string;
}

/** Everything the painter needs to know of the theme. */
export interface Look {
  readonly theme: GrafanaTheme2;
  readonly lanes: readonly LaneLook[];
  readonly label: string;
  readonly mono: string;
  readonly measure: Measure;
}

const LABEL_SIZE = 11.5;
const MONO_SIZE = 11;

/** Makes the look of a timeline in a theme. */
export function makeLook(theme: GrafanaTheme2, timeline: Timeline): Look {
  const colours = serviceColours(
    theme,
    timeline.lanes.map((lane) => lane.service.key)
  );
  const label = `${LABEL_SIZE}px ${theme.typography.fontFamily}`;
  const mono = `${MONO_SIZE}px ${theme.typography.fontFamilyMonospace}`;
  return {
    theme,
    label,
    mono,
    measure: { label: makeMeasure(label), mono: makeMeasure(mono) },
    lanes: timeline.lanes.map(({ service }) => laneLook(theme, colours(service.key))),
  };
}

/** Fills are opaque, so that the grid does not run through the words on them. */
function laneLook(theme: GrafanaTheme2, line: string): LaneLook {
  const over = interpolateRgb(theme.colors.background.primary, line);
  return { line, fill: over(theme.isDark ? 0.48 : 0.42), faint: over(theme.isDark ? 0.18 : 0.14), wash: over(0.09) };
}

const ESTIMATED_WIDTH = 6.4;
const MOST_REMEMBERED = 5000;

/** Widths of texts, remembered; an estimate where there is no canvas. */
function makeMeasure(font: string): (text: string) => number {
  // A test environment has no canvas, and does not say so with null.
  const context: CanvasRenderingContext2D | null | undefined = document.createElement('canvas').getContext('2d');
  const widths = new Map<string, number>();
  return (text) => {
    const known = widths.get(text);
    if (known !== undefined) {
      return known;
    }
    if (widths.size > MOST_REMEMBERED) {
      widths.clear();
    }
    const width = measured(context, font, text);
    widths.set(text, width);
    return width;
  };
}

function measured(context: CanvasRenderingContext2D | null | undefined, font: string, text: string): number {
  if (context === null || context === undefined) {
    return text.length * ESTIMATED_WIDTH;
  }
  context.font = font;
  return context.measureText(text).width;
}
