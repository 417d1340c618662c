import type { CallEdge, CascadeInput, ChangeEvent, ServiceClock, ServiceSignal } from './types';

/**
 * One name for each service: metrics often know `checkout` where spans say `shop/checkout`. A name without a namespace is
 * taken for the only namespaced service of that name, as the join takes it. O(signals + edges).
 */
export function unifyNames(input: CascadeInput): CascadeInput {
  const { signals, edges, baseline, changes, clocks } = input;
  const keys = new Set([
    ...signals.map(({ service }) => service),
    ...edges.flatMap(({ caller, callee }) => [caller, callee]),
  ]);
  const owners = new Map<string, string>();
  for (const key of keys) {
    const name = key.slice(key.lastIndexOf('/') + 1);
    if (name !== key) {
      owners.set(name, owners.has(name) ? '' : key);
    }
  }
  const named = (key: string): string => owners.get(key) || key;
  const signal = (one: ServiceSignal): ServiceSignal => ({ ...one, service: named(one.service) });
  const edge = (one: CallEdge): CallEdge => ({ ...one, caller: named(one.caller), callee: named(one.callee) });
  const event = <T extends ChangeEvent | ServiceClock>(one: T): T => ({ ...one, service: named(one.service) });
  return {
    ...input,
    signals: signals.map(signal),
    edges: mergeEdges(edges.map(edge)),
    baseline:
      baseline.kind === 'signals'
        ? { ...baseline, signals: baseline.signals.map(signal), edges: mergeEdges((baseline.edges ?? []).map(edge)) }
        : baseline,
    changes: changes.map(event),
    ...(clocks === undefined ? {} : { clocks: clocks.map(event) }),
  };
}

/** One edge for each caller and callee, with what every source tells of it. */
function mergeEdges(edges: readonly CallEdge[]): readonly CallEdge[] {
  const merged = new Map<string, CallEdge>();
  for (const edge of edges) {
    const key = `${edge.caller}\n${edge.callee}`;
    const known = merged.get(key);
    merged.set(
      key,
      known === undefined
        ? edge
        : {
            ...known,
            ...edge,
            ...(known.calls === undefined ? {} : { calls: known.calls }),
            // Waited for by any is waited for.
            asynchronous: known.asynchronous === true && edge.asynchronous === true,
            signals: [...(known.signals ?? []), ...(edge.signals ?? [])],
          }
    );
  }
  return [...merged.values()].filter(({ caller, callee }) => caller !== callee);
}
