import { colorManipulator, type GrafanaTheme2 } from '@grafana/data';
import { hsl, lab } from 'd3';

/** Colour of one service, by its key. */
export type ServiceColours = (key: string) => string;

const FIRST_HUES = ['blue', 'purple', 'green', 'orange', 'yellow'];
const PALETTE_SIZE = 14;
const MIN_CONTRAST = 2.6;
const RED_FROM = 335;
const RED_TO = 27;
const LEAST_CHROMA = 26;
const LIGHTNESS = { dark: [52, 86], light: [34, 72] } as const;
/** Two colours are told apart by their hue sooner than by how light they are. */
const LIGHTNESS_WEIGHT = 0.45;
/** A key is hashed into these first; the rest is for whoever finds them taken. */
const DISTINCT = 7;

/**
 * The theme's visualization colours that may stand for a service: reds are left out, because red says "error", and so
 * are those that would drown in the panel's background. The five plain hues come first, then the colours of the theme's
 * palette that are farthest from all chosen before (CIELAB distance).
 */
export function servicePalette(theme: GrafanaTheme2): readonly string[] {
  const resolve = (name: string) => theme.visualization.getColorByName(name);
  const chosen = FIRST_HUES.map(resolve);
  const candidates = theme.visualization.palette
    .map(resolve)
    .filter((colour) => !saysError(colour) && isVivid(theme, colour) && contrast(theme, colour) >= MIN_CONTRAST);
  while (chosen.length < PALETTE_SIZE && candidates.length > 0) {
    const scored = candidates.map((colour) => Math.min(...chosen.map((other) => distance(colour, other))));
    const best = scored.indexOf(Math.max(...scored));
    chosen.push(...candidates.splice(best, 1));
  }
  return chosen;
}

/**
 * Gives every service a colour that depends on its key, so that the same service looks the same in every panel and after
 * every refresh. Two keys that hash alike are told apart by the next free colour, in the order of the sorted keys.
 */
export function serviceColours(theme: GrafanaTheme2, keys: readonly string[]): ServiceColours {
  const palette = servicePalette(theme);
  const taken = new Set<number>();
  const colours = new Map<string, string>();
  for (const key of [...new Set(keys)].sort()) {
    const slot = freeSlot(hash(key), taken, palette.length);
    taken.add(slot);
    colours.set(key, palette[slot] ?? theme.colors.text.secondary);
  }
  return (key) => colours.get(key) ?? palette[hash(key) % DISTINCT] ?? theme.colors.text.secondary;
}

/** The key's own slot, else the next free one of the distinct colours, else the next free one of all. */
function freeSlot(wanted: number, taken: ReadonlySet<number>, size: number): number {
  const near = Array.from({ length: DISTINCT }, (_, step) => (wanted + step) % DISTINCT);
  const far = Array.from({ length: size }, (_, step) => (wanted + step) % size);
  return [...near, ...far].find((slot) => !taken.has(slot)) ?? wanted % size;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

function saysError(colour: string): boolean {
  const { h } = hsl(colour);
  return h >= RED_FROM || h <= RED_TO;
}

/** Pale and muddy colours of the palette look like one another once they are thin lines. */
function isVivid(theme: GrafanaTheme2, colour: string): boolean {
  const { l, a, b } = lab(colour);
  const [darkest, lightest] = theme.isDark ? LIGHTNESS.dark : LIGHTNESS.light;
  return Math.hypot(a, b) >= LEAST_CHROMA && l >= darkest && l <= lightest;
}

function contrast(theme: GrafanaTheme2, colour: string): number {
  return colorManipulator.getContrastRatio(colour, theme.colors.background.primary);
}

function distance(one: string, other: string): number {
  const a = lab(one);
  const b = lab(other);
  return Math.hypot((a.l - b.l) * LIGHTNESS_WEIGHT, a.a - b.a, a.b - b.b);
}
