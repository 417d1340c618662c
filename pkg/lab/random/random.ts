import { randomExponential, randomLogNormal } from 'd3-random';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** z of the 99th percentile of the standard normal distribution. */
const Z99 = 2.3263478740408408;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** 32-bit FNV-1a, so that streams forked by name are independent of the order of forking. */
function hash(text: string, seed: number): number {
  let value = (FNV_OFFSET ^ seed) >>> 0;
  for (let i = 0; i < text.length; i += 1) {
    value = Math.imul(value ^ text.charCodeAt(i), FNV_PRIME) >>> 0;
  }
  return value;
}

/**
 * The only source of randomness in the lab: xoroshiro128+ behind the distributions that a simulation asks for. A fork has
 * its own stream, made from the seed and a name, so that one more draw in one place does not move all others.
 */
export class Random {
  private readonly generator;
  private readonly source: () => number;
  private readonly latencies = new Map<number, Map<number, () => number>>();

  constructor(private readonly seed: number) {
    this.generator = xoroshiro128plus(seed | 0);
    this.source = () => uniformFloat64(this.generator);
  }

  fork(name: string): Random {
    return new Random(hash(name, this.seed));
  }

  /** In [0, 1). */
  unit(): number {
    return this.source();
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.unit();
  }

  /** Both ends included. */
  int(low: number, high: number): number {
    return uniformInt(this.generator, low, high);
  }

  chance(probability: number): boolean {
    return this.unit() < probability;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.int(0, items.length - 1)];
  }

  /** Time to the next arrival of a Poisson process of that rate. */
  exponential(rate: number): number {
    return randomExponential.source(this.source)(rate)();
  }

  /** A latency with the given median and 99th percentile, log-normal. */
  latency(median: number, p99: number): number {
    return (this.latencies.get(median)?.get(p99) ?? this.addLatency(median, p99))();
  }

  hex(digits: number): string {
    let text = '';
    while (text.length < digits) {
      text += this.int(0, 0xffff).toString(16).padStart(4, '0');
    }
    return text.slice(0, digits);
  }

  private addLatency(median: number, p99: number): () => number {
    const sigma = p99 > median ? Math.log(p99 / median) / Z99 : 0;
    const draw = randomLogNormal.source(this.source)(Math.log(median), sigma);
    const known = this.latencies.get(median) ?? new Map<number, () => number>();
    this.latencies.set(median, known.set(p99, draw));
    return draw;
  }
}
