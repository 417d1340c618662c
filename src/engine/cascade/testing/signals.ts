import { epochNsFromMs, nanos, type Nanos } from '../../units';
import type { CascadeInput, ServiceSignal, SignalKind } from '../types';

const NS_PER_S = 1e9;

/** Seconds after the origin. */
export function seconds(value: number): Nanos {
  return nanos(value * NS_PER_S);
}

/** Numbers from 0 to 1 that come the same for a seed (Lehmer). */
export function draws(seed: number): () => number {
  let state = (seed * 7919 + 12345) % 2147483647;
  const draw = (): number => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  for (let i = 0; i < 10; i += 1) {
    draw();
  }
  return draw;
}

/** About normal: the sum of twelve draws. */
export function normal(draw: () => number): number {
  let sum = -6;
  for (let i = 0; i < 12; i += 1) {
    sum += draw();
  }
  return sum;
}

/** What a made signal does at each of its times, seconds after the origin. */
export interface Made {
  readonly service?: string;
  readonly signal: SignalKind;
  readonly name?: string;
  readonly step?: number;
  readonly until?: number;
  readonly value: (second: number) => number;
  readonly count?: (second: number) => number;
}

/** A signal of regular samples, every five seconds for ten minutes unless said otherwise. */
export function regular({
  service = 'a',
  signal,
  name = '',
  step = 5,
  until = 600,
  value,
  count,
}: Made): ServiceSignal {
  const size = Math.floor(until / step);
  const at = (row: number): number => (row + 1) * step;
  return {
    service,
    signal,
    name,
    source: 'metrics',
    times: Float64Array.from({ length: size }, (_, row) => at(row) * NS_PER_S),
    values: Float64Array.from({ length: size }, (_, row) => value(at(row))),
    resolution: seconds(step),
    ...(count === undefined ? {} : { counts: Float64Array.from({ length: size }, (_, row) => count(at(row))) }),
  };
}

/** A signal of single requests, by the seconds at which they ended. */
export function single(signal: SignalKind, ends: readonly number[], value: (second: number) => number): ServiceSignal {
  return {
    service: 'a',
    signal,
    name: '',
    source: 'traces',
    times: Float64Array.from(ends, (end) => end * NS_PER_S),
    values: Float64Array.from(ends, value),
    resolution: nanos(0),
  };
}

/** An input whose first two and a half minutes are the baseline. */
export function inputOf(signals: readonly ServiceSignal[], more: Partial<CascadeInput> = {}): CascadeInput {
  return {
    origin: epochNsFromMs(Date.UTC(2026, 10, 21, 10)),
    signals,
    edges: [],
    baseline: { kind: 'window', window: { from: seconds(0), to: seconds(150) } },
    window: { from: seconds(150), to: seconds(600) },
    changes: [],
    ...more,
  };
}
