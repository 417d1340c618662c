import { type TimeSpan, xOf } from '../../../ui';
import { nanos, type Nanos } from '../../../engine/units';
import { shiftOf } from './correct';
import { dragOf, type OneTrace } from './one';
import type { Lines } from './tree';

/** Pixels of a line and of what stands on it. */
export const Line = { height: 24, bar: 12, least: 2 } as const;

/** Words on the drawing, and how wide they are. */
export interface SceneWords {
  readonly length: (length: Nanos) => string;
  /** `4.94 s on the path · drag 4.93 s`; without the drag where there is none. */
  readonly onPath: (time: Nanos, drag: Nanos | undefined) => string;
  readonly measure: (text: string) => number;
}

/** What a picture is made from. */
export interface SceneInput {
  readonly one: OneTrace;
  readonly lines: Lines;
  readonly window: TimeSpan;
  /** Pixels of the drawing, and how far it is scrolled. */
  readonly width: number;
  readonly height: number;
  readonly top: number;
  readonly words: SceneWords;
}

/** Words on or beside a bar. */
export interface BarLabel {
  readonly text: string;
  readonly x: number;
  /** On the path's colour, on the bare ground. */
  readonly on: 'path' | 'ground';
}

/** One span as it is drawn. Pixels; `y` is the middle of the line, from the top of all lines. */
export interface Bar {
  readonly row: number;
  readonly y: number;
  readonly x: number;
  readonly width: number;
  readonly onPath: boolean;
  /** Stands elsewhere than it was stamped: clocks were corrected. */
  readonly shifted: boolean;
  /** Sections of the path: x and width, in turn. */
  readonly sections: readonly number[];
  /** Where the path comes from and goes on: x, and the y of the other line, in turn. */
  readonly turns: readonly number[];
  readonly label: BarLabel | undefined;
}

/** What is to be drawn of the lines on the screen. */
export interface Scene {
  readonly first: number;
  readonly bars: readonly Bar[];
}

const LABEL_GAP = 5;
/** No length is written in less: most sections of a large trace need not be put into words. */
const LEAST_LABEL = 16;

/** The bars of the lines that are on the screen. O(lines on the screen + their sections). */
export function makeScene(input: SceneInput): Scene {
  const { lines, top, height } = input;
  const first = Math.max(0, Math.floor(top / Line.height));
  const last = Math.min(lines.rows.length, Math.ceil((top + height) / Line.height));
  const bars: Bar[] = [];
  for (let line = first; line < last; line += 1) {
    bars.push(makeBar(input, lines.rows[line] ?? 0, line));
  }
  return { first, bars };
}

function makeBar(input: SceneInput, row: number, line: number): Bar {
  const { one, window, width } = input;
  const start = one.trace.start[row] ?? 0;
  const x = xOf(start, window, width);
  const end = xOf(start + (one.trace.duration[row] ?? 0), window, width);
  const sections: number[] = [];
  const turns: number[] = [];
  const { offset, at } = one.sections;
  const y = middleOf(line);
  for (let i = offset[row] ?? 0; i < (offset[row + 1] ?? 0); i += 1) {
    addSection(input, at[i] ?? 0, sections);
    addTurn(input, at[i] ?? 0, y, turns);
  }
  const bar = {
    row,
    y,
    x,
    width: Math.max(Line.least, end - x),
    onPath: one.path.onPath[row] === 1,
    shifted: shiftOf(one.trace, row) !== 0,
    sections,
    turns,
  };
  return { ...bar, label: labelOf(input, bar) };
}

/** Sections come latest first; those that meet in one pixel are one. */
function addSection({ one, window, width }: SceneInput, section: number, to: number[]): void {
  const { start, end } = one.path.sections;
  const from = xOf(start[section] ?? 0, window, width);
  const until = xOf(end[section] ?? 0, window, width);
  if (until < 0 || from > width) {
    return;
  }
  const x = Math.max(-1, from);
  const length = Math.max(Line.least, Math.min(width + 1, until) - x);
  const before = to.length - 2;
  const next = to[before] ?? Infinity;
  if (before >= 0 && x + length >= next - 0.5) {
    const right = Math.max(next + (to[before + 1] ?? 0), x + length);
    to[before] = Math.min(x, next);
    to[before + 1] = right - Math.min(x, next);
  } else {
    to.push(x, length);
  }
}

/** Where the path changes lines: sections that meet in time are joined; those of `tolerant` mostly do not. */
function addTurn({ one, lines, window, width }: SceneInput, section: number, y: number, to: number[]): void {
  const { span, start, end, size } = one.path.sections;
  for (const [other, time, meets] of [
    // The later first, as the sections are.
    [section - 1, end[section] ?? 0, start[section - 1]],
    [section + 1, start[section] ?? 0, end[section + 1]],
  ] as const) {
    const row = other >= 0 && other < size && meets === time ? (span[other] ?? -1) : -1;
    const line = row === span[section] ? -1 : (lines.lineOf[row] ?? -1);
    const x = xOf(time, window, width);
    if (line >= 0 && x >= 0 && x <= width) {
      pushTurn(to, y, x, middleOf(line));
    }
  }
}

/** The turns of one pixel in one direction are one, as long as the longest: a span may have thousands. */
function pushTurn(to: number[], from: number, x: number, y: number): void {
  const before = to.length - 2;
  const other = to[before + 1] ?? from;
  if (before >= 0 && Math.round(to[before] ?? 0) === Math.round(x) && other > from === y > from) {
    to[before + 1] = y > from ? Math.max(other, y) : Math.min(other, y);
  } else {
    to.push(x, y);
  }
}

function middleOf(line: number): number {
  return (line + 0.5) * Line.height;
}

type Unlabelled = Omit<Bar, 'label'>;

function labelOf(input: SceneInput, bar: Unlabelled): BarLabel | undefined {
  const { width } = input;
  return bar.x > width || bar.x + bar.width < 0 ? undefined : (onSection(input, bar) ?? besideBar(input, bar));
}

/** What the span costs the request, on its longest section. */
function onSection({ one, words }: SceneInput, bar: Unlabelled): BarLabel | undefined {
  let longest = 0;
  for (let i = 2; i < bar.sections.length; i += 2) {
    longest = (bar.sections[i + 1] ?? 0) > (bar.sections[longest + 1] ?? 0) ? i : longest;
  }
  const room = (bar.sections[longest + 1] ?? 0) - 2 * LABEL_GAP;
  if (room < LEAST_LABEL) {
    return undefined;
  }
  const time = nanos(one.path.exclusive[bar.row] ?? 0);
  const drag = dragOf(one, bar.row);
  const text = [words.onPath(time, drag), words.onPath(time, undefined), words.length(time)].find(
    (candidate) => words.measure(candidate) <= room
  );
  return text === undefined ? undefined : { text, x: (bar.sections[longest] ?? 0) + LABEL_GAP, on: 'path' };
}

/** How long the span is: right of its bar, else left of it. */
function besideBar({ one, words, width }: SceneInput, bar: Unlabelled): BarLabel | undefined {
  const text = words.length(nanos(one.trace.duration[bar.row] ?? 0));
  const size = words.measure(text);
  const right = Math.max(0, bar.x + bar.width) + LABEL_GAP;
  if (right + size <= width) {
    return { text, x: right, on: 'ground' };
  }
  const left = bar.x - LABEL_GAP - size;
  return left >= 0 ? { text, x: left, on: 'ground' } : undefined;
}

/** The line under a pixel of the drawing, as a row of the trace. */
export function rowAt(lines: Lines, y: number): number | undefined {
  return y < 0 ? undefined : lines.rows[Math.floor(y / Line.height)];
}
