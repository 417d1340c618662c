import type { Random } from '../random';
import type { MessageKey, Role } from './service';
import { alternativeNames, laterNames, wordings } from './wording';

/** Seeds up to this one keep the names of the source documents; larger ones draw from the alternatives. */
const LAST_CANONICAL_SEED = 9;

/** Every name and word that a seed may vary; nothing else in the lab spells a service, an attribute key or a message. */
export interface Vocabulary {
  name(role: Role): string;
  /** Template of a message, with facts in braces. */
  message(key: MessageKey): string;
  /** Key of the request ID as a span attribute, and as a field of a log line. */
  readonly requestAttribute: string;
  readonly requestField: string;
  /** `req_`: what an ID begins with. */
  readonly requestPrefix: string;
  /** Key of the tenant as a span attribute. */
  readonly tenantAttribute: string;
}

const REQUEST_ATTRIBUTES = ['request_id', 'http.request.id', 'request.id', 'correlation_id'] as const;
const TENANT_ATTRIBUTES = ['tenant.id', 'tenant', 'customer.account', 'organization_id'] as const;
const REQUEST_FIELDS = ['request_id', 'correlation_id'] as const;

/** The words of one run. Wording differs by seed always, names and keys only beyond {@link LAST_CANONICAL_SEED}. */
export function vocabularyFor(seed: number, random: Random): Vocabulary {
  const canonical = seed >= 1 && seed <= LAST_CANONICAL_SEED;
  const words = random.fork('wording');
  const messages = new Map(Object.entries(wordings).map(([key, options]) => [key, words.pick(options)]));
  const naming = random.fork('names');
  const names = new Map(
    Object.entries(alternativeNames).map(([role, options]) => [
      role,
      canonical ? role : naming.pick([role, ...options]),
    ])
  );
  // Every later name draws from a stream of its own, so that one more does not move the others.
  for (const [role, options] of Object.entries(laterNames)) {
    names.set(role, canonical ? role : random.fork(`name of ${role}`).pick([role, ...options]));
  }
  return {
    name: (role) => names.get(role) ?? role,
    message: (key) => messages.get(key) ?? key,
    requestAttribute: canonical ? REQUEST_ATTRIBUTES[0] : naming.pick(REQUEST_ATTRIBUTES),
    requestField: canonical ? REQUEST_FIELDS[0] : naming.pick(REQUEST_FIELDS),
    requestPrefix: 'req_',
    tenantAttribute: canonical ? TENANT_ATTRIBUTES[0] : random.fork('tenant attribute').pick(TENANT_ATTRIBUTES),
  };
}
