import type { ClockTruth } from '../incident';

const NS_PER_US = 1000;
const NS_PER_MS = 1e6;
const US_PER_NS = 1e-3;
const PPM = 1e-6;

/**
 * The clock of one node: what it shows is true time, plus an offset, plus what it drifted away since the start, plus what
 * it was set by. Times are nanoseconds of true time since the start.
 */
export class NodeClock {
  constructor(
    private readonly startNs: bigint,
    readonly truth: ClockTruth
  ) {}

  /**
   * Epoch nanoseconds that this clock shows at a time, as decimal text.
   *
   * @param asOf - steps after this moment do not count: a span takes its start from the clock, and its length from a
   * counter that nobody sets
   */
  show(time: number, asOf: number = time): string {
    const { offsetUs, driftPpm } = this.truth;
    const drift = Math.round(time * driftPpm * PPM);
    const ahead = offsetUs + this.stepped(asOf);
    return String(this.startNs + BigInt(Math.round(time + ahead * NS_PER_US) + drift));
  }

  /** Microseconds by which the clock is ahead of true time. */
  aheadUs(time: number): number {
    const { offsetUs, driftPpm } = this.truth;
    return offsetUs + this.stepped(time) + time * driftPpm * PPM * US_PER_NS;
  }

  private stepped(time: number): number {
    const { steps = [] } = this.truth;
    return steps.reduce((sum, { atMs, byUs }) => (time >= atMs * NS_PER_MS ? sum + byUs : sum), 0);
  }
}
