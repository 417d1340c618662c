import type { BreakerPolicy, CallPolicy, Role, Step, Topology } from './service';
import type { Vocabulary } from './vocabulary';

/** Which calls: those of one service to another. */
export interface Edge {
  readonly caller: Role;
  readonly callee: Role;
}

/** The same topology with another policy for the calls of one edge, a breaker for instance. */
export function withPolicy(topology: Topology, { caller, callee }: Edge, policy: Partial<CallPolicy>): Topology {
  const changed = (step: Step): Step => {
    switch (step.kind) {
      case 'call':
        return step.to === callee ? { ...step, policy: { ...step.policy, ...policy } } : step;
      case 'span':
      case 'transaction':
        return { ...step, steps: step.steps.map(changed) };
      case 'cached':
        return { ...step, miss: step.miss.map(changed) };
      case 'together':
        return { ...step, branches: step.branches.map((branch) => branch.map(changed)) };
      default:
        return step;
    }
  };
  return {
    ...topology,
    services: topology.services.map((service) =>
      service.role === caller
        ? {
            ...service,
            operations: service.operations.map((operation) => ({ ...operation, steps: operation.steps.map(changed) })),
          }
        : service
    ),
  };
}

/** A breaker put where a scenario has none: services by their names in the run. */
export interface Installed {
  readonly caller: string;
  readonly callee: string;
  readonly policy: BreakerPolicy;
}

/** The topology with that breaker in place. */
export function withInstalled(topology: Topology, words: Vocabulary, { caller, callee, policy }: Installed): Topology {
  const role = (name: string): Role =>
    topology.services.find((service) => words.name(service.role) === name)?.role ?? name;
  return withPolicy(topology, { caller: role(caller), callee: role(callee) }, { breaker: policy });
}
