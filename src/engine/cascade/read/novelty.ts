/** Something that a service showed for the first time. */
export interface Novel {
  readonly service: string;
  readonly value: string;
  /** When it was first met, nanoseconds after the input's origin. */
  readonly first: number;
}

interface Met {
  readonly service: string;
  readonly value: string;
  readonly times: number[];
}

/** What was met less often than this is an accident. */
const LEAST_MET = 3;
/** What is always there, only seldom, begins as late as it was met with less than this probability. */
const BY_CHANCE = 1e-3;

/**
 * Which values services showed that they had not shown before: versions, types of errors, templates of lines. No time needs
 * to be known as usual. A value that was there all the time comes at any moment of it, so that all `n` of its occurrences lie
 * in the last share `s` of it with probability `s ** n`: a rare value that happens to come late is no news, and neither is
 * one that is there from the beginning.
 */
export class Novelty {
  private readonly met = new Map<string, Met>();
  private from = Infinity;
  private to = -Infinity;

  /** Something that could have had a value, whether it has one or not. In any order. */
  public see(at: number): void {
    this.from = Math.min(this.from, at);
    this.to = Math.max(this.to, at);
  }

  public meet(service: string, value: string, at: number): void {
    this.see(at);
    const key = `${service}\n${value}`;
    const one = this.met.get(key) ?? { service, value, times: [] };
    this.met.set(key, one);
    one.times.push(at);
  }

  /** New values, those that were met first coming first. O(occurrences + values log values). */
  public found(): readonly Novel[] {
    return [...this.met.values()]
      .map(({ service, value, times }) => ({
        service,
        value,
        first: times.reduce((least, at) => Math.min(least, at), Infinity),
        count: times.length,
      }))
      .filter(({ first, count }) => this.isNews(first, count))
      .map(({ service, value, first }) => ({ service, value, first }))
      .sort((a, b) => a.first - b.first);
  }

  /** The value that a service showed last before a moment; '' when it showed none. O(occurrences). */
  public lastBefore(service: string, moment: number): string {
    let last = -Infinity;
    let before = '';
    for (const one of this.met.values()) {
      for (const at of one.service === service ? one.times : []) {
        if (at < moment && at > last) {
          last = at;
          before = one.value;
        }
      }
    }
    return before;
  }

  private isNews(first: number, count: number): boolean {
    const share = (this.to - first) / (this.to - this.from);
    return count >= LEAST_MET && share ** count < BY_CHANCE;
  }
}
