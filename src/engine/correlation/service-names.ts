import type { LogTable, ServiceIdentity, Trace } from '../model';
import { type Problem, problem } from '../result';
import { serviceIdentity } from './identity';

/**
 * Finds for each service that is known by its bare name the one namespaced service of that name, when there is exactly
 * one: spans say `shop/checkout` where Loki's labels say `checkout`. With two candidates nothing is assumed.
 *
 * Problem: `join.namespace-assumed` {name, key}: said, because it is an assumption; an override settles it.
 */
export function assumeNamespaces(identities: Iterable<ServiceIdentity>): {
  readonly adopt: (identity: ServiceIdentity) => ServiceIdentity;
  readonly problems: readonly Problem[];
} {
  const bare = new Map<string, ServiceIdentity>();
  const namespaces = new Map<string, Set<string>>();
  for (const identity of identities) {
    if (identity.namespace === undefined) {
      bare.set(identity.key, identity);
    } else {
      const known = namespaces.get(identity.name) ?? new Set();
      namespaces.set(identity.name, known.add(identity.namespace));
    }
  }
  const assumed = new Map<string, string>();
  for (const name of [...bare.keys()].sort()) {
    const [namespace, other] = namespaces.get(name) ?? [];
    if (name !== '' && namespace !== undefined && other === undefined) {
      assumed.set(name, namespace);
    }
  }
  return {
    adopt: (identity) => {
      const namespace = identity.namespace === undefined ? assumed.get(identity.key) : undefined;
      return namespace === undefined ? identity : serviceIdentity(identity.name, namespace, identity.basis);
    },
    problems: [...assumed].map(([name, namespace]) =>
      problem('join.namespace-assumed', { name, key: `${namespace}/${name}` })
    ),
  };
}

type Adopt = (identity: ServiceIdentity) => ServiceIdentity;

/** The same table or trace with its services renamed; the very same object when none is. */
export function adoptServices<T extends Pick<Trace, 'services'> | Pick<LogTable, 'services'>>(
  owner: T,
  adopt: Adopt
): T {
  const services = owner.services.map(adopt);
  return services.every((identity, row) => identity === owner.services[row]) ? owner : { ...owner, services };
}
