import type { GrafanaTheme2 } from '@grafana/data';
import { colorManipulator } from '@grafana/data';
import { hsl, lab } from 'd3';

/** Colour of one service, by its key. */
export type ServiceColours = (key: string) => string;

const FIRST_HUES = ['blue', 'purple', 'green', 'orange', 'yellow'];
const PALETTE_SIZE = 14;
const MIN_CONTRAST = 2.6;
const RED_FROM = 335;
const RED_TO = 18;
const MIN_SATURATION = 0.2;

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
    .filter((colour) => !saysError(colour) && contrast(theme, colour) >= MIN_CONTRAST);
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
    let slot = hash(key) % palette.length;
    for (let tries = 0; taken.has(slot) && tries < palette.length; tries++) {
      slot = (slot + 1) % palette.length;
    }
    taken.add(slot);
    colours.set(key, palette[slot] ?? theme.colors.text.secondary);
  }
  return (key) => colours.get(key) ?? palette[hash(key) % palette.length] ?? theme.colors.text.secondary;
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
  const { h, s } = hsl(colour);
  return s < MIN_SATURATION || h >= RED_FROM || h <= RED_TO;
}

function contrast(theme: GrafanaTheme2, colour: string): number {
  return colorManipulator.getContrastRatio(colour, theme.colors.background.primary);
}

function distance(one: string, other: string): number {
  const a = lab(one);
  const b = lab(other);
  return Math.hypot(a.l - b.l, a.a - b.a, a.b - b.b);
}
