import { EPOCH, makeSeries } from '../../../../pkg/testkit';
import type { Labels, Series } from '../../model';
import { addNanos, nanos } from '../../units';
import type { BreakerState, BreakerWindow, InstanceLane } from '../types';

/** One character of a drawing, in milliseconds. */
export const STEP_MS = 15_000;

const SIGNS: Readonly<Record<BreakerState, string>> = {
  closed: 'c',
  open: 'o',
  'half-open': 'h',
  forced: 'f',
  disabled: 'd',
  unknown: '?',
};

/** A window of so many steps from the fixed epoch. */
export function drawnWindow(steps: number): BreakerWindow {
  return { start: EPOCH, end: addNanos(EPOCH, nanos(steps * STEP_MS * 1e6)) };
}

/** A gauge: digits are its values, a blank is no sample. */
export function drawGauge(name: string, labels: Labels, drawing: string): Series {
  const values = [...drawing].map((sign) => (sign === ' ' ? null : Number(sign)));
  return makeSeries({ name, labels, values, intervalMs: STEP_MS });
}

/** A counter: digits are what it grows by, a blank is no sample, `!` a restart from 0. */
export function drawCounter(name: string, labels: Labels, drawing: string): Series {
  let total = 0;
  const values = [...drawing].map((sign) => {
    total = sign === '!' ? 0 : total + (sign === ' ' ? 0 : Number(sign));
    return sign === ' ' ? null : total;
  });
  return makeSeries({ name, labels, values, intervalMs: STEP_MS });
}

/** One 0/1 series for each state that a drawing of signs holds: `cco`, a blank is no sample. */
export function drawStates(
  name: string,
  labels: Labels,
  label: string,
  values: Readonly<Record<string, string>>,
  drawing: string
): readonly Series[] {
  return Object.entries(values).map(([sign, value]) =>
    drawGauge(
      name,
      { ...labels, [label]: value },
      [...drawing].map((own) => (own === ' ' ? own : String(Number(own === sign)))).join('')
    )
  );
}

/** A lane as a drawing: the state at the middle of each step; capitals where it is not sure. */
export function printLane({ intervals }: Pick<InstanceLane, 'intervals'>, steps: number): string {
  return Array.from({ length: steps }, (_, step) => {
    const at = (step + 0.5) * STEP_MS * 1e6;
    const found = intervals.find(({ start, end }) => start <= at && at < end);
    const sign = SIGNS[found?.state ?? 'unknown'];
    return found !== undefined && found.confidence < 1 ? sign.toUpperCase() : sign;
  }).join('');
}
