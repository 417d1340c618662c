import { type Instance, NS_PER_S, type SpanRecord } from '../../simulation';
import type { Random } from '../../random';
import type { Vocabulary } from '../../topology';
import { REQUEST_SECONDS } from '../conventions';
import type { Registry } from '../registry';

/** One HTTP request that a service has answered. */
export interface Served {
  readonly instance: Instance;
  /** Who called, as far as a span tells: '' for users. */
  readonly client: string;
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** One call as its caller saw it: of another service, or of a store. */
export interface Called {
  readonly instance: Instance;
  readonly server: string;
  readonly method: string;
  /** 0 when nothing came back. */
  readonly status: number;
  readonly failed: boolean;
  readonly seconds: number;
  /** Set for a query. */
  readonly store: { readonly system: string; readonly operation: string } | undefined;
}

/** What a dialect speaks with. */
export interface Mouth {
  readonly registry: Registry;
  readonly words: Vocabulary;
  readonly random: Random;
}

/** What an instance had used up to this scrape, and since the one before. */
export interface Use {
  /** Processor seconds since the scrape before. */
  readonly cpuSeconds: number;
  readonly intervalSeconds: number;
  /** Of the run, in true time. */
  readonly sinceStartSeconds: number;
  /** Resident bytes, and what the container may have. */
  readonly memoryBytes: number;
  readonly memoryLimitBytes: number;
  /** Seconds since the scrape before in which the collector of garbage held everything up. */
  readonly gcSeconds: number;
  /** Since the start of the run. */
  readonly restarts: number;
}

/** One way to name metrics: what it hears of, it counts. */
export interface Dialect {
  readonly served?: (served: Served, mouth: Mouth) => void;
  readonly called?: (called: Called, mouth: Mouth) => void;
  readonly spanEnded?: (span: SpanRecord, mouth: Mouth) => void;
  /** An application at a scrape. */
  readonly instance?: (instance: Instance, use: Use, mouth: Mouth) => void;
  /** A store at a scrape, with the queries that its clients run and wait to run. */
  readonly store?: (
    store: Instance,
    load: { readonly running: number; readonly waiting: number },
    mouth: Mouth
  ) => void;
}

/** Cores of a container. */
export const CORES = 2;
/** The advised buckets in milliseconds. */
export const REQUEST_MILLISECONDS = REQUEST_SECONDS.map((bound) => bound * 1000);

export function namespaceOf({ spec }: Instance): string {
  return spec.namespace ?? 'default';
}

export function seconds(span: SpanRecord): number {
  return (span.end - span.start) / NS_PER_S;
}
