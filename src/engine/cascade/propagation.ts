import { nanos } from '../units';
import type { CallGraph } from './graph';
import type { CallEdge, Estimate, Onset, Propagation, PropagationKind, ServiceCascade, SignalKind } from './types';
import { compareSeverity } from './onset/severity';
import { SELF_TIME } from './names-of-signals';

/** A callee gets so many times more calls than its caller gets requests: somebody asks again. */
const RETRIES = 1.5;

/**
 * How trouble travelled along real calls: failures and slowness to those that wait, load to those that are called. Nothing
 * is claimed where the order of onsets contradicts the direction. O(edges x signals).
 */
export function propagationOf(services: readonly ServiceCascade[], graph: CallGraph): readonly Propagation[] {
  const byService = new Map(services.map((one) => [one.service, one]));
  return graph.edges.flatMap((edge) => {
    const caller = byService.get(edge.caller);
    const callee = byService.get(edge.callee);
    return caller === undefined || callee === undefined ? [] : alongEdge(edge, caller, callee);
  });
}

function alongEdge(edge: CallEdge, caller: ServiceCascade, callee: ServiceCascade): readonly Propagation[] {
  const back =
    edge.asynchronous === true ? [] : [...travelled('errors', callee, caller), ...travelled('latency', callee, caller)];
  return [...back, ...loadOf(caller, callee)];
}

function travelled(kind: 'errors' | 'latency', from: ServiceCascade, to: ServiceCascade): readonly Propagation[] {
  const cause = symptom(from, kind) ?? from.onset;
  const effect = symptom(to, kind);
  return cause === undefined || effect === undefined || effect.high < cause.low
    ? []
    : [arrival(kind, from, to, cause, effect)];
}

function loadOf(caller: ServiceCascade, callee: ServiceCascade): readonly Propagation[] {
  const more = grown(callee, 'traffic');
  if (more === undefined) {
    return [];
  }
  const sent = grown(caller, 'traffic');
  const factor = (more.ratio ?? 1) / (sent?.ratio ?? 1);
  const asksAgain = factor >= RETRIES && caller.onset !== undefined && more.high >= caller.onset.low;
  const cause = asksAgain ? caller.onset : sent;
  return cause === undefined || more.high < cause.low
    ? []
    : [{ ...arrival(asksAgain ? 'retries' : 'load', caller, callee, cause, more), amplification: factor }];
}

function arrival(
  kind: PropagationKind,
  from: ServiceCascade,
  to: ServiceCascade,
  cause: Onset,
  effect: Onset
): Propagation {
  const amplification =
    cause.ratio !== undefined && effect.ratio !== undefined && cause.ratio > 0
      ? { amplification: effect.ratio / cause.ratio }
      : {};
  return {
    from: from.service,
    to: to.service,
    kind,
    delay: delayOf(cause, effect),
    ...amplification,
    basis: cause.high <= effect.low ? 'intervals' : 'calls',
  };
}

/** From one onset to the other; it does not go back in time, whatever the intervals allow. */
function delayOf(cause: Estimate, effect: Estimate): Estimate {
  const after = (value: number) => nanos(Math.max(0, value));
  return { low: after(effect.low - cause.high), at: after(effect.at - cause.at), high: after(effect.high - cause.low) };
}

function symptom({ onsets }: ServiceCascade, kind: SignalKind): Onset | undefined {
  return onsets.find(
    ({ signal, name, severity }) => signal === kind && name !== SELF_TIME && compareSeverity(severity, 'info') > 0
  );
}

function grown({ onsets }: ServiceCascade, kind: SignalKind): Onset | undefined {
  return onsets.find(
    ({ signal, direction, severity }) => signal === kind && direction === 'up' && compareSeverity(severity, 'info') > 0
  );
}
