import type { ProblemParams } from './result';
import type { EpochNs, Nanos } from './units';

/** A sentence to be: a key with typed parameters. `src/ui/messages` and `pkg/cli` make the words. */
export interface Message<Key extends string = string, Params extends ProblemParams = ProblemParams> {
  readonly key: Key;
  readonly params: Params;
}

/** `info`: worth knowing. `warning`: will hurt, or hurts a little. `critical`: hurts users now. */
export type FindingSeverity = 'info' | 'warning' | 'critical';

/** What a finding is about. Services go by their `ServiceIdentity.key`. */
export type Entity =
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'instance'; readonly service: string; readonly instance: string }
  | { readonly kind: 'operation'; readonly service: string; readonly operation: string }
  | { readonly kind: 'edge'; readonly caller: string; readonly callee: string }
  | { readonly kind: 'breaker'; readonly name: string; readonly caller?: string; readonly callee?: string };

/** Where something can be looked at again. `at` is relative to the origin of what carries the evidence. */
export type Evidence =
  | {
      readonly kind: 'series';
      readonly at: Nanos;
      readonly metric: string;
      readonly labels: Readonly<Record<string, string>>;
    }
  /** `id` is the line's `LogTable.id`. */
  | { readonly kind: 'log'; readonly at: Nanos; readonly id: string; readonly line: string }
  | { readonly kind: 'span'; readonly at: Nanos; readonly traceId: string; readonly spanId: string };

/** Something that a person should know, with what it rests on. */
export interface Finding<Kind extends string = string> {
  readonly kind: Kind;
  readonly severity: FindingSeverity;
  /** 0 to 1: how sure it is that this is so, not how bad it is. */
  readonly confidence: number;
  /** The first is the one that it is about. */
  readonly entities: readonly Entity[];
  /** What `window` and the evidence are relative to. */
  readonly origin: EpochNs;
  readonly window: { readonly start: Nanos; readonly end: Nanos };
  readonly message: Message;
  readonly evidence: readonly Evidence[];
}
