import type { Breaker, BreakerFinding, Breakers } from '../../../src/engine/breaker';

type Entity = BreakerFinding['entities'][number];

/** Services by their bare names, as files and people have them; with the namespace where two services share a name. */
export function withShortNames(found: Breakers): Breakers {
  const keys = new Set([
    ...found.breakers.flatMap(({ identity: { caller, callee } }) => [caller, callee]),
    ...found.findings.flatMap(({ entities }) => entities.flatMap(servicesOf)),
  ]);
  const sharing = new Map<string, number>();
  keys.forEach((key) => key !== undefined && sharing.set(bare(key), (sharing.get(bare(key)) ?? 0) + 1));
  const short = (key: string): string => (sharing.get(bare(key)) === 1 ? bare(key) : key);
  return {
    ...found,
    breakers: found.breakers.map((breaker) => renamed(breaker, short)),
    findings: found.findings.map((finding) => ({
      ...finding,
      entities: finding.entities.map((entity) => shortEntity(entity, short)),
      message: { ...finding.message, params: shortParams(finding.message.params, short) },
    })),
  };
}

function servicesOf(entity: Entity): ReadonlyArray<string | undefined> {
  return entity.kind === 'edge' || entity.kind === 'breaker' ? [entity.caller, entity.callee] : [entity.service];
}

function bare(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1);
}

function renamed(breaker: Breaker, short: (key: string) => string): Breaker {
  const { name, caller, callee, ...rest } = breaker.identity;
  const identity = {
    // A lane that is inferred or missing is called after its callee.
    name: name === callee ? short(name) : name,
    ...(caller === undefined ? {} : { caller: short(caller) }),
    ...(callee === undefined ? {} : { callee: short(callee) }),
    ...rest,
  };
  return { ...breaker, identity };
}

function shortEntity(entity: Entity, short: (key: string) => string): Entity {
  switch (entity.kind) {
    case 'edge':
      return { ...entity, caller: short(entity.caller), callee: short(entity.callee) };
    case 'breaker': {
      const { caller, callee } = entity;
      const name = entity.name === callee ? short(entity.name) : entity.name;
      return {
        ...entity,
        name,
        ...(caller === undefined ? {} : { caller: short(caller) }),
        ...(callee === undefined ? {} : { callee: short(callee) }),
      };
    }
    default:
      return { ...entity, service: short(entity.service) };
  }
}

const SERVICE_PARAMS: ReadonlySet<string> = new Set(['caller', 'callee', 'service']);

function shortParams(
  params: BreakerFinding['message']['params'],
  short: (key: string) => string
): BreakerFinding['message']['params'] {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      SERVICE_PARAMS.has(name) && typeof value === 'string' ? short(value) : value,
    ])
  );
}
