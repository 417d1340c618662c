const MILLISECOND = 1e6;
const MICROSECOND = 1e3;
/** Share of starts at whole milliseconds from which a clock is taken to tick in milliseconds (Java's and JavaScript's). */
const COARSE = 0.5;
const FEWEST = 2;

/** Sees from the times that a clock showed how finely it ticks. */
export class TickCounter {
  private times = 0;
  private wholeMillis = 0;
  private wholeMicros = 0;

  /** @param phase - a time the clock showed, nanoseconds after any whole millisecond of the epoch */
  add(phase: number): void {
    this.times += 1;
    this.wholeMillis += phase % MILLISECOND === 0 ? 1 : 0;
    this.wholeMicros += phase % MICROSECOND === 0 ? 1 : 0;
  }

  /** Distance of two ticks, nanoseconds; 0 when it cannot be seen. */
  tick(): number {
    if (this.wholeMillis >= Math.max(FEWEST, this.times * COARSE)) {
      return MILLISECOND;
    }
    return this.times > 0 && this.wholeMicros === this.times ? MICROSECOND : 0;
  }
}
