import { fitText } from './fitText';
import { itemAt } from './items';
import { type Bar, type Label, type SceneInput } from './scene-types';

/** The bars on either side in the same row. */
export type Neighbours = readonly [before: Bar | undefined, after: Bar | undefined];

const INSET = 5;
const BESIDE = 5;
const ERROR_MARK = 14;
const LEAST_LABEL = 34;

/** What a label says, how wide that is, and the room there is for it, all in pixels. */
interface Wish {
  readonly text: string;
  readonly need: number;
  /** The duration, and the width of both. */
  readonly aside: string | undefined;
  readonly needBoth: number;
  readonly left: number;
  readonly right: number;
  readonly inner: number;
}

/**
 * Words of a bar: inside when they fit, else beside it where nothing else lies, else inside and shortened, else none.
 *
 * @param neighbours - the one before with its label, the one after without.
 */
export function barLabel(input: SceneInput, bar: Bar, neighbours: Neighbours): Label | undefined {
  const wish = wishOf(input, bar);
  if (wish.text === '') {
    return undefined;
  }
  return insideLabel(wish) ?? besideLabel(input, wish, neighbours) ?? shortLabel(input, wish);
}

function wishOf({ timeline, width, measure, words }: SceneInput, bar: Bar): Wish {
  const text = labelText({ timeline, words }, bar);
  const { items } = timeline;
  const length = (items.end[bar.item] ?? 0) - (items.time[bar.item] ?? 0);
  const aside = bar.count > 1 ? undefined : words.duration(length);
  const left = Math.max(0, bar.x);
  const right = Math.min(width, bar.x + bar.width);
  const need = measure.label(text);
  return {
    text,
    need,
    aside,
    needBoth: need + measure.label(`  ${aside ?? ''}`),
    left,
    right,
    inner: right - left - 2 * INSET - (bar.error ? ERROR_MARK : 0),
  };
}

function insideLabel({ text, need, needBoth, aside, left, inner }: Wish): Label | undefined {
  if (need > inner) {
    return undefined;
  }
  return {
    text,
    x: left + INSET,
    align: 'left',
    inside: true,
    aside: needBoth <= inner ? aside : undefined,
    width: need,
  };
}

function besideLabel({ width }: SceneInput, wish: Wish, [before, after]: Neighbours): Label | undefined {
  const { text, need, left, right } = wish;
  const roomRight = Math.min(width, (after?.x ?? width + BESIDE) - BESIDE) - right - BESIDE;
  if (need <= roomRight) {
    const aside = wish.needBoth <= roomRight ? wish.aside : undefined;
    return { text, x: right + BESIDE, align: 'left', inside: false, aside, width: need };
  }
  const roomLeft = left - 2 * BESIDE - Math.max(0, before === undefined ? 0 : before.x + before.width);
  const taken = before?.label?.inside === false;
  return need > roomLeft || taken
    ? undefined
    : { text, x: left - BESIDE, align: 'right', inside: false, aside: undefined, width: need };
}

function shortLabel({ measure }: SceneInput, { text, left, inner }: Wish): Label | undefined {
  if (inner < LEAST_LABEL) {
    return undefined;
  }
  const short = fitText(text, inner, measure.label);
  return { text: short, x: left + INSET, align: 'left', inside: true, aside: undefined, width: measure.label(short) };
}

function labelText({ timeline, words }: Pick<SceneInput, 'timeline' | 'words'>, bar: Bar): string {
  if (bar.count > 1) {
    return words.spans(bar.count);
  }
  const found = itemAt(timeline, bar.item);
  if (found?.kind !== 'span') {
    return '';
  }
  const operation = found.trace.operation[found.row] ?? '';
  return bar.orphan ? `${operation} · ${words.orphan(found.trace.parentSpanId[found.row] ?? '')}` : operation;
}
