import type { ServiceIdentity } from '../model';
import { identifyService, type IdentityFields, type IdentityRules } from './identity';

/**
 * {@link identifyService} for many rows: equal identities are one object, and the services met are listed once each, so
 * that a reader can store a row number for each span or line.
 */
export interface IdentityReader {
  /** Row of `services`. */
  readonly row: (fields: IdentityFields) => number;
  /** Every identity met so far, in order of first appearance. Grows while rows are read. */
  readonly services: readonly ServiceIdentity[];
}

/** Makes a reader for one table or trace. */
export function identityReader(rules: IdentityRules): IdentityReader {
  const services: ServiceIdentity[] = [];
  const rows = new Map<string, number>();
  return {
    services,
    row: (fields) => {
      const identity = identifyService(fields, rules);
      const name = `${identity.basis}\n${identity.key}`;
      let row = rows.get(name);
      if (row === undefined) {
        row = services.push(identity) - 1;
        rows.set(name, row);
      }
      return row;
    },
  };
}
