import type { Quantiles } from './aggregate-types';
import type { KeptTrace } from './kept-traces';
import { quantilesOf } from './quantiles';

/** Of one operation over kept traces. */
export interface DragQuantiles {
  readonly drag: Quantiles;
  /** Of traces in which it is off the path only. */
  readonly slack: Quantiles;
}

/**
 * Quantiles of drag and slack by operation. Two passes: how many values each operation has, then the values side by side.
 * O(kept operations).
 * @param operations - how many there are
 */
export function dragQuantiles(kept: readonly KeptTrace[], operations: number): (operation: number) => DragQuantiles {
  const drags = new Gathered(operations);
  const slacks = new Gathered(operations);
  for (const { columns, from, to } of kept) {
    const { operation, drag, slack } = columns;
    for (let at = from; at < to; at += 1) {
      const values = isNumber(drag[at]) ? drags : isNumber(slack[at]) ? slacks : undefined;
      values?.expect(operation[at] ?? 0);
    }
  }
  drags.begin();
  slacks.begin();
  kept.forEach((trace) => {
    gather(trace, drags, slacks);
  });
  return (operation) => ({ drag: quantilesOf(drags.of(operation)), slack: quantilesOf(slacks.of(operation)) });
}

function gather({ columns, from, to }: KeptTrace, drags: Gathered, slacks: Gathered): void {
  const { operation, drag, slack } = columns;
  for (let at = from; at < to; at += 1) {
    if (isNumber(drag[at])) {
      drags.add(operation[at] ?? 0, drag[at] ?? 0);
    } else if (isNumber(slack[at])) {
      slacks.add(operation[at] ?? 0, slack[at] ?? 0);
    }
  }
}

/** `NaN` is none. */
function isNumber(value: number | undefined): boolean {
  return value !== undefined && value === value;
}

/** Values by operation, side by side. */
class Gathered {
  /** How many values each operation has; then where its next one goes; at last where its values end. */
  private readonly ends: Int32Array;
  private values: Float64Array = new Float64Array(0);

  public constructor(private readonly operations: number) {
    this.ends = new Int32Array(operations);
  }

  public expect(operation: number): void {
    this.ends[operation] = (this.ends[operation] ?? 0) + 1;
  }

  public begin(): void {
    let from = 0;
    for (let operation = 0; operation < this.operations; operation += 1) {
      const many = this.ends[operation] ?? 0;
      this.ends[operation] = from;
      from += many;
    }
    this.values = new Float64Array(from);
  }

  public add(operation: number, value: number): void {
    const at = this.ends[operation] ?? 0;
    this.values[at] = value;
    this.ends[operation] = at + 1;
  }

  public of(operation: number): Float64Array {
    return this.values.subarray(operation === 0 ? 0 : (this.ends[operation - 1] ?? 0), this.ends[operation] ?? 0);
  }
}
