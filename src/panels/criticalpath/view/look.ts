import { colorManipulator, type GrafanaTheme2 } from '@grafana/data';
import { hsl, interpolateRgb, lab } from 'd3';
import { serviceColours } from '../../../ui';
import type { FieldLook } from '../viewModel';
import type { CriticalPathOptions } from '../options';
import { nameOf } from './words';

/** Colours of one service. Fills are opaque, so that the grid does not run through words. */
export interface ServiceLook {
  readonly line: string;
  /** A bar with something of the path on it. */
  readonly fill: string;
  /** A bar off the path. */
  readonly faint: string;
  /** A box with words on it: they must be read (WCAG AA). */
  readonly box: string;
}

/** Everything the painters need to know of the theme and the options. */
export interface Look {
  readonly theme: GrafanaTheme2;
  readonly service: (key: string) => ServiceLook;
  /** What lies under everything. */
  readonly ground: string;
  readonly path: string;
  readonly pathEdge: string;
  readonly onPath: string;
  readonly font: string;
  readonly boldFont: string;
  readonly measure: (text: string) => number;
}

/** The property of style sheets that holds {@link Look.ground}: transparent panels stand on the page. */
export const GROUND_PROPERTY = '--clew-ground';
/** The panel's ground as a style may name it: tables stand on it with heads that rows scroll below. */
export const GROUND = `var(${GROUND_PROPERTY})`;

const LABEL_SIZE = 11.5;
const MIX = { dark: { fill: 0.5, faint: 0.2, box: 0.28 }, light: { fill: 0.5, faint: 0.2, box: 0.35 } } as const;
const EDGE_DARKER = 0.7;
/** CIELAB distance below which two colours are taken for one another. */
const TOO_NEAR = 30;
const PALER = 0.4;

interface LookInput {
  readonly theme: GrafanaTheme2;
  readonly keys: readonly string[];
  readonly fields: FieldLook;
  readonly options: Pick<CriticalPathOptions, 'colours' | 'pathColour'>;
  readonly transparent: boolean;
}

/** Makes the look of a panel. Colours that value mappings give to services win over ours. */
export function makeLook({ theme, keys, fields, options, transparent }: LookInput): Look {
  const colours = serviceColours(theme, keys);
  const ground = transparent ? theme.colors.background.canvas : theme.colors.background.primary;
  const mix = theme.isDark ? MIX.dark : MIX.light;
  const path = theme.visualization.getColorByName(options.pathColour);
  const looks = new Map<string, ServiceLook>();
  const makeService = (key: string): ServiceLook => {
    const own = fields.service(nameOf(key))?.colour;
    const line = own === undefined ? unlikePath(colours(key), path) : theme.visualization.getColorByName(own);
    const tint = options.colours === 'service' ? line : theme.colors.text.disabled;
    const over = interpolateRgb(ground, opaque(tint, ground));
    return { line, fill: over(mix.fill), faint: over(mix.faint), box: over(mix.box) };
  };
  const font = `${LABEL_SIZE}px ${theme.typography.fontFamily}`;
  return {
    theme,
    service: (key) => {
      const known = looks.get(key) ?? makeService(key);
      looks.set(key, known);
      return known;
    },
    ground,
    path,
    pathEdge: theme.isDark ? path : darker(path),
    onPath: theme.colors.getContrastText(path),
    font,
    boldFont: `600 ${font}`,
    measure: makeMeasure(`600 ${font}`),
  };
}

/** A service whose colour is that of the path is drawn paler: the path must be told from everything. */
function unlikePath(colour: string, path: string): string {
  const [a, b] = [lab(colour), lab(path)];
  if (Math.hypot(a.l - b.l, a.a - b.a, a.b - b.b) > TOO_NEAR) {
    return colour;
  }
  const { h, s, l } = hsl(colour);
  return hsl(h, s * PALER, l * EDGE_DARKER).formatHex();
}

/** On white, yellow needs a rim to be seen. */
function darker(colour: string): string {
  const { h, s, l } = hsl(colour);
  return hsl(h, s, l * EDGE_DARKER).formatHex();
}

function opaque(colour: string, ground: string): string {
  const { type, values } = colorManipulator.decomposeColor(colour);
  return type === 'rgba' ? interpolateRgb(ground, rgbOf(values))(values[3] ?? 1) : colour;
}

function rgbOf([r = 0, g = 0, b = 0]: readonly number[]): string {
  return `rgb(${r}, ${g}, ${b})`;
}

const ESTIMATED_WIDTH = 6.6;

/**
 * Widths of texts: those of their characters together, each measured once, because labels are as many as spans and kerning
 * changes them by less than a pixel. An estimate where there is no canvas.
 */
function makeMeasure(font: string): (text: string) => number {
  // A test environment has no canvas, and does not say so with null.
  const context: CanvasRenderingContext2D | null | undefined = document.createElement('canvas').getContext('2d');
  const widths = new Map<string, number>();
  return (text) => {
    let sum = 0;
    for (const character of text) {
      const width = widths.get(character) ?? measured(context, font, character);
      widths.set(character, width);
      sum += width;
    }
    return sum;
  };
}

function measured(context: CanvasRenderingContext2D | null | undefined, font: string, text: string): number {
  if (context === null || context === undefined) {
    return text.length * ESTIMATED_WIDTH;
  }
  context.font = font;
  return context.measureText(text).width;
}
