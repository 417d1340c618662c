/** The canonical name of a service, by which topology, faults and scenarios refer to it whatever it is called. */
export type Role = string;

/** A latency in milliseconds, log-normal, by its median and 99th percentile. */
export interface Latency {
  readonly medianMs: number;
  readonly p99Ms: number;
}

export interface RetryPolicy {
  /** Attempts after the first. */
  readonly retries: number;
  readonly backoffMs: number;
  readonly jitter: boolean;
}

export interface BreakerPolicy {
  readonly window: number;
  readonly minimumCalls: number;
  /** Of 1. */
  readonly failureRate: number;
  readonly openMs: number;
  readonly trialCalls: number;
}

export interface CallPolicy {
  readonly timeoutMs: number;
  readonly retry?: RetryPolicy;
  readonly breaker?: BreakerPolicy;
}

export type Level = 'debug' | 'info' | 'warn' | 'error';

/** Key of a message in the vocabulary's wording. */
export type MessageKey = string;

/** What an operation does, in order. */
export type Step =
  /** Uses the processor. */
  | { readonly kind: 'work'; readonly latency: Latency }
  | { readonly kind: 'log'; readonly level: Level; readonly message: MessageKey; readonly fields?: readonly string[] }
  /** Asks a store, over a connection of the instance's pool. */
  | {
      readonly kind: 'query';
      readonly store: Role;
      readonly verb: string;
      readonly table: string;
      readonly latency: Latency;
    }
  /** Does these steps inside a span of that name. */
  | { readonly kind: 'span'; readonly name: string; readonly steps: readonly Step[] }
  /** Gives the request a fact that later steps, spans and lines may name, like a new order's ID. */
  | { readonly kind: 'mint'; readonly fact: string; readonly prefix: string }
  /** Signs a token that says when it was issued, by the clock of this node. */
  | { readonly kind: 'issue-token' }
  /** Answers 401 to a token that was issued later than now, by the clock of this node and a tolerance. */
  | { readonly kind: 'check-token'; readonly leewayMs: number }
  | { readonly kind: 'call'; readonly to: Role; readonly operation: string; readonly policy: CallPolicy }
  | { readonly kind: 'publish'; readonly topic: string; readonly latency: Latency }
  | { readonly kind: 'together'; readonly branches: ReadonlyArray<readonly Step[]> };

interface HttpEntry {
  readonly kind: 'http';
  readonly method: string;
  /** Template: `/orders/{order_id}`. */
  readonly route: string;
}

/** A subscription: each message of the topic is one request. */
interface ConsumerEntry {
  readonly kind: 'consumer';
  readonly topic: string;
  readonly group: string;
}

export interface OperationSpec {
  readonly name: string;
  readonly entry: HttpEntry | ConsumerEntry;
  readonly steps: readonly Step[];
}

export interface LogStyle {
  readonly format: 'json' | 'logfmt' | 'plain';
  readonly ids: 'trace-and-span' | 'trace' | 'none';
  /** Shipped over OTLP: the ids are structured metadata as well. */
  readonly otlp: boolean;
  /** Calls the request ID something else than the vocabulary does. */
  readonly idField?: string;
  /** Stamps its lines in local time, so many hours ahead of UTC, and whoever ships them takes it for UTC. */
  readonly localHours?: number;
}

export interface ServiceSpec {
  readonly role: Role;
  /** `dark` emits nothing: somebody else's. `metrics` is known through an exporter only. */
  readonly telemetry: 'full' | 'metrics' | 'dark';
  readonly system?: 'postgresql' | 'redis' | 'kafka';
  readonly namespace?: string;
  readonly version: string;
  readonly language: string;
  readonly log: LogStyle;
  /** This service names its sub-request `<request_id>_<suffix>`. */
  readonly idSuffix?: string;
  /** Facts of the request that its entry span carries. */
  readonly facts: readonly string[];
  readonly instances: number;
  /** Worker threads of one instance. */
  readonly threads: number;
  /** Connections of one instance's pool. */
  readonly connections: number;
  readonly operations: readonly OperationSpec[];
}

export interface Topology {
  readonly services: readonly ServiceSpec[];
  /** Where users come in. */
  readonly entry: { readonly role: Role; readonly operation: string };
  readonly broker: Role | undefined;
  /** Median and p99 of one way between two nodes. */
  readonly network: Latency;
}
