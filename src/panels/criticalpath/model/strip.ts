import type { TimeShare } from '../../../engine/path';

/** What the strip shows one by one, and all that is too short for that. */
export interface StripParts {
  readonly parts: readonly TimeShare[];
  readonly rest: { readonly parts: number; readonly time: number; readonly share: number } | undefined;
}

/**
 * Leaves what would be too short to be seen to one part at the end: a hundred slivers say nothing. One alone stays.
 *
 * @param shares - largest first
 * @param least - the smallest share that can be seen
 */
export function stripParts(shares: readonly TimeShare[], least: number): StripParts {
  const seen = shares.findIndex(({ share }) => share < least);
  const parts = seen < 0 || seen === shares.length - 1 ? shares : shares.slice(0, seen);
  const left = shares.slice(parts.length);
  return {
    parts,
    rest:
      left.length === 0
        ? undefined
        : {
            parts: left.length,
            time: left.reduce((sum, { time }) => sum + time, 0),
            share: left.reduce((sum, { share }) => sum + share, 0),
          },
  };
}
