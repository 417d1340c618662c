import type { Nanos } from '../units';

/**
 * How the path is found (README.md draws both):
 * - `last-finishing`: Jaeger's. From the end of the root backwards, always into the child that finished last. Sections
 *   are contiguous and sum to the root's duration.
 * - `tolerant`: CRISP's (Uber). A chain of siblings may overlap by 1 % of their parent, and a server may lie outside its
 *   client: what clocks that differ a little make of a sequence. Sections may overlap.
 */
export type PathRule = 'last-finishing' | 'tolerant';

export interface PathOptions {
  readonly rule: PathRule;
  /**
   * Only of `last-finishing`: whether a child that ends exactly when the next one starts precedes it. `strict` (default) is
   * Jaeger's `<`: it does not. `inclusive` is `<=`.
   */
  readonly backToBack?: 'strict' | 'inclusive';
  /** Operations to leave out with all below them, as CRISP's exclusion set: a long poll, a keep-alive. */
  readonly exclude?: readonly Operation[];
}

/** What spans are told apart by in tables: the service's key (`ServiceIdentity.key`) and the operation. */
export interface Operation {
  readonly service: string;
  readonly operation: string;
}

/**
 * What was met on the way:
 * - `orphan-root`: it names a parent that is not there, and was taken for a root;
 * - `several-roots`: the trace has more than one root; each has a path of its own;
 * - `cycle`: parents that lead back to the span were cut there, and it was taken for a root;
 * - `duplicate`: an ID used before; `last-finishing` keeps both and gives the children to the first, `tolerant` keeps the last;
 * - `negative-duration`: it ended before it started, and counts as 0 long;
 * - `clipped`: it began before or ended after its parent, and was cut to it;
 * - `outside`: it lies outside its parent, and was left out with its subtree;
 * - `asynchronous`: its parent did not wait for it; left out with its subtree;
 * - `skewed`: a server outside its client, kept as it is (`tolerant`);
 * - `tie`: siblings that end together where the path had to choose one.
 */
export type PathNoteKind =
  | 'orphan-root'
  | 'several-roots'
  | 'cycle'
  | 'duplicate'
  | 'negative-duration'
  | 'clipped'
  | 'outside'
  | 'asynchronous'
  | 'skewed'
  | 'tie';

/** One kind of oddity and the spans it was met at (rows of the trace, ascending). */
export interface PathNote {
  readonly kind: PathNoteKind;
  readonly spans: Int32Array;
}

/** Stretches of time on the path, by columns, from the end of the trace backwards; root after root. */
export interface PathSections {
  readonly size: number;
  /** Row of the trace. */
  readonly span: Int32Array;
  /** Nanoseconds after the trace's origin. */
  readonly start: Float64Array;
  readonly end: Float64Array;
}

/** The critical path of one trace. "Row" is a row of the trace; columns have `trace.size` rows; times are nanoseconds. */
export interface CriticalPath {
  readonly rule: PathRule;
  /** Spans without a parent, orphans among them, by start. A span of a broken cycle is one too. */
  readonly roots: Int32Array;
  /** `last-finishing`: contiguous within a root. `tolerant`: one for each span of the path, cut to its parent. */
  readonly sections: PathSections;
  /** Rows on the path, each once, a root first, then backwards in time, depth first. */
  readonly path: Int32Array;
  /** 1 for rows of `path`. */
  readonly onPath: Uint8Array;
  /** Time of the span itself on the path, without that of its children on the path. 0 off the path. */
  readonly exclusive: Float64Array;
  /** Time of the span on the path with its children: its length, cut to its parent. 0 off the path. */
  readonly inclusive: Float64Array;
  /** 1 for a span that nobody waits for (consumer of a producer, or follows-from), and for its subtree. */
  readonly asynchronous: Uint8Array;
  /** 1 for a span that lies outside its parent or is excluded, for its subtree, and for duplicates that the rule drops. */
  readonly outside: Uint8Array;
  /** Sum of the lengths of the roots: what shares are of. */
  readonly length: Nanos;
  readonly notes: readonly PathNote[];
}

/** How much faster a span could be before another one decides, and how much slower off the path. `NaN`: does not apply. */
export interface DragAndSlack {
  /** By how much the span, with its children, could shrink before a sibling decides. `NaN` off the path. */
  readonly dragInclusive: Float64Array;
  /** The same without the part that is its children's. `NaN` off the path. */
  readonly dragExclusive: Float64Array;
  /** By how much the span could start later without lengthening anything. 0 on the path, `NaN` where nobody waits. */
  readonly slack: Float64Array;
}
