import type { Breaker, BreakerFinding, Breakers } from '../../../src/engine/breaker';
import { addNanos, type EpochNs, type Nanos } from '../../../src/engine/units';
import { findingWords } from './breakers-text';

/** The answer as one line of JSON: moments as decimal strings of epoch nanoseconds; a service that is not known is null. */
export function breakersJson({ origin, breakers, findings, problems }: Breakers): object {
  return {
    breakers: breakers.map((breaker) => breakerJson(breaker, origin)),
    findings: findings.map(findingJson),
    problems: problems.map(({ code, params, count }) => ({ kind: code, ...params, count })),
  };
}

function breakerJson(breaker: Breaker, origin: EpochNs): object {
  const { identity, basis, source, intervals, transitions, instances, disagreements, shadow } = breaker;
  return {
    name: identity.name,
    caller: identity.caller ?? null,
    callee: identity.callee ?? null,
    instance: identity.instance ?? null,
    basis,
    source,
    intervals: intervalsJson(intervals, origin),
    transitions: transitions.map(({ at, within, from, to, reason }) => ({
      atNs: time(origin, at),
      withinNs: String(within),
      from,
      to,
      reason: reason.key,
    })),
    instances: instances.map((lane) => ({
      instance: lane.instance,
      intervals: intervalsJson(lane.intervals, origin),
    })),
    disagreements: disagreements.map(({ start, end, measured, inferred }) => ({
      startNs: time(origin, start),
      endNs: time(origin, end),
      measured,
      inferred,
    })),
    ...(shadow === undefined
      ? {}
      : {
          shadow: {
            openedAtNs: time(origin, shadow.openedAt),
            savedCalls: shadow.saved.calls,
            savedWaitingNs: String(shadow.saved.waiting),
            calls: shadow.calls,
          },
        }),
  };
}

function intervalsJson(intervals: Breaker['intervals'], origin: EpochNs): readonly object[] {
  return intervals.map(({ state, start, end, confidence, reason }) => ({
    state,
    startNs: time(origin, start),
    endNs: time(origin, end),
    confidence,
    reason: reason?.key ?? null,
  }));
}

function findingJson(finding: BreakerFinding): object {
  const { kind, severity, confidence, entities, origin, window } = finding;
  return {
    kind,
    severity,
    confidence,
    entities,
    window: { startNs: time(origin, window.start), endNs: time(origin, window.end) },
    message: findingWords(finding),
  };
}

function time(origin: EpochNs, at: Nanos): string {
  return String(addNanos(origin, at));
}
