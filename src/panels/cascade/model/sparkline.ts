import type { Onset, ServiceSignal } from '../../../engine/cascade';

/** A signal as a small line: values between 0 (its least) and 1 (its greatest), at times between 0 and 1 of the window. */
export interface Sparkline {
  readonly points: ReadonlyArray<readonly [number, number]>;
}

const MOST_POINTS = 48;

/**
 * The signal that degraded most (else its errors, else its latency) as a line. Samples are put into equal parts of the
 * window, each told by its greatest value, so that a spike stays one; a line that never moved lies at the bottom.
 *
 * @param length - of the window, nanoseconds from its origin
 */
export function sparkline(
  signals: readonly ServiceSignal[],
  worst: Onset | undefined,
  length: number
): Sparkline | undefined {
  const chosen = chosenSignal(signals, worst);
  if (chosen === undefined || length <= 0) {
    return undefined;
  }
  const greatest = new Array<number>(MOST_POINTS).fill(NaN);
  chosen.times.forEach((time, at) => {
    const part = Math.floor((time / length) * MOST_POINTS);
    const value = chosen.values[at] ?? NaN;
    const known = greatest[part];
    if (known !== undefined && !Number.isNaN(value)) {
      greatest[part] = Number.isNaN(known) ? value : Math.max(known, value);
    }
  });
  const values = greatest.filter((value) => !Number.isNaN(value));
  const [low, high] = [Math.min(0, ...values), Math.max(...values)];
  const points = greatest.flatMap((value, part): Array<readonly [number, number]> =>
    Number.isNaN(value) ? [] : [[(part + 0.5) / MOST_POINTS, high > low ? (value - low) / (high - low) : 0]]
  );
  return points.length < 2 ? undefined : { points };
}

function chosenSignal(signals: readonly ServiceSignal[], worst: Onset | undefined): ServiceSignal | undefined {
  if (worst !== undefined) {
    return signalOf(signals, worst) ?? signals.find(({ signal }) => signal === worst.signal);
  }
  return (
    signals.find(({ signal, name }) => signal === 'latency' && (name === 'p99' || name === '')) ??
    signals.find(({ signal }) => signal === 'latency') ??
    signals.find(({ signal }) => signal === 'traffic') ??
    signals[0]
  );
}

/** The signal that an onset is of. */
export function signalOf(
  signals: readonly ServiceSignal[],
  { signal, name, source }: Pick<Onset, 'signal' | 'name' | 'source'>
): ServiceSignal | undefined {
  return signals.find((one) => one.signal === signal && one.name === name && one.source === source);
}
