import { nanos } from '../units';
import type { CascadeContext } from './context';
import { symptomOf } from './degraded';
import { type LoadGrowth, loadGrowth } from './load';
import { SELF_TIME } from './names-of-signals';
import { compareSeverity } from './onset/severity';
import type { CallEdge, Estimate, Onset, Propagation, PropagationKind, ServiceCascade, ServiceSignal } from './types';

/** So many times as many calls are more; for each request of the caller it is somebody who asks again. */
const MORE = 1.5;

/**
 * How trouble travelled along real calls: failures and slowness to those that wait, load to those that are called. Each kind
 * is told by its sharpest witness; nothing is claimed where the order of onsets contradicts the direction. O(edges x signals).
 */
export function propagationOf(services: readonly ServiceCascade[], context: CascadeContext): readonly Propagation[] {
  const byService = new Map(services.map((one) => [one.service, one]));
  const signals = new Map<string, ServiceSignal[]>();
  for (const signal of context.input.signals) {
    const own = signals.get(signal.service) ?? [];
    signals.set(signal.service, own);
    own.push(signal);
  }
  return context.graph.edges.flatMap((edge) => {
    const caller = byService.get(edge.caller);
    const callee = byService.get(edge.callee);
    return caller === undefined || callee === undefined
      ? []
      : [
          ...backAlong(edge, caller, callee),
          ...loadAlong(edge, caller, callee, signals.get(edge.caller) ?? [], context),
        ];
  });
}

/** To those that wait for an answer. */
function backAlong(edge: CallEdge, caller: ServiceCascade, callee: ServiceCascade): readonly Propagation[] {
  return edge.asynchronous === true
    ? []
    : [...travelled('errors', callee, caller), ...travelled('latency', callee, caller)];
}

function travelled(kind: 'errors' | 'latency', from: ServiceCascade, to: ServiceCascade): readonly Propagation[] {
  const cause = symptomOf(from.onsets, kind) ?? from.onset;
  const effect = symptomOf(to.onsets, kind);
  if (cause === undefined || effect === undefined || effect.high < cause.low) {
    return [];
  }
  const amplification = ratioOfIncreases(kind, from.onsets, to.onsets);
  return [{ ...arrival(kind, from, to, cause, effect), ...(amplification === undefined ? {} : { amplification }) }];
}

/** By the measure that tells both, and of several by the one that the callers tell with most evidence. */
function ratioOfIncreases(
  kind: 'errors' | 'latency',
  from: readonly Onset[],
  to: readonly Onset[]
): number | undefined {
  const [best] = to
    .filter(({ signal, name }) => signal === kind && name !== SELF_TIME)
    .flatMap((effect) => {
      const cause = from.find(
        ({ signal, name, source }) => signal === kind && name === effect.name && source === effect.source
      );
      return cause === undefined ? [] : [{ evidence: effect.evidence, ratio: increase(effect) / increase(cause) }];
    })
    .sort((a, b) => b.evidence - a.evidence);
  return best === undefined || !Number.isFinite(best.ratio) ? undefined : best.ratio;
}

function increase({ before, after }: Onset): number {
  return after - before;
}

/** To those that are called: what the caller gets, or what it asks again. */
function loadAlong(
  edge: CallEdge,
  caller: ServiceCascade,
  callee: ServiceCascade,
  ownOfCaller: readonly ServiceSignal[],
  context: CascadeContext
): readonly Propagation[] {
  const more = grownTraffic(callee);
  if (more === undefined) {
    return [];
  }
  const sent = grownTraffic(caller);
  const since = { from: more.high, to: more.until ?? context.input.window.to };
  const { calls, perRequest } =
    loadGrowth(edge, ownOfCaller, since, context) ?? growthAtBoth(ratioOf(more), ratioOf(sent));
  const asksAgain = perRequest >= MORE && caller.onset !== undefined && more.high >= caller.onset.low;
  const cause = asksAgain ? caller.onset : sent;
  return calls < MORE || cause === undefined || more.high < cause.low
    ? []
    : [{ ...arrival(asksAgain ? 'retries' : 'load', caller, callee, cause, more), amplification: perRequest }];
}

/** Where nobody counted the calls themselves, all that the callee gets may come from here. */
function growthAtBoth(atCallee: number, atCaller: number): LoadGrowth {
  return { calls: atCallee, perRequest: atCallee / atCaller };
}

function ratioOf(onset: Onset | undefined): number {
  return onset?.ratio ?? 1;
}

function grownTraffic({ onsets }: ServiceCascade): Onset | undefined {
  return onsets.find(
    ({ signal, direction, severity }) =>
      signal === 'traffic' && direction === 'up' && compareSeverity(severity, 'info') > 0
  );
}

function arrival(
  kind: PropagationKind,
  from: ServiceCascade,
  to: ServiceCascade,
  cause: Estimate,
  effect: Estimate
): Propagation {
  return {
    from: from.service,
    to: to.service,
    kind,
    delay: delayOf(cause, effect),
    basis: cause.high <= effect.low ? 'intervals' : 'calls',
  };
}

/** From one onset to the other; it does not go back in time, whatever the intervals allow. */
function delayOf(cause: Estimate, effect: Estimate): Estimate {
  const after = (value: number) => nanos(Math.max(0, value));
  return { low: after(effect.low - cause.high), at: after(effect.at - cause.at), high: after(effect.high - cause.low) };
}
