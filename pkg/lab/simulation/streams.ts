import type { Random } from '../random';

/** Where the draws of one activity come from: how long things take, what they are called, where they go. */
export interface Streams {
  readonly latency: Random;
  readonly ids: Random;
  readonly routing: Random;
  /** The streams of an activity within this one; a second one of the same name draws anew. */
  fork(name: string): Streams;
}

/** One set of streams for the whole run, drawn from in the order in which things happen. */
export function sharedStreams(random: Random): Streams {
  const streams: Streams = { ...drawn(random), fork: () => streams };
  return streams;
}

/**
 * Streams of its own for every request, call and piece of work. When one of them is made faster, the others draw what they
 * would have drawn (common random numbers), so that two runs differ by that change alone.
 */
export function ownStreams(random: Random): Streams {
  const taken = new Map<string, number>();
  return {
    ...drawn(random),
    fork: (name) => {
      const count = taken.get(name) ?? 0;
      taken.set(name, count + 1);
      return ownStreams(random.fork(`${name} ${count}`));
    },
  };
}

function drawn(random: Random): Omit<Streams, 'fork'> {
  return { latency: random.fork('latency'), ids: random.fork('ids'), routing: random.fork('routing') };
}
