import { nanos } from '../units';
import { type Reference } from './onset/deviation';
import { stretchOf } from './onset/stretch';
import type { CascadeInput, SignalSamples, TimeSpan } from './types';

/** Finds what is usual for a signal; `undefined` where nothing tells. */
export type References = (owner: string, samples: SignalSamples) => Reference | undefined;

/** Share of the window that is taken for usual when nothing else is. */
const OWN_SHARE = 1 / 3;

/** The owner of an edge's signals, as `References` wants it. */
export function edgeOwner(caller: string, callee: string): string {
  return `${caller}\n${callee}`;
}

/** Where the baseline lies in the input's own time; `undefined` when it is another day's. */
export function baselineWindow({ baseline, window }: CascadeInput): TimeSpan | undefined {
  switch (baseline.kind) {
    case 'window':
      return baseline.window;
    case 'own':
      return { from: window.from, to: nanos(window.from + (window.to - window.from) * OWN_SHARE) };
    case 'signals':
      return undefined;
  }
}

/** References for all signals of an input. */
export function referencesOf(input: CascadeInput): References {
  const within = baselineWindow(input);
  if (within !== undefined) {
    return (_, samples) => ({ samples, stretch: stretchOf(samples, within) });
  }
  const usual = new Map<string, SignalSamples>();
  if (input.baseline.kind === 'signals') {
    for (const signal of input.baseline.signals) {
      usual.set(keyOf(signal.service, signal), signal);
    }
    for (const { caller, callee, signals = [] } of input.baseline.edges ?? []) {
      signals.forEach((signal) => usual.set(keyOf(edgeOwner(caller, callee), signal), signal));
    }
  }
  return (owner, samples) => {
    const found = usual.get(keyOf(owner, samples));
    return found === undefined ? undefined : { samples: found, stretch: { first: 0, last: found.times.length } };
  };
}

function keyOf(owner: string, { signal, name, source }: SignalSamples): string {
  return [owner, signal, name, source].join('\n');
}
