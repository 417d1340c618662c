import { atTheirEnds, EXPLAINED, sureness } from './ends';
import type { CallGraph } from './evidence';
import type { Told } from './strengths';
import type { EvidenceSignal } from './types';

/** What the signals look at: of one family only the strongest counts, since they see the same thing. */
const FAMILY: Readonly<Record<EvidenceSignal, string>> = {
  gap: 'time',
  reply: 'time',
  self: 'time',
  symptom: 'time',
  failures: 'failures',
  calls: 'failures',
  template: 'lines',
  order: 'lines',
  mention: 'lines',
  resource: 'resource',
  traffic: 'traffic',
  change: 'change',
};

/** One service with all that tells against it. */
export interface Ranked {
  readonly service: string;
  /** All that tells against it, explained or not. */
  readonly whole: number;
  /** What its callees do not explain. */
  readonly score: number;
  /** Strongest first. */
  readonly told: readonly Told[];
}

/** Less than this is no evidence. */
const LEAST_TOLD = 1;

/**
 * Ranks services by what tells against them: deviations of independent families add up by their squares, and what a
 * caller may have from a callee (failures, lines, waiting) counts less where a callee is surely far from usual. A small
 * cause has large effects (a pool that fills), so the callee need not be as far as its caller.
 */
export function rankServices(told: readonly Told[], calls: CallGraph): readonly Ranked[] {
  const byService = new Map<string, Told[]>();
  for (const one of atTheirEnds(told)) {
    if (one.strength >= LEAST_TOLD) {
      const list = byService.get(one.service) ?? [];
      byService.set(one.service, list);
      list.push(one);
    }
  }
  const whole = new Map([...byService].map(([service, list]) => [service, combined(list)]));
  return [...byService]
    .map(([service, list]) => {
      const own = combined(list.filter(({ scanner }) => !scanner.stream.inheritable));
      const all = whole.get(service) ?? 0;
      const inherited = Math.sqrt(Math.max(0, all * all - own * own));
      const below = Math.max(0, ...[...(calls.get(service) ?? [])].map((callee) => whole.get(callee) ?? 0));
      const left = inherited * (1 - EXPLAINED * sureness(below));
      return {
        service,
        whole: all,
        score: Math.sqrt(own * own + left * left),
        told: list.sort((a, b) => b.strength - a.strength),
      };
    })
    .sort((a, b) => b.score - a.score || (a.service < b.service ? -1 : 1));
}

/** Root of the sum of squares of each family's strongest: what independent deviations prove together. */
function combined(list: readonly Told[]): number {
  const best = new Map<string, number>();
  for (const { scanner, strength } of list) {
    const family = FAMILY[scanner.stream.signal];
    best.set(family, Math.max(best.get(family) ?? 0, strength));
  }
  return Math.hypot(...best.values());
}
