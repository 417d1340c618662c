import { useEffect, useMemo, useState } from 'react';
import { finish, type Steps } from '../../engine/steps';

/** A slice of work leaves the page time to draw and to answer. Milliseconds. */
const SLICE_MS = 12;
const AT_ONCE = 2000;

/** So few rows (spans, samples) are worked out at once: that takes no longer than a frame. */
export function isQuick(rows: number): boolean {
  return rows < AT_ONCE;
}

/**
 * The result of work that may take long, done in slices. Until it is there, the result of before is, so that a refresh
 * does not flicker; `undefined` the first time.
 *
 * @param make - must change only when the result does
 * @param rows - how much work it is: spans, samples
 */
export function useSteps<T>(make: () => Steps<T>, rows: number): T | undefined {
  const small = isQuick(rows);
  const now = useMemo(() => (small ? { value: finish(make()) } : undefined), [small, make]);
  const [done, setDone] = useState<{ readonly value: T }>();
  useEffect(() => (small ? undefined : inSlices(make(), (value) => setDone({ value }))), [small, make]);
  return now === undefined ? done?.value : now.value;
}

/** Runs the steps in tasks of their own. Gives back how to stop. */
export function inSlices<T>(steps: Steps<T>, onDone: (value: T) => void): () => void {
  const slice = () => {
    const until = performance.now() + SLICE_MS;
    do {
      const step = steps.next();
      if (step.done === true) {
        return onDone(step.value);
      }
    } while (performance.now() < until);
    timer = setTimeout(slice);
  };
  let timer = setTimeout(slice);
  return () => clearTimeout(timer);
}
