import type { BreakerIdentity } from '../../../engine/breaker';

/**
 * What breakers are called: `payment → fraud-detection`; one whose ends nobody knows goes by its name. A namespace that all
 * services share tells none of them apart, and is left out.
 */
export function makeTitles(identities: readonly BreakerIdentity[]): (identity: BreakerIdentity) => string {
  const services = identities.flatMap(({ caller, callee }) => [caller, callee].filter((one) => one !== undefined));
  const namespaces = new Set(services.map(namespaceOf));
  const [shared = ''] = namespaces.size === 1 ? namespaces : [''];
  const short = (name: string) => (shared !== '' && name.startsWith(shared) ? name.slice(shared.length) : name);
  return ({ name, caller, callee }) =>
    caller === undefined ? short(callee ?? name) : `${short(caller)} → ${short(callee ?? name)}`;
}

/** Without its namespace: that is no other name. */
function plain(name: string): string {
  return name.slice(namespaceOf(name).length);
}

/** With its slash; '' for a service without one. */
function namespaceOf(service: string): string {
  return service.slice(0, service.indexOf('/') + 1);
}

/** The name, where the title does not have it. */
export function ownName({ name, caller, callee }: BreakerIdentity): string | undefined {
  const said = callee ?? (caller === undefined ? undefined : name);
  return name === '' || said === undefined || plain(name) === plain(said) ? undefined : name;
}
