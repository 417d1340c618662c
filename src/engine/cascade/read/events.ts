import { nanos } from '../../units';
import { SELF_TIME } from '../names-of-signals';
import type { SignalKind, SignalOperation, SignalSamples, SignalSource } from '../types';

const NS_PER_S = 1e9;

/** One request. Times are nanoseconds, the end after the origin. */
export interface SingleRequest {
  readonly end: number;
  readonly duration: number;
  readonly failed: boolean;
  readonly operation: SignalOperation;
}

/** Single requests of one service or edge, collected in any order. */
export class RequestEvents {
  private readonly end: number[] = [];
  private readonly duration: number[] = [];
  private readonly self: number[] = [];
  private readonly failed: number[] = [];
  private readonly operation: number[] = [];
  private readonly operations: SignalOperation[] = [];
  private readonly rows = new Map<string, number>();

  /** @param self - time in which it waited for nobody, nanoseconds */
  public add({ end, duration, failed, operation }: SingleRequest, self = 0): void {
    this.end.push(end);
    this.duration.push(duration / NS_PER_S);
    this.self.push(self / NS_PER_S);
    this.failed.push(failed ? 1 : 0);
    this.operation.push(this.rowOf(operation));
  }

  public get size(): number {
    return this.end.length;
  }

  /** Latency in seconds, by operation. O(n log n). */
  public latency(): SignalSamples {
    return this.samples('latency', '', this.duration);
  }

  /** Its own part of it. O(n log n). */
  public selfTime(): SignalSamples {
    return this.samples('latency', SELF_TIME, this.self);
  }

  /** 1 for a failed request, 0 for any other. O(n log n). */
  public errors(name = ''): SignalSamples {
    return this.samples('errors', name, this.failed);
  }

  private rowOf(operation: SignalOperation): number {
    const key = `${operation.role} ${operation.name}`;
    const known = this.rows.get(key);
    if (known !== undefined) {
      return known;
    }
    this.rows.set(key, this.operations.length);
    return this.operations.push(operation) - 1;
  }

  private samples(signal: SignalKind, name: string, values: readonly number[]): SignalSamples {
    const order = orderOf(this.end);
    return {
      ...events(signal, name, 'traces', this.end, values, order),
      operation: Int32Array.from(order, (row) => this.operation[row] ?? 0),
      operations: this.operations,
    };
  }
}

/** Samples that are single happenings, by time. */
export function events(
  signal: SignalKind,
  name: string,
  source: SignalSource,
  times: ArrayLike<number>,
  values: ArrayLike<number>,
  order: Uint32Array
): SignalSamples {
  return {
    signal,
    name,
    source,
    times: Float64Array.from(order, (row) => times[row] ?? 0),
    values: Float64Array.from(order, (row) => values[row] ?? 0),
    resolution: nanos(0),
  };
}

/** Rows by time, then as they came. */
export function orderOf(times: ArrayLike<number>): Uint32Array {
  const order = Uint32Array.from({ length: times.length }, (_, row) => row);
  return order.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
}
