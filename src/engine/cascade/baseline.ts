import { type Nanos, nanos } from '../units';
import { type Reference } from './onset/deviation';
import { type Stretch, stretchOf } from './onset/stretch';
import type { Baseline, CascadeInput, SignalSamples, TimeSpan } from './types';

/** Finds what is usual for a signal. */
export type References = (owner: string, samples: SignalSamples) => Reference;

/**
 * Shares of the window that are taken for usual where nothing else is, before the first onset is known: little, so that
 * trouble which begins early is not taken for usual; more where samples are few.
 */
const LEAST_OWN_SHARE = 1 / 8;
const MOST_OWN_SHARE = 1 / 3;
const ENOUGH_SAMPLES = 20;

/** The owner of an edge's signals, as `References` wants it. */
export function edgeOwner(caller: string, callee: string): string {
  return `${caller}\n${callee}`;
}

/** Where usual time lies in the input's own: as given, else the beginning of the window. */
export function usualTimeOf({ baseline, window }: Pick<CascadeInput, 'baseline' | 'window'>): TimeSpan {
  return baseline.kind === 'window' ? baseline.window : beginningOf(window, MOST_OWN_SHARE);
}

/** Whether some signals are compared with the beginning of the window: how far it is usual shows when the first onset is known. */
export function usesOwnTime({ baseline, signals, edges }: CascadeInput): boolean {
  switch (baseline.kind) {
    case 'window':
      return false;
    case 'own':
      return true;
    case 'signals': {
      const usual = usualSignals(baseline);
      const isUnknown = (owner: string, samples: SignalSamples): boolean => !usual.has(keyOf(owner, samples));
      return (
        signals.some((one) => isUnknown(one.service, one)) ||
        edges.some((edge) => (edge.signals ?? []).some((one) => isUnknown(edgeOwner(edge.caller, edge.callee), one)))
      );
    }
  }
}

/**
 * References for all signals of an input. A signal that another day's do not know is compared with its own time.
 *
 * @param usualUntil - when trouble began, where that is known: until then a signal's own time is usual
 */
export function referencesOf({ baseline, window }: CascadeInput, usualUntil?: Nanos): References {
  const own = (samples: SignalSamples): Reference => ({ samples, stretch: ownStretch(samples, window, usualUntil) });
  switch (baseline.kind) {
    case 'window':
      return (_, samples) => ({ samples, stretch: stretchOf(samples, baseline.window) });
    case 'own':
      return (_, samples) => own(samples);
    case 'signals': {
      const usual = usualSignals(baseline);
      return (owner, samples) => {
        const found = usual.get(keyOf(owner, samples));
        return found === undefined ? own(samples) : { samples: found, stretch: { first: 0, last: found.times.length } };
      };
    }
  }
}

function ownStretch(samples: SignalSamples, window: TimeSpan, usualUntil: Nanos | undefined): Stretch {
  const least = stretchOf(samples, beginningOf(window, LEAST_OWN_SHARE));
  const most = stretchOf(samples, beginningOf(window, MOST_OWN_SHARE));
  const known = usualUntil === undefined ? least : stretchOf(samples, { from: window.from, to: usualUntil });
  const enough = Math.min(most.last, Math.max(least.last, least.first + ENOUGH_SAMPLES));
  return { first: least.first, last: Math.max(known.last, enough) };
}

function beginningOf({ from, to }: TimeSpan, share: number): TimeSpan {
  return { from, to: nanos(from + (to - from) * share) };
}

function usualSignals(baseline: Extract<Baseline, { kind: 'signals' }>): ReadonlyMap<string, SignalSamples> {
  const usual = new Map<string, SignalSamples>();
  for (const signal of baseline.signals) {
    usual.set(keyOf(signal.service, signal), signal);
  }
  for (const { caller, callee, signals = [] } of baseline.edges ?? []) {
    signals.forEach((signal) => usual.set(keyOf(edgeOwner(caller, callee), signal), signal));
  }
  return usual;
}

function keyOf(owner: string, { signal, name, source }: SignalSamples): string {
  return [owner, signal, name, source].join('\n');
}
