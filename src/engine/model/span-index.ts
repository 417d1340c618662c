const DIGITS = 16;
const WORD_DIGITS = 8;
const NONE = -1;
/** Numbers in a slot; the fourth is unused, so that a slot never spans two cache lines. */
const SLOT = 4;
const HIGH = 1;
const LOW = 2;
/** Negative, so that no eight digits give it. */
const NOT_HEX = -1;

/**
 * Rows of spans by span ID; of spans that share an ID the first. IDs of 16 hexadecimal digits, which nearly all are, are
 * kept as two numbers in typed arrays (open addressing, linear probing): comparing and hashing 100,000 strings would take
 * longer than everything else in a join. Other IDs are kept as they are. Upper and lower case are the same ID.
 */
export class SpanIndex {
  /** Row, high and low word of each slot, side by side: one look into memory for each comparison. */
  private readonly slots: Int32Array;
  private readonly mask: number;
  private readonly odd = new Map<string, number>();

  /** @param capacity - how many spans will be added at most */
  public constructor(capacity: number) {
    const size = 2 ** Math.ceil(Math.log2(Math.max(2, capacity * 2)));
    this.slots = new Int32Array(size * SLOT).fill(NONE);
    this.mask = size - 1;
  }

  /**
   * Adds a span, rows ascending. A span without an ID is not found again.
   * @returns the row of the first span with this ID: `row` itself when it is new.
   */
  public add(id: string, row: number): number {
    const high = hexWord(id, 0);
    const low = hexWord(id, WORD_DIGITS);
    if (id.length !== DIGITS || high < 0 || low < 0) {
      return this.addOdd(id, row);
    }
    const slot = this.slotOf(high | 0, low | 0);
    const first = this.slots[slot] ?? NONE;
    if (first !== NONE) {
      return first;
    }
    this.slots[slot] = row;
    this.slots[slot + HIGH] = high;
    this.slots[slot + LOW] = low;
    return row;
  }

  /** The row of the first span with the ID that stands in `text` from `from` to `to`, or -1. */
  public row(text: string, from = 0, to = text.length): number {
    const isUsual = to - from === DIGITS;
    const high = isUsual ? hexWord(text, from) : NOT_HEX;
    const low = isUsual ? hexWord(text, from + WORD_DIGITS) : NOT_HEX;
    return high < 0 || low < 0
      ? (this.odd.get(text.slice(from, to)) ?? NONE)
      : (this.slots[this.slotOf(high | 0, low | 0)] ?? NONE);
  }

  private addOdd(id: string, row: number): number {
    const first = this.odd.get(id);
    if (first === undefined && id !== '') {
      this.odd.set(id, row);
    }
    return first ?? row;
  }

  /** Where the slot begins that holds these digits, or the empty one where they belong. */
  private slotOf(high: number, low: number): number {
    let number = mix(high, low) & this.mask;
    for (;;) {
      const slot = number * SLOT;
      if (this.slots[slot] === NONE || (this.slots[slot + LOW] === low && this.slots[slot + HIGH] === high)) {
        return slot;
      }
      number = (number + 1) & this.mask;
    }
  }
}

/** Value of each hexadecimal digit by character code; -1 for any other character. */
const VALUES = new Int8Array(256).fill(-1);
for (let value = 0; value < 16; value += 1) {
  const digit = value.toString(16);
  VALUES[digit.charCodeAt(0)] = value;
  VALUES[digit.toUpperCase().charCodeAt(0)] = value;
}

/**
 * Eight hexadecimal digits as an unsigned number, or a negative number when they are not. Without branches on the digits:
 * those of an ID are random, and a processor that guesses wrong at every other one takes longer than for all the rest.
 */
export function hexWord(text: string, from: number): number {
  let word = 0;
  let bad = 0;
  for (let i = from; i < from + WORD_DIGITS; i += 1) {
    const code = text.charCodeAt(i);
    const value = VALUES[code & 255] ?? -1;
    bad |= value | -(code >> 8);
    word = (word << 4) | value;
  }
  return bad < 0 ? NOT_HEX : word >>> 0;
}

/** IDs are random, but those of tests and small tools count up: multiplication spreads them (Knuth, TAOCP 6.4). */
function mix(high: number, low: number): number {
  const mixed = Math.imul(high ^ (low >>> 16) ^ (low << 13), 0x9e3779b1) ^ Math.imul(low, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
