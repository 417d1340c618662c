import type { ClockTruth } from '../incident';

const NS_PER_US = 1000;
const PPM = 1e-6;

/** The clock of one node: what it shows is true time, plus an offset, plus what it drifted away since the start. */
export class NodeClock {
  constructor(
    private readonly startNs: bigint,
    readonly truth: ClockTruth
  ) {}

  /** Epoch nanoseconds that this clock shows at a true time (nanoseconds since the start), as decimal text. */
  show(time: number): string {
    const drift = Math.round(time * this.truth.driftPpm * PPM);
    return String(this.startNs + BigInt(Math.round(time + this.truth.offsetUs * NS_PER_US) + drift));
  }
}
