import type { Level, Role } from '../topology';
import type { Instance } from './instance';

export type Scalar = string | number | boolean;

interface EventRecord {
  readonly time: number;
  readonly name: string;
  readonly attributes: Readonly<Record<string, Scalar>>;
}

export type SpanKindName = 'internal' | 'server' | 'client' | 'producer' | 'consumer';

/** The other end of a span, for the service graph. */
export interface Peer {
  readonly role: Role;
  /** As Tempo's service graphs name it: '' for a service that sends spans itself. */
  readonly connection: '' | 'database' | 'messaging_system' | 'virtual_node';
}

/** A span while it is made; `start` and `end` are true time, nanoseconds since the start of the run. */
export interface SpanRecord {
  readonly instance: Instance;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  readonly traceState: string;
  readonly name: string;
  readonly kind: SpanKindName;
  readonly start: number;
  end: number;
  readonly attributes: Record<string, Scalar>;
  readonly events: EventRecord[];
  readonly links: Array<{ readonly traceId: string; readonly spanId: string }>;
  /** Set when the span failed. */
  failure: string | undefined;
  readonly peer: Peer | undefined;
  /** The client or producer span that this one answers, when it is known. */
  readonly caller: SpanRecord | undefined;
  /** Never exported. */
  readonly lost: boolean;
}

export interface LineRecord {
  readonly instance: Instance;
  readonly time: number;
  readonly level: Level;
  readonly message: string;
  /** '' in all three for a line that belongs to no request. */
  readonly requestId: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly fields: Readonly<Record<string, Scalar>>;
}

/** One request that an instance has answered. */
export interface ServedRecord {
  readonly instance: Instance;
  readonly protocol: 'http' | 'messaging';
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly duration: number;
}

/** Where the simulation reports what happened, at the moment it happens. */
export interface Telemetry {
  spanEnded(span: SpanRecord): void;
  logged(line: LineRecord): void;
  served(request: ServedRecord): void;
  /** `hit` tells whether a cache had the value that it was asked for. */
  queried(store: Role, verb: string, table: string, hit?: boolean): void;
  published(topic: string, partition: number): void;
}
