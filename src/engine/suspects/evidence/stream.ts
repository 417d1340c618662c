import type { Evidence as EvidenceLink } from '../../finding';
import type { EvidenceSignal } from '../types';

/** Where a stream's evidence points. */
export interface Place {
  readonly service: string;
  readonly instance?: string;
  readonly operation?: string;
  readonly edge?: { readonly caller: string; readonly callee: string };
}

/**
 * One thing measured again and again, one value a request (or line, or sample), of which a change tells against a service.
 * Of a `share` values are 0 or 1; of a `level` they are logarithms.
 */
export interface Stream {
  readonly signal: EvidenceSignal;
  readonly place: Place;
  readonly shape: 'share' | 'level';
  /** A fall tells as much as a rise; else only a rise does. */
  readonly bothWays: boolean;
  /** Of how much the change counts, 0 to 1: what is a failure by itself counts in full. */
  readonly weight: number;
  /** The change may be no more than the effect of a callee's. */
  readonly inheritable: boolean;
  /** Nanoseconds after the input's origin, ascending. */
  readonly times: Float64Array;
  /** In the order of `times`. */
  readonly values: Float64Array;
  /** Of a time known to be good. */
  readonly baseline: Float64Array;
  /** What to say of the change, of the two means. */
  readonly tell: (
    usual: number,
    now: number
  ) => {
    readonly key: string;
    readonly params: Readonly<Record<string, string | number>>;
  };
  /** Where to look at a value again. */
  readonly link: (row: number) => EvidenceLink | undefined;
}
