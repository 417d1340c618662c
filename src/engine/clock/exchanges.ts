import type { TraceId } from '../units';

/** One request and its answer, as two clocks saw them. */
export interface Exchange {
  /** Middle of the client span, nanoseconds after the collection's origin, by the client's clock. */
  readonly time: number;
  /** Server end - client end, nanoseconds: the offset (server's clock minus client's) is at least this. */
  readonly lower: number;
  /** Server start - client start, nanoseconds: the offset is at most this. */
  readonly upper: number;
  readonly traceId: TraceId;
  /** The server's span. */
  readonly spanId: string;
}

const FIRST_CAPACITY = 16;
const MILLISECOND = 1e6;
const MICROSECOND = 1e3;
/** Share of starts at whole milliseconds from which a clock is taken to tick in milliseconds (Java's and JavaScript's). */
const COARSE = 0.5;

/**
 * The exchanges of one ordered pair, by growing columns: a million of them must not be a million objects.
 *
 * With client span [c1, c4], server span [s2, s3] and delays that are never negative, the offset theta of the server's
 * clock against the client's obeys `s3 - c4 <= theta <= s2 - c1` (RFC 5905; algorithms in Marzullo 1984).
 */
export class ExchangeColumns {
  size = 0;
  time: Float64Array = new Float64Array(FIRST_CAPACITY);
  lower: Float64Array = new Float64Array(FIRST_CAPACITY);
  upper: Float64Array = new Float64Array(FIRST_CAPACITY);
  readonly traceId: TraceId[] = [];
  readonly spanId: string[] = [];
  /** Server spans whose start is a whole millisecond since the epoch, and a whole microsecond. */
  private wholeMillis = 0;
  private wholeMicros = 0;

  /** @param phase - the server's start, nanoseconds after any whole millisecond of the epoch */
  add({ time, lower, upper, traceId, spanId }: Exchange, phase: number): void {
    if (this.size === this.time.length) {
      this.grow();
    }
    this.time[this.size] = time;
    this.lower[this.size] = lower;
    this.upper[this.size] = upper;
    this.traceId.push(traceId);
    this.spanId.push(spanId);
    this.size += 1;
    this.wholeMillis += phase % MILLISECOND === 0 ? 1 : 0;
    this.wholeMicros += phase % MICROSECOND === 0 ? 1 : 0;
  }

  /** Appends all of `other`, its bounds wider by a tick of its own clocks. */
  addWidened(other: ExchangeColumns, tick: number): void {
    while (this.time.length < this.size + other.size) {
      this.grow();
    }
    this.time.set(other.time.subarray(0, other.size), this.size);
    for (let row = 0; row < other.size; row += 1) {
      this.lower[this.size + row] = (other.lower[row] ?? 0) - tick;
      this.upper[this.size + row] = (other.upper[row] ?? 0) + tick;
    }
    other.traceId.forEach((id) => this.traceId.push(id));
    other.spanId.forEach((id) => this.spanId.push(id));
    this.size += other.size;
  }

  /** Distance of two ticks of the coarser clock, nanoseconds, told from the server's starts; 0 when it cannot be seen. */
  tick(): number {
    if (this.wholeMillis >= Math.max(2, this.size * COARSE)) {
      return MILLISECOND;
    }
    return this.wholeMicros === this.size ? MICROSECOND : 0;
  }

  private grow(): void {
    this.time = doubled(this.time);
    this.lower = doubled(this.lower);
    this.upper = doubled(this.upper);
  }
}

function doubled(column: Float64Array): Float64Array {
  const grown = new Float64Array(column.length * 2);
  grown.set(column);
  return grown;
}
