import { nanos } from '../../units';
import type { SignalKind, SignalOperation, SignalSamples, SignalSource } from '../types';

const NS_PER_S = 1e9;

/** Single requests of one service or edge, collected in any order. */
export class RequestEvents {
  private readonly end: number[] = [];
  private readonly duration: number[] = [];
  private readonly failed: number[] = [];
  private readonly operation: number[] = [];
  private readonly operations: SignalOperation[] = [];
  private readonly rows = new Map<string, number>();

  /** @param end - nanoseconds after the origin; `duration` in nanoseconds */
  public add(end: number, duration: number, failed: boolean, operation: SignalOperation): void {
    const key = `${operation.role} ${operation.name}`;
    let row = this.rows.get(key);
    if (row === undefined) {
      row = this.operations.length;
      this.rows.set(key, row);
      this.operations.push(operation);
    }
    this.end.push(end);
    this.duration.push(duration / NS_PER_S);
    this.failed.push(failed ? 1 : 0);
    this.operation.push(row);
  }

  public get size(): number {
    return this.end.length;
  }

  /** Latency in seconds, by operation. O(n log n). */
  public latency(): SignalSamples {
    return this.samples('latency', '', this.duration);
  }

  /** 1 for a failed request, 0 for any other. O(n log n). */
  public errors(name = ''): SignalSamples {
    return this.samples('errors', name, this.failed);
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
