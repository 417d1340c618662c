import type { Outcome } from '../result';
import { referencesOf } from './baseline';
import { blastRadiusOf } from './blast-radius';
import { precedingChanges } from './changes';
import { callGraph, cyclesOf } from './graph';
import { unifyNames } from './names';
import { worstSeverity } from './onset/severity';
import { degradedOf, orderOf } from './order';
import { propagationOf } from './propagation';
import { cascadeServices } from './services';
import type { Cascade, CascadeInput, ServiceCascade } from './types';

/**
 * Who fell first, how it spread, and how far. Pure; times are nanoseconds after the input's origin, in the time of the
 * metrics. O(samples log samples of the baseline + services + edges).
 */
export function analyseCascade(given: CascadeInput): Outcome<Cascade> {
  const input = unifyNames(given);
  const graph = callGraph(
    input.signals.map(({ service }) => service),
    input.edges
  );
  const services = cascadeServices({ input, graph, references: referencesOf(input) });
  const degraded = degradedOf(services);
  const order = orderOf(degraded, graph);
  const [first = []] = order.tiers;
  const firstOnset = services.find(({ service }) => service === first[0])?.onset;
  return {
    result: {
      origin: input.origin,
      services: sorted(services, order.tiers.flat()),
      order,
      first,
      propagation: propagationOf(services, graph),
      blastRadius: blastRadiusOf(degraded, graph),
      changes: precedingChanges(input.changes, firstOnset),
      correlations: [],
      cycles: cyclesOf(graph),
      severity: worstSeverity(services.map(({ severity }) => severity)),
    },
    problems: [],
  };
}

/** Those that degraded in their order, then the others as they come. */
function sorted(services: readonly ServiceCascade[], order: readonly string[]): readonly ServiceCascade[] {
  const rank = new Map(order.map((service, at) => [service, at]));
  const rankOf = ({ service }: ServiceCascade): number => rank.get(service) ?? order.length;
  return [...services].sort((a, b) => rankOf(a) - rankOf(b));
}
