import type { Severity, SignalSamples } from '../types';
import type { Effect } from './effect';

/** Errors above ten times the usual and P99 above five times are critical: the document this project began with has these. */
export const CRITICAL_ERRORS = 10;
export const CRITICAL_LATENCY = 5;
/** Fewer failures than these in a hundred are no reason to wake anybody, however many times the usual they are. */
export const LEAST_CRITICAL_ERRORS = 0.05;
const LEAST_ERRORS = 0.01;
/** Nobody notices fewer seconds, however many times the usual they are. */
export const LEAST_CRITICAL_SECONDS = 0.05;
const LEAST_SECONDS = 0.01;
const WARNING_RATIO = 2;
const WARNING_LATENCY = 1.5;
/** Share of a capacity above which work waits for the rest of it. */
const NEARLY_FULL = 0.8;

/** How bad a change is: by how many times the usual, with a floor below which no ratio counts. */
export function severityOf({ signal, full }: Pick<SignalSamples, 'signal' | 'full'>, effect: Effect): Severity {
  const { after, ratio: times = Infinity } = effect;
  switch (signal) {
    case 'errors':
      return errorSeverity(after, times);
    case 'latency':
      return latencySeverity(after - effect.before, times);
    case 'logErrors':
      return warning(after >= LEAST_ERRORS && times >= WARNING_RATIO);
    case 'traffic':
      // Less load is what trouble elsewhere does to a service.
      return warning(times >= WARNING_RATIO);
    case 'saturation':
      return warning(full !== undefined && after >= full * NEARLY_FULL);
  }
}

function errorSeverity(after: number, times: number): Severity {
  const isCritical = after >= LEAST_CRITICAL_ERRORS && times > CRITICAL_ERRORS;
  return isCritical ? 'critical' : warning(after >= LEAST_ERRORS && times >= WARNING_RATIO);
}

/** @param more - seconds above the usual */
function latencySeverity(more: number, times: number): Severity {
  const isCritical = more >= LEAST_CRITICAL_SECONDS && times > CRITICAL_LATENCY;
  return isCritical ? 'critical' : warning(more >= LEAST_SECONDS && times >= WARNING_LATENCY);
}

function warning(holds: boolean): Severity {
  return holds ? 'warning' : 'info';
}

const ORDER: readonly Severity[] = ['info', 'warning', 'critical'];

/** Below 0 when `a` is less bad than `b`. */
export function compareSeverity(a: Severity, b: Severity): number {
  return ORDER.indexOf(a) - ORDER.indexOf(b);
}

/** The worst of some; `info` of none. */
export function worstSeverity(all: readonly Severity[]): Severity {
  return all.reduce<Severity>((worst, one) => (compareSeverity(one, worst) > 0 ? one : worst), 'info');
}
