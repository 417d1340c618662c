import { useCallback, useEffect, useState } from 'react';
import { type LayoutLibrary, loadLibrary } from './load';

/** The library; `failed` when it could not be fetched, `undefined` while it is. */
export type Fetched = LayoutLibrary | 'failed' | undefined;

/** What was fetched once: every other panel has it at once. */
let known: LayoutLibrary | undefined;
let pending: Promise<void> | undefined;

/** Asked as soon as the panel's code is there, so that it has come before the first answer to draw. */
void fetchOnce().catch(() => undefined);

function fetchOnce(): Promise<void> {
  pending ??= loadLibrary().then(
    (library) => {
      known = library;
    },
    (error: unknown) => {
      // Whoever asks again asks the server again.
      pending = undefined;
      throw error;
    }
  );
  return pending;
}

/** What lays graphs out, and how to ask for it once more after it has failed. */
export function useLibrary(): readonly [fetched: Fetched, retry: () => void] {
  const [fetched, setFetched] = useState<Fetched>(known);
  const listen = useCallback(() => {
    fetchOnce().then(
      () => setFetched(known),
      () => setFetched('failed')
    );
  }, []);
  const retry = useCallback(() => {
    setFetched(known);
    listen();
  }, [listen]);
  useEffect(() => {
    if (known === undefined) {
      listen();
    }
  }, [listen]);
  return [fetched, retry];
}
