import { useEffect, useState } from 'react';
import { inSlices, isQuick } from '../../../ui';
import type { Lazy } from '../viewModel';

/** A result that is kept once it is known, worked out in slices where it may take long; `undefined` until it is there. */
export function useLazy<T>(lazy: Lazy<T>, spans: number): T | undefined {
  const [, setDone] = useState<Lazy<T>>();
  const known = isQuick(spans) ? { value: lazy.get() } : lazy.known();
  const waiting = known === undefined;
  useEffect(() => (waiting ? inSlices(lazy.steps(), () => setDone(lazy)) : undefined), [waiting, lazy]);
  return known?.value;
}
