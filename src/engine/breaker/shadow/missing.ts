import type { Evidence, FindingSeverity } from '../../finding';
import type { AnalysisWindow, EdgeOutcomes } from '../inference';
import { failed } from '../inference/outcomes';
import { defaultConfiguration } from '../machine/machine';
import type { Breaker, BreakerConfiguration, BreakerFinding } from '../types';
import { guards } from './guards';
import { SHADOW_CAVEAT, type ShadowMessage } from './messages';
import { shadowBreaker, type ShadowRun } from './shadow';

/** Share of all waiting that a breaker would have saved, from which its absence hurts. */
const CRITICAL_SHARE = 0.5;
const WARNING_SHARE = 0.1;
/** An edge that only passes on what failed behind it is not the one that wants a breaker. */
const PASSED_ON_SHARE = 0.5;
/** That a breaker is missing rests on no refusal having been seen; one whose conditions were never met shows none either. */
const CONFIDENCE = 0.9;
const KEPT_EVIDENCE = 5;

export interface MissingBreakers {
  readonly breakers: readonly Breaker[];
  readonly findings: readonly BreakerFinding[];
}

interface Candidate extends ShadowRun {
  readonly edge: EdgeOutcomes;
}

/**
 * Edges without a breaker on which one would have opened, as lanes of basis `shadow`, and a `breaker-missing` for each whose
 * failures are its own: where the callee's own calls failed in the same traces, the breaker belongs behind it. Most saved
 * waiting first.
 *
 * @param known - breakers that are there; their edges are left alone
 */
export function missingBreakers(
  edges: readonly EdgeOutcomes[],
  known: readonly Breaker[],
  window: AnalysisWindow,
  configuration: BreakerConfiguration = defaultConfiguration
): MissingBreakers {
  const candidates = edges
    .filter((edge) => edge.callee !== '' && !known.some((breaker) => guards(breaker, edge)))
    .flatMap((edge): readonly Candidate[] => {
      const run = shadowBreaker(edge, configuration, window);
      return run === undefined ? [] : [{ ...run, edge }];
    })
    .sort((a, b) => b.breaker.shadow.saved.waiting - a.breaker.shadow.saved.waiting);
  const failures = failingTraces(edges);
  return {
    breakers: candidates.map(({ breaker }) => breaker),
    findings: candidates
      .filter(({ edge }) => !passesOn(edge, failures))
      .map((candidate) => findingOf(candidate, window)),
  };
}

/** Per caller: the traces in which one of its calls failed. */
function failingTraces(edges: readonly EdgeOutcomes[]): ReadonlyMap<string, ReadonlySet<string>> {
  const traces = new Map<string, Set<string>>();
  for (const { caller, calls } of edges) {
    const known = traces.get(caller) ?? new Set<string>();
    traces.set(caller, known);
    calls.forEach((call) => (failed(call) || call.outcome === 'rejected') && known.add(call.traceId));
  }
  return traces;
}

function passesOn({ callee, calls }: EdgeOutcomes, failing: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  const behind = failing.get(callee);
  const broken = calls.filter(failed);
  return broken.filter(({ traceId }) => behind?.has(traceId)).length > PASSED_ON_SHARE * broken.length;
}

function findingOf({ edge, breaker, waited }: Candidate, window: AnalysisWindow): BreakerFinding {
  const { caller, callee, calls } = edge;
  const { openedAt, saved } = breaker.shadow;
  const savedShare = waited === 0 ? 0 : saved.waiting / waited;
  const broken = calls.filter(failed);
  const message: ShadowMessage = {
    key: 'breaker.shadow.missing',
    params: {
      caller,
      callee,
      openedAtNs: openedAt,
      savedCalls: saved.calls,
      savedWaitingNs: saved.waiting,
      savedShare,
      failedShare: broken.length / calls.length,
      assumes: SHADOW_CAVEAT,
    },
  };
  return {
    kind: 'breaker-missing',
    severity: severityOf(savedShare),
    confidence: CONFIDENCE,
    entities: [{ kind: 'edge', caller, callee }],
    origin: window.origin,
    window: { start: openedAt, end: lastTrouble(breaker) },
    message,
    evidence: broken.slice(0, KEPT_EVIDENCE).map(({ start, traceId, spanId }): Evidence => ({
      kind: 'span',
      at: start,
      traceId,
      spanId,
    })),
  };
}

function severityOf(savedShare: number): FindingSeverity {
  return savedShare >= CRITICAL_SHARE ? 'critical' : savedShare >= WARNING_SHARE ? 'warning' : 'info';
}

/** Until when it would have refused calls. */
function lastTrouble({ intervals }: Breaker): BreakerFinding['window']['end'] {
  const troubled = intervals.filter(({ state }) => state !== 'closed' && state !== 'unknown');
  return (troubled.at(-1) ?? intervals.at(-1))?.end ?? intervals[0].end;
}
