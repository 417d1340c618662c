import { colorManipulator, createTheme } from '@grafana/data';
import { initPluginTranslations } from '@grafana/i18n';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type CoverageGap } from '../engine/correlation';
import { problem } from '../engine/result';
import { epochNs, nanos } from '../engine/units';
import {
  clockTicks,
  formatClock,
  formatLength,
  formatOffset,
  gapsInShort,
  gapText,
  addressText,
  clockText,
  messageText,
  offsetTicks,
  problemText,
  refusalRemedy,
  refusalText,
  remedyText,
  serviceColours,
  servicePalette,
} from '.';

const origin = epochNs(BigInt('1795254000000000000'));

beforeAll(async () => {
  await initPluginTranslations('clew-timeline-panel');
});

describe('colours by service', () => {
  const themes = (['dark', 'light'] as const).map((mode) => createTheme({ colors: { mode } }));
  const keys = ['frontend', 'checkout', 'cart', 'inventory', 'payment', 'fraud', 'mail'];

  it.each(themes)('differ for seven services, and from one another', (theme) => {
    const colours = serviceColours(theme, keys);
    expect(new Set(keys.map(colours)).size).toBe(keys.length);
  });

  it.each(themes)('depend on the names and not on their order', (theme) => {
    const one = serviceColours(theme, keys);
    const other = serviceColours(theme, [...keys].reverse());
    expect(keys.map(one)).toEqual(keys.map(other));
    expect(serviceColours(theme, ['cart'])('cart')).toBe(serviceColours(theme, ['cart', 'cart'])('cart'));
  });

  it.each(themes)('are never red, and can be seen', (theme) => {
    for (const colour of servicePalette(theme)) {
      expect(colour).not.toBe(theme.visualization.getColorByName('red'));
      // Yellow on white is the theme's own choice for series too.
      expect(colorManipulator.getContrastRatio(colour, theme.colors.background.primary)).toBeGreaterThan(1.4);
    }
  });

  it.each(themes)('are found for services nobody announced, and for more than there are colours', (theme) => {
    const many = Array.from({ length: 40 }, (_, at) => `s${at}`);
    expect(many.map(serviceColours(theme, many)).every((colour) => colour.startsWith('#'))).toBe(true);
    expect(serviceColours(theme, [])('new')).toMatch(/^#/);
  });
});

describe('formats', () => {
  it('show offsets in seconds, as fine as the axis', () => {
    expect(formatOffset(nanos(1.2345e9))).toBe('+1.234 s');
    expect(formatOffset(nanos(-2e6))).toBe('−0.002 s');
    expect(formatOffset(nanos(0))).toBe('+0.000 s');
    expect(formatOffset(nanos(3e9), 1e9)).toBe('+3 s');
    expect(formatOffset(nanos(1500), 100)).toBe('+0.0000015 s');
    expect(formatOffset(nanos(-10), 1e9)).toBe('+0 s');
  });

  it('show lengths in the unit that fits', () => {
    expect(formatLength(nanos(5.04e9))).toBe('5.04 s');
    expect(formatLength(nanos(-310e3))).toBe('-310 µs');
  });

  it("show clock times in the dashboard's time zone", () => {
    expect(formatClock(origin, 'utc')).toBe('09:40:00.000');
    expect(formatClock(origin, 'Asia/Kolkata', 60e9)).toBe('15:10');
    expect(formatClock(origin, 'utc', 86_400e9)).toBe('11-21');
  });
});

describe('ticks', () => {
  it('are round offsets from the beginning', () => {
    const { at, step } = offsetTicks({ from: nanos(0), to: nanos(5.2e9) }, nanos(1e8), 5);
    expect(at.map((time) => (time - 1e8) / 1e9)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(step).toBe(1e9);
  });

  it('are round times of the clock, also in a zone half an hour off', () => {
    const day = { from: nanos(0), to: nanos(6 * 3600e9) };
    const labels = (zone: string) =>
      clockTicks(day, origin, zone, 6).at.map((time) => formatClock(epochNs(origin + BigInt(time)), zone, 3600e9));
    expect(labels('utc')).toEqual(['10:00', '11:00', '12:00', '13:00', '14:00', '15:00']);
    expect(labels('Asia/Kolkata')).toEqual(['16:00', '17:00', '18:00', '19:00', '20:00', '21:00']);
  });

  it('are as fine as the window', () => {
    expect(clockTicks({ from: nanos(0), to: nanos(1e6) }, origin, 'utc', 5).step).toBe(200_000);
    expect(clockTicks({ from: nanos(0), to: nanos(40e9) }, origin, 'utc', 5).step).toBe(10e9);
  });
});

describe('messages', () => {
  it('have words for every key that the engine, the frames and the data source document', () => {
    const keys = documentedKeys(['../engine', '../frames', '../datasource']);
    expect(keys.length).toBeGreaterThan(30);
    const wordless = keys.filter((key) => {
      return textOf(key).startsWith(key);
    });
    expect(wordless).toEqual([]);
  });

  it('say what kept clocks from being compared, with their numbers', () => {
    expect(clockText(problem('clock.no-node', {}, 1))).toBe('One request runs on a node that no attribute names');
    expect(clockText(problem('clock.no-node', {}, 3))).toBe('3 requests run on a node that no attribute names');
    expect(clockText(problem('clock.one-sided', { from: 'a', to: 'b' }, 5))).toMatch(/^a → b: each of 5 calls/);
    expect(clockText(problem('clock.loop', { from: 'a', to: 'b' }))).toMatch(/^a → b contradicts/);
    expect(clockText(problem('log.bad-time', { frame: 'A', value: 'x' }, 3))).toBe('3 lines dropped, no time: x');
  });

  it('say why a query is refused, and what to do where something can be done', () => {
    expect(refusalText(problem('query.no-value'))).toBe('No ID to look for');
    expect(refusalText(problem('key.bad-pattern', { pattern: '(', reason: 'no end' }))).toMatch(/^The pattern \(/);
    expect(refusalRemedy(problem('query.in-alert'))).toMatch(/^Alert on the linked/);
    expect(refusalRemedy(problem('query.no-value'))).toBeUndefined();
  });

  it('show an unknown key with its parameters', () => {
    expect(messageText('leg.exploded', { reason: 'boom', rows: 3 })).toBe('leg.exploded (reason=boom, rows=3)');
    expect(messageText('leg.exploded')).toBe('leg.exploded');
    expect(remedyText('leg.exploded')).toBeUndefined();
  });

  it('counts', () => {
    expect(messageText('sample.all', { count: 1 })).toBe('The only trace of the selection');
    expect(messageText('sample.all', { count: 3 })).toBe('All 3 traces of the selection');
    expect(messageText('sample.all', { count: 0 })).toBe('All 0 traces of the selection');
  });

  it('show what came from the data as it is', () => {
    expect(messageText('leg.failed', { reason: '<a> & "b"/c' })).toBe('Failed: <a> & "b"/c');
    expect(remedyText('leg.forbidden')).toMatch(/permission/);
  });

  it('count', () => {
    expect(problemText(problem('log.bad-time', { frame: 'A', value: 'x' }, 3))).toBe('3 lines dropped, no time: x');
  });
});

describe('gaps', () => {
  const gap = (kind: CoverageGap['kind'], service: string, count: number): CoverageGap => ({
    kind,
    service: { key: `shop/${service}`, name: service, namespace: 'shop', basis: '' },
    count,
    params: {},
  });

  it('are named by service and counted', () => {
    expect(gapText(gap('span-without-log', 'payment', 2))).toBe('payment: 2 spans without a log line');
    expect(gapText(gap('orphan-span', 'payment', 1))).toBe('payment: one span whose parent is missing');
    expect(gapText({ kind: 'truncated', service: undefined, count: 1, params: { limit: 100 } })).toBe(
      'cut at the limit of 100 rows'
    );
  });

  it('are told in short, one entry a kind, the gravest first', () => {
    expect(
      gapsInShort([gap('span-without-log', 'a', 2), gap('span-without-log', 'b', 3), gap('orphan-span', 'a', 1)])
    ).toEqual(['a: one span whose parent is missing', '5 spans without a log line (2 services)']);
  });
});

/** The words of a key, by whoever carries them. */
function textOf(key: string): string {
  if (key.startsWith('clock.')) {
    return clockText(problem(key));
  }
  if (key.startsWith('query.') || key.startsWith('settings.') || key.startsWith('convention.')) {
    return refusalText(problem(key));
  }
  return key.startsWith('address.') ? addressText(problem(key)) : messageText(key, {});
}

/** Keys in the code of other rooms: `leg.failed`, `frame.field-missing`. */
function documentedKeys(rooms: readonly string[]): readonly string[] {
  const files = rooms.flatMap((room) => sources(path.join(__dirname, room)));
  const pattern =
    /'((?:leg|frame|trace|log|series|exemplar|search|table|join|rounds|query|settings|plan|key|clock|convention)\.[a-z]+(?:-[a-z]+)*)'/g;
  const found = files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(pattern)].map((match) => match[1] ?? '')
  );
  // An attribute of spans that looks like a key.
  return [...new Set(found)].filter((key) => key !== 'trace.id').sort();
}

function sources(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const full = path.join(folder, entry.name);
    if (entry.isDirectory()) {
      return sources(full);
    }
    return /\.tsx?$/.test(entry.name) && !entry.name.includes('.test.') ? [full] : [];
  });
}
