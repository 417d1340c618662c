import type { BreakerIdentity } from '../types';

/** A call that was seen: who called whom. Services by their `ServiceIdentity.key`. */
export interface KnownEdge {
  readonly caller: string;
  readonly callee: string;
}

/**
 * Finds the services that breakers belong to. Labels may name them shorter than traces do (`checkout` for `shop/checkout`),
 * and most libraries name no callee: then it is the one that the caller calls and the breaker is named after, or any service
 * of exactly that name. With two candidates nothing is assumed.
 */
export function associate(
  identity: BreakerIdentity,
  services: ReadonlySet<string>,
  edges: readonly KnownEdge[]
): BreakerIdentity {
  const { name, caller: calledBy, callee: called, ...rest } = identity;
  const caller = calledBy === undefined ? undefined : resolved(calledBy, services);
  const callees = [...new Set(edges.filter((edge) => edge.caller === caller).map(({ callee }) => callee))];
  const callee =
    called === undefined ? (namedAfter(name, callees) ?? exactly(name, services)) : resolved(called, services);
  return {
    name,
    ...(caller === undefined ? {} : { caller }),
    ...(callee === undefined || callee === caller ? {} : { callee }),
    ...rest,
  };
}

/** Whether two names of breakers of one caller mean the same one. */
export function isSameBreaker(one: BreakerIdentity, other: BreakerIdentity): boolean {
  const agree = (a: string | undefined, b: string | undefined): boolean =>
    a === undefined || b === undefined || a === b;
  return (
    plainName(one.name) === plainName(other.name) && agree(one.caller, other.caller) && agree(one.callee, other.callee)
  );
}

/** A name without a namespace is taken for the only namespaced service of that name, as the join takes it. */
function resolved(name: string, services: ReadonlySet<string>): string {
  return only([...services].filter((key) => key !== name && bare(key) === name)) ?? name;
}

function exactly(name: string, services: ReadonlySet<string>): string | undefined {
  const same = [...services].filter((key) => plainName(key) === plainName(name));
  return only([...new Set(same.map((key) => resolved(key, services)))]);
}

/** The callee that the breaker's name holds, or that holds the breaker's name; the longest such one. */
function namedAfter(name: string, callees: readonly string[]): string | undefined {
  const wanted = plainName(name);
  const alike = callees.filter((callee) => {
    const own = plainName(callee);
    return own !== '' && wanted !== '' && (wanted.includes(own) || own.includes(wanted));
  });
  const exact = alike.filter((callee) => plainName(callee) === wanted);
  const longest = Math.max(0, ...alike.map((callee) => plainName(callee).length));
  return only(exact) ?? only(alike.filter((callee) => plainName(callee).length === longest));
}

function only(names: readonly string[]): string | undefined {
  return names.length === 1 ? names[0] : undefined;
}

function bare(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

/** `PaymentService`, `payment-service` and `shop/payment_service` are one name. */
export function plainName(key: string): string {
  return bare(key)
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
