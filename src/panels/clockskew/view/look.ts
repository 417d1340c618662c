import { colorManipulator, type GrafanaTheme2 } from '@grafana/data';
import { interpolateRgbBasis } from 'd3';
import type { SkewLevel } from '../../../engine/clock';

/** Everything that the painters need to know of the theme. */
export interface Look {
  readonly theme: GrafanaTheme2;
  /** Colour of a place on the diverging scale, -1 to 1. */
  readonly diverging: (place: number) => string;
  /** Colour of words on a colour of that scale. */
  readonly wordsOn: (colour: string) => string;
  readonly level: (level: SkewLevel) => string;
  /** Colours of curves that deserve one, in turn. */
  readonly curve: (index: number) => string;
  readonly font: string;
  readonly smallFont: string;
}

/** Blue is behind, orange is ahead: both are seen by every kind of colour blindness, and red stays the colour of errors. */
const BEHIND_TO_AHEAD = {
  dark: ['#6fb1ff', '#3274c9', '#1f4470', '#24262d', '#70431c', '#c9711f', '#ffab5c'],
  light: ['#1f5fae', '#5f9bdb', '#bcd8f3', '#f4f5f5', '#fbd5a8', '#ee9b45', '#b4590b'],
} as const;
const CURVES = ['orange', 'blue', 'purple', 'green', 'yellow', 'semi-dark-red'];
const DARK_WORDS = '#0b0c0e';
const LIGHT_WORDS = '#ffffff';

/** Makes the look of a theme. */
export function makeLook(theme: GrafanaTheme2): Look {
  const scale = interpolateRgbBasis([...(theme.isDark ? BEHIND_TO_AHEAD.dark : BEHIND_TO_AHEAD.light)]);
  const levels = {
    info: theme.colors.text.secondary,
    warning: theme.colors.warning.text,
    alarm: theme.colors.error.text,
  };
  return {
    theme,
    diverging: (place) => scale((place + 1) / 2),
    wordsOn: (colour) =>
      colorManipulator.getContrastRatio(LIGHT_WORDS, colour) >= colorManipulator.getContrastRatio(DARK_WORDS, colour)
        ? LIGHT_WORDS
        : DARK_WORDS,
    level: (level) => levels[level],
    curve: (index) => theme.visualization.getColorByName(CURVES[index % CURVES.length] ?? 'orange'),
    font: `500 12px ${theme.typography.fontFamily}`,
    smallFont: `10.5px ${theme.typography.fontFamily}`,
  };
}
