import type { CallGraph } from './graph';
import type { Degraded } from './order';
import type { BlastRadius } from './types';

/** How far it went. O(degraded + edges). */
export function blastRadiusOf(degraded: readonly Degraded[], graph: CallGraph): BlastRadius {
  const names = new Set(degraded.map(({ service }) => service));
  const called = new Set(graph.edges.filter(({ caller }) => names.has(caller)).map(({ callee }) => callee));
  return {
    services: [...names].sort(),
    operations: [],
    share: undefined,
    entryPoints: [...names].filter((name) => !called.has(name)).sort(),
  };
}
