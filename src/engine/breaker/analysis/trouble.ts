import { type EpochNs, nanos, type Nanos } from '../../units';
import { rankOf } from '../lane/worst';
import type { OpenMessage } from '../messages';
import type { Breaker, BreakerFinding } from '../types';

/** What only waits for a call is no emergency. */
const SURE_ENOUGH = 0.7;

/** Breakers by trouble: what is open now first, then what was longest, then what changed most; shadows last. */
export function byTrouble(breakers: readonly Breaker[]): readonly Breaker[] {
  const keyed = breakers.map((breaker) => {
    const { intervals, transitions, basis, identity } = breaker;
    const now = intervals.at(-1)?.state ?? 'unknown';
    const refusing = intervals.reduce((sum, { state, start, end }) => (isRefusing(state) ? sum + end - start : sum), 0);
    const name = `${identity.caller ?? ''} ${identity.callee ?? ''} ${identity.name}`;
    return { breaker, name, keys: [Number(basis === 'shadow'), rankOf(now), -refusing, -transitions.length] };
  });
  keyed.sort((a, b) => {
    const decided = a.keys.findIndex((key, at) => key !== b.keys[at]);
    return decided < 0
      ? Number(a.name > b.name) - Number(a.name < b.name)
      : (a.keys[decided] ?? 0) - (b.keys[decided] ?? 0);
  });
  return keyed.map(({ breaker }) => breaker);
}

/**
 * Breakers that are open at the window's end: `breaker-open`, see {@link OpenMessage}. `critical` while calls are refused, `warning` when it only waits for a call or is held open by hand.
 */
export function openFindings(breakers: readonly Breaker[], origin: EpochNs): readonly BreakerFinding[] {
  return breakers.flatMap((breaker): readonly BreakerFinding[] => {
    const last = breaker.intervals.at(-1);
    if (breaker.basis === 'shadow' || last === undefined || (last.state !== 'open' && last.state !== 'forced')) {
      return [];
    }
    const { name, caller, callee } = breaker.identity;
    const since = openSince(breaker);
    const message: OpenMessage = {
      key: last.state === 'forced' ? 'breaker.forced' : 'breaker.open',
      params: { name, caller: caller ?? '', callee: callee ?? '', forNs: last.end - since },
    };
    const edge = caller === undefined || callee === undefined ? [] : [{ kind: 'edge', caller, callee } as const];
    const isUrgent = last.state === 'open' && last.confidence >= SURE_ENOUGH;
    return [
      {
        kind: 'breaker-open',
        severity: isUrgent ? 'critical' : 'warning',
        confidence: last.confidence,
        entities: [
          {
            kind: 'breaker',
            name,
            ...(caller === undefined ? {} : { caller }),
            ...(callee === undefined ? {} : { callee }),
          },
          ...edge,
        ],
        origin,
        window: { start: since, end: last.end },
        message,
        evidence: last.evidence,
      },
    ];
  });
}

/** When the state that holds at the end began, however often its certainty changed. */
function openSince({ intervals }: Breaker): Nanos {
  let row = intervals.length - 1;
  while (row > 0 && isRefusing(intervals[row - 1]?.state ?? 'unknown') && intervals[row - 1]?.state !== 'half-open') {
    row -= 1;
  }
  return intervals[row]?.start ?? nanos(0);
}

function isRefusing(state: Breaker['intervals'][number]['state']): boolean {
  return state === 'open' || state === 'forced' || state === 'half-open';
}
