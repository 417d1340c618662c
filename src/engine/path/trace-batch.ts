import { type Attribute, SpanFlag, type Trace } from '../model';

/** Spans that are walked together. */
const MOST_SPANS = 2048;
/** Time between two traces of a batch, nanoseconds. */
const GAP = 1;
/** Beyond this nanoseconds are no longer exact. */
const LAST = 2 ** 52;

/** One trace within a batch: its rows are `from .. from + trace.size - 1`. */
export interface BatchPart {
  readonly trace: Trace;
  readonly from: number;
}

/**
 * Many small traces as one with many roots, one after the other in time. What costs as much for fifty spans as for four
 * thousand (memory taken, and given back) is then paid once. Memory is used again after {@link clear}.
 */
export class TraceBatch {
  public readonly parts: BatchPart[] = [];
  private size = 0;
  /** Where the next trace begins. */
  private clock = 0;
  private readonly parent = new Int32Array(MOST_SPANS);
  private readonly start = new Float64Array(MOST_SPANS);
  private readonly duration = new Float64Array(MOST_SPANS);
  private readonly flags = new Uint8Array(MOST_SPANS);
  private readonly service = new Int32Array(MOST_SPANS);
  private readonly kind: Array<Trace['kind'][number]> = [];

  /** Whether a trace can share a batch: spans that share an ID are told apart within one trace only. */
  public static fits({ size, flags }: Trace): boolean {
    if (size > MOST_SPANS / 2) {
      return false;
    }
    let bits = 0;
    for (let row = 0; row < size; row += 1) {
      bits |= flags[row] ?? 0;
    }
    return (bits & SpanFlag.DuplicateId) === 0;
  }

  /** @returns false when it is full: clear it first */
  public add(trace: Trace): boolean {
    const length = lengthOf(trace);
    if (this.parts.length > 0 && (this.size + trace.size > MOST_SPANS || this.clock + length > LAST)) {
      return false;
    }
    const from = this.size;
    this.copyTimes(trace, from);
    this.copyKinds(trace, from);
    this.parts.push({ trace, from });
    this.size += trace.size;
    this.clock += length + GAP;
    return true;
  }

  /** The traces as one, valid until {@link clear}; `undefined` when there is none. It has no IDs, and no names. */
  public whole(): Trace | undefined {
    const [first] = this.parts;
    if (first === undefined) {
      return undefined;
    }
    const { size } = this;
    return {
      ...first.trace,
      size,
      spanId: [],
      parentSpanId: [],
      operation: [],
      parent: this.parent.subarray(0, size),
      start: this.start.subarray(0, size),
      duration: this.duration.subarray(0, size),
      flags: this.flags.subarray(0, size),
      service: this.service.subarray(0, size),
      services: [],
      kind: this.kind,
      details: { ...first.trace.details, resource: (row) => this.resourceOf(row) },
    };
  }

  public clear(): void {
    this.parts.length = 0;
    this.size = 0;
    this.clock = 0;
  }

  private copyTimes({ size, start, duration, parent, flags }: Trace, from: number): void {
    // Columns of their own: what is read through `this` is read anew for every span.
    const { clock } = this;
    const [parents, starts, durations, bits] = [this.parent, this.start, this.duration, this.flags];
    for (let row = 0; row < size; row += 1) {
      const up = parent[row] ?? -1;
      parents[from + row] = up < 0 ? up : up + from;
      starts[from + row] = (start[row] ?? 0) + clock;
      durations[from + row] = duration[row] ?? 0;
      bits[from + row] = flags[row] ?? 0;
    }
  }

  private copyKinds({ size, kind }: Trace, from: number): void {
    for (let row = 0; row < size; row += 1) {
      this.kind[from + row] = kind[row] ?? 'unspecified';
    }
  }

  private resourceOf(row: number): readonly Attribute[] {
    let low = 0;
    let high = this.parts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.parts[middle]?.from ?? 0) <= row) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    const part = this.parts[low];
    return part?.trace.details.resource(row - part.from) ?? [];
  }
}

/** When its last span ends, after its origin. */
function lengthOf({ size, start, duration }: Trace): number {
  let length = 0;
  for (let row = 0; row < size; row += 1) {
    length = Math.max(length, (start[row] ?? 0) + (duration[row] ?? 0));
  }
  return length;
}
