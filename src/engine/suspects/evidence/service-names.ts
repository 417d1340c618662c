import type { Telemetry } from '../types';

/**
 * Names services as a person does: without the namespace, unless two namespaces have a service of that name. Logs and
 * metrics often lack the namespace that spans have, so that the key alone would tell one service apart from itself.
 */
export function serviceNames(all: readonly Telemetry[]): (key: string) => string {
  const keys = new Map<string, Set<string>>();
  for (const { traces, logs, series } of all) {
    const identities = [
      ...traces.flatMap(({ services }) => services),
      ...logs.flatMap(({ services }) => services),
      ...series.map(({ service }) => service),
    ];
    for (const { key, name, namespace } of identities) {
      if (namespace !== undefined) {
        keys.set(name, (keys.get(name) ?? new Set()).add(key));
      }
    }
  }
  const names = new Map<string, string>();
  for (const [name, found] of keys) {
    for (const key of found) {
      names.set(key, found.size === 1 ? name : key);
    }
  }
  return (key) => names.get(key) ?? key;
}
