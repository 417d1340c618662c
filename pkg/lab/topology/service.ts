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
  /** So many of the last calls are looked at. */
  readonly window: number;
  /** Below so many it stays closed whatever they say. */
  readonly minimumCalls: number;
  /** The part of them, of 1, from which on it opens. */
  readonly failureRate: number;
  readonly openMs: number;
  /** How many are let through half open; the same part of them decides. */
  readonly trialCalls: number;
  /** It stands before the instrumented client, as a decorator does: a refused call has no span of its own. */
  readonly outside?: boolean;
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
      /** The statement is given up after so long, and the operation fails. */
      readonly timeoutMs?: number;
    }
  /**
   * Looks a value up in a cache; when it is not there, it is made by these steps and put there. The value under a `hot` key
   * is one and the same for all requests; other keys are there for a share of the requests.
   */
  | {
      readonly kind: 'cached';
      readonly cache: Role;
      readonly key: string;
      readonly hitShare: number | 'hot';
      readonly miss: readonly Step[];
    }
  /** Keeps what the request's fact names in the memory of the instance, once for each value. */
  | { readonly kind: 'remember'; readonly fact: string; readonly mib: number }
  /** Holds one connection of the instance's pool while it does these steps, whatever else they wait for. */
  | { readonly kind: 'transaction'; readonly steps: readonly Step[] }
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

/** How a balancer finds out which instances answer. A probe needs a thread like any other request. */
export interface HealthPolicy {
  readonly everyMs: number;
  readonly timeoutMs: number;
  /** Probes in a row that must fail, or pass. */
  readonly failures: number;
  readonly passes: number;
  /** Whose balancer it is: the service that calls. */
  readonly by: Role;
}

/**
 * What an instance may use of memory. Beyond `softMib` the collection of garbage takes over: work takes up to `slowdown`
 * times as long at the limit. An instance that can restart dies at the limit.
 */
interface MemoryPolicy {
  readonly requestMib: number;
  readonly softMib: number;
  readonly limitMib: number;
  readonly slowdown: number;
  readonly restartMs?: number;
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
  /** Who has waited so long for a connection fails; absent: waits for ever. */
  readonly connectionTimeoutMs?: number;
  /** Absent: whatever is down still gets its share of the requests. */
  readonly health?: HealthPolicy;
  /** Absent: memory never runs short. */
  readonly memory?: MemoryPolicy;
  readonly operations: readonly OperationSpec[];
}

export interface Topology {
  readonly services: readonly ServiceSpec[];
  /** Where users come in. */
  readonly entry: {
    readonly role: Role;
    readonly operation: string;
    /** Other operations that users ask for, each with its share of all requests. */
    readonly others?: ReadonlyArray<{ readonly operation: string; readonly share: number }>;
  };
  readonly broker: Role | undefined;
  /** Median and p99 of one way between two nodes. */
  readonly network: Latency;
  /** Availability zones that the instances of every service are spread over; a request stays in its zone. */
  readonly zones?: readonly string[];
}
