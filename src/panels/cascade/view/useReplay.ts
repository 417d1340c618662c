import { useCallback, useEffect, useState } from 'react';

/** A whole replay takes so long, whatever it is of. Milliseconds. */
const REPLAY_MS = 12_000;
/** Where motion is not wanted, it goes from onset to onset instead. Milliseconds a step. */
const STEP_MS = 1200;

export interface Replay {
  /** Nanoseconds after the window's start; the end of the span until somebody moves it. */
  readonly time: number;
  readonly atEnd: boolean;
  readonly playing: boolean;
  readonly onTime: (time: number) => void;
  readonly onPlay: () => void;
}

/**
 * Where the replay is. It starts at the end: what is known now.
 *
 * @param span - what is replayed
 * @param moments - when something happens: where it stops when it steps, ascending
 * @param smooth - frame by frame; else from moment to moment
 */
export function useReplay(
  span: { readonly from: number; readonly to: number },
  moments: readonly number[],
  smooth: boolean
): Replay {
  const { from, to } = span;
  const [chosen, setChosen] = useState<number>();
  /** Where it began to play; absent when it does not. */
  const [start, setStart] = useState<number>();
  const time = Math.min(to, Math.max(from, chosen ?? to));

  useEffect(() => {
    if (start === undefined) {
      return undefined;
    }
    const stop = () => {
      setStart(undefined);
      setChosen(undefined);
    };
    return smooth && !isStill() ? glide(start, { from, to }, setChosen, stop) : hop(start, moments, setChosen, stop);
  }, [start, smooth, from, to, moments]);

  const onTime = useCallback(
    (next: number) => {
      setStart(undefined);
      setChosen(next >= to ? undefined : next);
    },
    [to]
  );
  const onPlay = useCallback(() => {
    const begin = time >= to ? from : time;
    setChosen(begin);
    setStart(start === undefined ? begin : undefined);
  }, [start, time, from, to]);
  return { time, atEnd: time >= to, playing: start !== undefined, onTime, onPlay };
}

/** Whether the reader asked the system for less motion. */
function isStill(): boolean {
  return window.matchMedia?.('(prefers-reduced-motion: reduce)').matches ?? false;
}

function glide(
  start: number,
  { from, to }: { readonly from: number; readonly to: number },
  onTime: (time: number) => void,
  onEnd: () => void
): () => void {
  const rate = (to - from) / REPLAY_MS;
  let began: number | undefined;
  let frame = requestAnimationFrame(function draw(now: number) {
    began ??= now;
    const time = start + (now - began) * rate;
    if (time >= to) {
      onEnd();
      return;
    }
    onTime(time);
    frame = requestAnimationFrame(draw);
  });
  return () => cancelAnimationFrame(frame);
}

function hop(start: number, moments: readonly number[], onTime: (time: number) => void, onEnd: () => void): () => void {
  let now = start;
  const timer = setInterval(() => {
    const next = moments.find((moment) => moment > now);
    if (next === undefined) {
      onEnd();
    } else {
      now = next;
      onTime(next);
    }
  }, STEP_MS);
  return () => clearInterval(timer);
}
