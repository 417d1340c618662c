/** Which field named the service: `resource:service.name`, `label:app`, ... */
export type IdentityBasis = string;

/** One service, as known across signals. `key` is what two signals must share to be the same service. */
export interface ServiceIdentity {
  /** `namespace/name` when a namespace is known, else the name; '' for what could not be mapped. */
  readonly key: string;
  readonly name: string;
  readonly namespace: string | undefined;
  /** The field that decided, or `unmapped`. */
  readonly basis: IdentityBasis;
}
