import type { Random } from '../../lab';

/** What the callee does to a call, decided before anybody knows whether it will be sent. Milliseconds. */
export interface Fate {
  readonly arrival: number;
  /** `answer` and `error` come from the callee; `silence` lasts longer than any timeout; `refused` never gets there. */
  readonly kind: 'answer' | 'error' | 'silence' | 'refused';
  readonly latency: number;
}

/** One run: calls in the order in which they arrive, and how long the caller waits for one. */
export interface Plan {
  readonly calls: readonly Fate[];
  readonly timeout: number;
  readonly end: number;
}

interface Episode {
  readonly from: number;
  readonly to: number;
  readonly kind: Fate['kind'];
  readonly share: number;
}

const LONGEST_MS = 900_000;
const MOST_CALLS = 2500;

/** Draws traffic, latencies and failures of a run: half a call to twenty a second, one to four episodes of failure. */
export function drawPlan(random: Random): Plan {
  const rate = Math.exp(random.between(Math.log(0.5), Math.log(20)));
  const end = Math.min(LONGEST_MS, (MOST_CALLS / rate) * 1000);
  const median = Math.exp(random.between(Math.log(5), Math.log(200)));
  const p99 = median * random.between(2, 6);
  const timeout = Math.max(p99 * 2, random.pick([300, 1000, 3000]));
  const noise = random.pick([0, 0, 0.005, 0.02]);
  const episodes = drawEpisodes(random, end);
  const calls: Fate[] = [];
  for (let at = arrivalAfter(random, rate, 0); at < end; at = arrivalAfter(random, rate, at)) {
    const episode = episodes.find(({ from, to }) => at >= from && at < to);
    const fails = random.chance(episode?.share ?? noise);
    const kind = fails ? (episode?.kind ?? 'error') : 'answer';
    const latency = kind === 'refused' ? random.between(0.3, 2) : random.latency(median, p99);
    calls.push({ arrival: at, kind, latency });
  }
  return { calls, timeout, end };
}

function arrivalAfter(random: Random, rate: number, at: number): number {
  return at + random.exponential(rate) * 1000;
}

function drawEpisodes(random: Random, end: number): readonly Episode[] {
  return Array.from({ length: random.int(1, 4) }, () => {
    const from = random.between(0.1, 0.85) * end;
    const kind = random.pick(['error', 'error', 'silence', 'refused'] as const);
    return { from, to: from + random.between(0.02, 0.15) * end, kind, share: random.pick([0.5, 0.7, 0.9, 1, 1]) };
  });
}
