import { xOf } from '../../../ui';
import { shiftOf } from './correct';
import { fitText } from './fitText';
import { type LaneBox, Size } from './layout';
import { itemMessage } from './message';
import type { Label, SceneInput, Tick } from './scene-types';
import { type Items, Severity } from './types';

const BIN = 5;
const HALF_MARK = 6;
const LABEL_GAP = 4;
const LEAST_LABEL = 60;
const MOST_LABEL = 420;
const MOST_MESSAGE = 160;
const QUIET_WORDS_UP_TO = 24;

interface Bin {
  readonly item: number;
  readonly count: number;
  readonly x: number;
  readonly severity: number;
  readonly dim: boolean;
  readonly shifted: boolean;
}

/** Taken stretches of one log row, in pixels. */
type Taken = Array<readonly [from: number, to: number]>;

/**
 * The log lines of a lane that meet the window. Lines within a few pixels become one tick, which shows the loudest; loud
 * ticks get words first. Complexity: O(log n + visible lines + ticks^2), ticks being at most one per five pixels.
 */
export function laneTicks(input: SceneInput, box: LaneBox): readonly Tick[] {
  const bins = binLines(input, box.lane.logs);
  if (box.collapsed) {
    return bins.map((bin) => ({ ...bin, y: box.top + box.height - HALF_MARK, label: undefined }));
  }
  const rows: Taken[] = Array.from({ length: Math.max(1, box.logRows) }, () => []);
  const wordy = bins.length <= QUIET_WORDS_UP_TO;
  const loudFirst = [...bins].sort((a, b) => rankOf(b) - rankOf(a) || a.x - b.x);
  const places: Places = { rows, marks: bins.map((bin) => bin.x) };
  return loudFirst.map((bin) => placeTick(input, box, places, { bin, words: !bin.dim && (wordy || isLoud(bin)) }));
}

/** The position of the first item at or after a time in an ascending list of items. */
export function firstFrom(items: Items, list: Int32Array, time: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((items.time[list[middle] ?? -1] ?? 0) < time) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function binLines({ timeline, window, width, matches }: SceneInput, logs: Int32Array): readonly Bin[] {
  const { items } = timeline;
  const bins: Bin[] = [];
  for (let at = firstFrom(items, logs, window.from); at < logs.length; at++) {
    const item = logs[at] ?? 0;
    const time = items.time[item] ?? 0;
    if (time > window.to) {
      break;
    }
    const bin = {
      item,
      count: 1,
      x: xOf(time, window, width),
      severity: items.severity[item] ?? 0,
      dim: matches.mask[item] !== 1,
      shifted: shiftOf(timeline, item) !== 0,
    };
    const last = bins.at(-1);
    if (last !== undefined && bin.x - last.x < BIN) {
      const louder = rankOf(bin) > rankOf(last);
      bins[bins.length - 1] = {
        ...(louder ? bin : last),
        x: last.x,
        count: last.count + 1,
        dim: last.dim && bin.dim,
        shifted: last.shifted || bin.shifted,
      };
    } else {
      bins.push(bin);
    }
  }
  return bins;
}

/** What passes the filter is louder than anything that does not. */
function rankOf(bin: Bin): number {
  return bin.severity + (bin.dim ? 0 : Severity.Error + 1);
}

function isLoud(bin: Bin): boolean {
  return bin.severity >= Severity.Warning;
}

/** Where words and marks may go. Words in the last row keep clear of all marks, so that every mark finds room there. */
interface Places {
  readonly rows: readonly Taken[];
  /** Where every mark of the lane stands, in pixels, ascending. */
  readonly marks: readonly number[];
}

interface Wish {
  readonly bin: Bin;
  readonly words: boolean;
}

function placeTick(input: SceneInput, box: LaneBox, places: Places, { bin, words }: Wish): Tick {
  const { rows } = places;
  const free = rows.map((_, row) => row).filter((row) => isFree(rows[row] ?? [], bin.x - HALF_MARK, bin.x + HALF_MARK));
  const labelled = words ? bestLabel(input, places, free, bin) : undefined;
  const row = labelled?.row ?? free[0] ?? 0;
  rows[row]?.push(labelled?.taken ?? [bin.x - HALF_MARK, bin.x + HALF_MARK]);
  return { ...bin, y: box.logTop + row * Size.logRow + Size.logRow / 2, label: labelled?.label };
}

interface Labelled {
  readonly row: number;
  readonly label: Label;
  readonly taken: readonly [number, number];
}

/** The row and side that show most of the words; the right side wins a draw, and the upper row. */
function bestLabel(input: SceneInput, places: Places, free: readonly number[], bin: Bin): Labelled | undefined {
  const { measure, width } = input;
  const count = bin.count > 1 ? `${input.words.lines(bin.count)} · ` : '';
  const text = count + itemMessage(input.timeline, bin.item).slice(0, MOST_MESSAGE);
  const need = Math.min(measure.mono(text), MOST_LABEL);
  const start = HALF_MARK + LABEL_GAP;
  const choices = free.flatMap((row) => {
    const [left, right] = roomAround(obstacles(places, row, bin), bin.x, width);
    return [
      { row, align: 'left' as const, room: right - bin.x - start },
      { row, align: 'right' as const, room: bin.x - left - start },
    ];
  });
  const shown = (choice: { readonly room: number }) => Math.min(need, choice.room);
  const best = choices.reduce<(typeof choices)[number] | undefined>(
    (most, choice) => (most === undefined || shown(choice) > shown(most) + 1 ? choice : most),
    undefined
  );
  if (best === undefined || shown(best) < Math.min(LEAST_LABEL, need)) {
    return undefined;
  }
  const fitted = fitText(text, shown(best), measure.mono);
  const labelWidth = measure.mono(fitted);
  const right = best.align === 'left';
  const reach = start + labelWidth + LABEL_GAP;
  return {
    row: best.row,
    label: {
      text: fitted,
      x: right ? bin.x + start : bin.x - start,
      align: best.align,
      inside: false,
      aside: undefined,
      width: labelWidth,
    },
    taken: right ? [bin.x - HALF_MARK, bin.x + reach] : [bin.x - reach, bin.x + HALF_MARK],
  };
}

function obstacles({ rows, marks }: Places, row: number, bin: Bin): Taken {
  const taken = rows[row] ?? [];
  const others = row < rows.length - 1 ? [] : marks.filter((x) => x !== bin.x);
  return [...taken, ...others.map((x) => [x - HALF_MARK, x + HALF_MARK] as const)];
}

function isFree(taken: Taken, from: number, to: number): boolean {
  return taken.every(([start, end]) => to <= start || from >= end);
}

function roomAround(taken: Taken, x: number, width: number): readonly [left: number, right: number] {
  // Clear of the lane's edges: a measured width may be a pixel or two short of what is painted.
  let left = 2 * LABEL_GAP;
  let right = width - LABEL_GAP;
  for (const [start, end] of taken) {
    left = end <= x ? Math.max(left, end) : left;
    right = start >= x ? Math.min(right, start) : right;
  }
  return [left, right];
}
