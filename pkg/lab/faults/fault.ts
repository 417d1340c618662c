import type { Latency, Role } from '../topology';

/** Milliseconds after the start of the run, true time. */
export interface Period {
  readonly fromMs: number;
  readonly toMs: number;
}

/** What goes wrong, as data. Severities are the numbers. */
export type Fault =
  /** Users come `factor` times as fast; the rate climbs and falls back over `rampMs`. */
  | { readonly kind: 'traffic-spike'; readonly period: Period; readonly factor: number; readonly rampMs: number }
  /**
   * A service slows down with the number of calls it holds: beyond `capacity` calls its latency is multiplied by
   * `(calls / capacity) ^ exponent`, and by chance up to `spread` times more for one call in a hundred.
   */
  | {
      readonly kind: 'congestion';
      readonly role: Role;
      readonly capacity: number;
      readonly exponent: number;
      readonly spread: number;
    }
  /** A share of the queries to a table takes this long instead. */
  | {
      readonly kind: 'slow-query';
      readonly period: Period;
      readonly store: Role;
      readonly table: string;
      readonly share: number;
      readonly latency: Latency;
    }
  /** Every piece of work of a service takes this long instead, for requests about which a fact holds. */
  | {
      readonly kind: 'slow-requests';
      readonly period: Period;
      readonly role: Role;
      readonly fact: string;
      readonly value: string;
      readonly latency: Latency;
    }
  /** A service is down: what is sent to it is never answered, and nothing is heard of it. */
  | { readonly kind: 'dead-service'; readonly period: Period; readonly role: Role }
  /** A share of the requests to a service fails in each of these periods, after so long: its own failure, whatever its load. */
  | {
      readonly kind: 'failing';
      readonly periods: readonly Period[];
      readonly role: Role;
      readonly share: number;
      readonly latency: Latency;
    }
  /** Every instance of a service loses so much memory a second for good, until it starts again. */
  | { readonly kind: 'leak'; readonly period: Period; readonly role: Role; readonly mibPerS: number }
  /** Every query to a store takes `factor` times as long; the factor climbs and falls back over `rampMs`. */
  | {
      readonly kind: 'slow-store';
      readonly period: Period;
      readonly store: Role;
      readonly factor: number;
      readonly rampMs: number;
    }
  /** Nobody renews the value under a hot key of a cache any more: it is gone at a time, and again so long after it was put there. */
  | {
      readonly kind: 'expiry';
      readonly atMs: number;
      readonly ttlMs: number;
      readonly cache: Role;
      readonly key: string;
    }
  /** One tenant asks `factor` times as often, for things that nobody has asked for before. */
  | {
      readonly kind: 'tenant-surge';
      readonly period: Period;
      readonly tenant: string;
      readonly factor: number;
      readonly rampMs: number;
    }
  /** Users of every zone are sent to this one. */
  | { readonly kind: 'zone-routing'; readonly period: Period; readonly zone: string }
  /** Instances are replaced one after the other by a version with other limits. */
  | {
      readonly kind: 'rollout';
      readonly role: Role;
      readonly atMs: number;
      readonly everyMs: number;
      readonly version: string;
      readonly connections?: number;
      readonly threads?: number;
    }
  /** Messages of these partitions lose their trace context; their other headers stay. */
  | {
      readonly kind: 'drop-context';
      readonly period: Period;
      readonly topic: string;
      readonly partitions: readonly number[];
    }
  /** A share of the spans of this kind and service is never exported: their children become orphans. */
  | {
      readonly kind: 'lose-span';
      readonly period: Period;
      readonly role: Role;
      readonly spanKind: 'producer' | 'client';
      readonly share: number;
    };

/** The faults of one kind. */
export function faultsOf<Kind extends Fault['kind']>(
  faults: readonly Fault[],
  kind: Kind
): ReadonlyArray<Extract<Fault, { readonly kind: Kind }>> {
  return faults.filter((fault): fault is Extract<Fault, { readonly kind: Kind }> => fault.kind === kind);
}
