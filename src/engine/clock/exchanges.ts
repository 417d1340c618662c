import type { TraceId } from '../units';
import { TickCounter } from './tick';

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
  private readonly starts = new TickCounter();

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
    this.starts.add(phase);
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

  /** Distance of two ticks of the server's clock, nanoseconds, told from its starts; 0 when it cannot be seen. */
  tick(): number {
    return this.starts.tick();
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
