import { Random } from '../../../../pkg/lab/random';
import { traceIdOf } from '../../../../pkg/testkit';
import { ExchangeColumns } from '../exchanges';

const MS = 1e6;
const NS_PER_MINUTE = 60e9;

/** What is said between two nodes, and how the server's clock differs from the client's. */
export interface TalkDraft {
  readonly seed: number;
  readonly exchanges: number;
  /** Default 10. */
  readonly minutes?: number;
  /** Nanoseconds by which the server's clock is ahead, at a moment of the client's clock. */
  readonly offset: (time: number) => number;
  /** Share of server spans that end after their client has gone, by up to `lateBy` nanoseconds. Default 0. */
  readonly late?: number;
  readonly lateBy?: number;
  /** Distance of two ticks of the server's clock, nanoseconds: its spans start at whole ones. */
  readonly tick?: number;
}

/** The least and the mean of what a message is under way, nanoseconds. */
export const LEAST_DELAY = 0.2 * MS;
export const MEAN_DELAY = 0.4 * MS;

/** Exchanges at random moments with delays that are alike both ways: a least one, and an exponential queue. */
export function talk(draft: TalkDraft): ExchangeColumns {
  const { seed, exchanges, minutes = 10, offset, late = 0, lateBy = 0, tick } = draft;
  const random = new Random(seed);
  const columns = new ExchangeColumns();
  const delay = (): number => LEAST_DELAY + random.exponential(1 / (MEAN_DELAY - LEAST_DELAY));
  for (let i = 0; i < exchanges; i += 1) {
    const asked = random.unit() * minutes * NS_PER_MINUTE;
    const there = delay();
    const work = random.between(1, 20) * MS;
    const answered = asked + there + work + delay();
    const ahead = offset(asked);
    const began = asked + there + ahead;
    const shown = tick === undefined ? began : Math.floor(began / tick) * tick;
    const lingered = random.chance(late) ? random.unit() * lateBy : 0;
    const exchange = {
      time: (asked + answered) / 2,
      lower: shown + work + lingered - answered,
      upper: shown - asked,
      traceId: traceIdOf('1'),
      spanId: String(i),
    };
    columns.add(exchange, shown);
  }
  return columns;
}

/** An offset of so many milliseconds. */
export function always(ms: number): (time: number) => number {
  return () => ms * MS;
}

/** An offset that changes at a rate of so many ppm, from so many milliseconds. */
export function drifting(ms: number, ppm: number): (time: number) => number {
  return (time) => ms * MS + ppm * 1e-6 * time;
}

/** An offset that grows by so many milliseconds at a minute. */
export function stepping(byMs: number, atMinute: number): (time: number) => number {
  return (time) => (time >= atMinute * NS_PER_MINUTE ? byMs * MS : 0);
}
