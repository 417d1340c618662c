const SLOT = 3;
const EMPTY = -1;
const FIRST_SLOTS = 256;

/**
 * Numbers by pairs of small numbers (not negative): open addressing in one typed array. A key made of both would be too large
 * for a small integer, and a `Map` takes memory for each such key that it is asked for.
 */
export class PairTable {
  /** Both numbers and the value of each slot, side by side. */
  private slots: Int32Array = new Int32Array(FIRST_SLOTS * SLOT).fill(EMPTY);
  private mask = FIRST_SLOTS - 1;
  private size = 0;

  /** The value, or -1. */
  public get(a: number, b: number): number {
    return this.slots[this.slotOf(a, b) + 2] ?? EMPTY;
  }

  /** @param value - not negative; of a pair that has none yet */
  public set(a: number, b: number, value: number): void {
    if (2 * (this.size + 1) > this.mask) {
      this.grow();
    }
    this.put(a, b, value);
    this.size += 1;
  }

  private put(a: number, b: number, value: number): void {
    const slot = this.slotOf(a, b);
    this.slots[slot] = a;
    this.slots[slot + 1] = b;
    this.slots[slot + 2] = value;
  }

  private slotOf(a: number, b: number): number {
    const { slots, mask } = this;
    let number = mix(a, b) & mask;
    for (;;) {
      const slot = number * SLOT;
      if (slots[slot] === EMPTY || (slots[slot] === a && slots[slot + 1] === b)) {
        return slot;
      }
      number = (number + 1) & mask;
    }
  }

  private grow(): void {
    const before = this.slots;
    this.mask = 2 * this.mask + 1;
    this.slots = new Int32Array((this.mask + 1) * SLOT).fill(EMPTY);
    for (let slot = 0; slot < before.length; slot += SLOT) {
      if (before[slot] !== EMPTY) {
        this.put(before[slot] ?? 0, before[slot + 1] ?? 0, before[slot + 2] ?? 0);
      }
    }
  }
}

/** Numbers that count up are spread by multiplication (Knuth, TAOCP 6.4). */
function mix(a: number, b: number): number {
  const mixed = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}
