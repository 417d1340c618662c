import type { SiblingEvents } from './events';
import type { Forest } from './forest';

/** Kinds of children whose order is looked at; families with more are passed over. */
const MOST_KINDS = 64;
/** More than there can be kinds. */
const KINDS = 2 ** 20;
/** Siblings may overlap by this share of their parent and still follow one another (CRISP's happens-before). */
const TOLERANCE = 0.01;

/**
 * What is known of two kinds of siblings, `a` and `b`, under one call path:
 * - `before`, `after`: in every trace all of `a` had ended when `b` began, or the other way round;
 * - `exclusive`: never at once, in either order: they wait for one another (a loop, or one thread);
 * - `concurrent`: some trace had them run at once, so neither waits for the other;
 * - `unknown`: met together in too few traces.
 */
export type Relation = 'before' | 'after' | 'exclusive' | 'concurrent' | 'unknown';

/** How often two kinds of siblings met, and in which order; `overlaps` counts traces that contradict both orders. */
interface Pair {
  readonly a: number;
  readonly b: number;
  met: number;
  forward: number;
  backward: number;
  overlaps: number;
}

const FORWARD = 1;
const BACKWARD = 2;
const OVERLAP = 4;

/** The children of one span, and of which kind each is. */
export interface Family {
  readonly forest: Forest;
  /** Kind of each position of the forest: its call path; -1 for one that is not told apart. */
  readonly kinds: Int32Array;
  /** Children of the parent by start, at `from .. to - 1`. */
  readonly order: Int32Array;
  readonly events: SiblingEvents;
  readonly parent: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Which kinds of siblings wait for one another: every order starts as a hypothesis and is rejected by one counter-example.
 *
 * O(k m) a family of k children of m kinds.
 */
export class SiblingPairs {
  private readonly pairs = new Map<number, Pair>();
  private passed = 0;

  public constructor(private readonly evidence: number) {}

  /** Families that had too many kinds of children to be looked at. */
  public get passedOver(): number {
    return this.passed;
  }

  public add(family: Family): void {
    const { kinds, order, from, to } = family;
    const seen = new Map<number, number>();
    const orders = new Map<number, number>();
    for (let place = from; place < to; place += 1) {
      const child = order[place] ?? 0;
      const kind = kinds[child] ?? -1;
      if (kind >= 0) {
        meet(family, child, kind, { seen, orders });
      }
      if (seen.size > MOST_KINDS) {
        this.passed += 1;
        return;
      }
    }
    for (const [key, met] of orders) {
      this.count(key, met);
    }
  }

  /** What the families have not contradicted of two kinds. */
  public relation(a: number, b: number): Relation {
    const pair = this.pairs.get(keyOf(Math.min(a, b), Math.max(a, b)));
    const known = pair === undefined ? 'unknown' : this.orderOf(pair);
    return a <= b ? known : known === 'before' ? 'after' : known === 'after' ? 'before' : known;
  }

  /** Calls back with every two kinds of which the first always had ended when the second began; a kind may follow itself. */
  public eachBefore(found: (earlier: number, later: number) => void): void {
    for (const pair of this.pairs.values()) {
      const order = this.orderOf(pair);
      if (order === 'before' || (pair.a === pair.b && order === 'exclusive')) {
        found(pair.a, pair.b);
      } else if (order === 'after') {
        found(pair.b, pair.a);
      }
    }
  }

  private orderOf({ a, b, met, forward, backward, overlaps }: Pair): Relation {
    if (overlaps > 0) {
      return 'concurrent';
    }
    if (met < this.evidence) {
      return 'unknown';
    }
    return a === b || (forward > 0 && backward > 0) ? 'exclusive' : forward > 0 ? 'before' : 'after';
  }

  private count(key: number, met: number): void {
    const pair = this.pairs.get(key) ?? {
      a: Math.floor(key / KINDS),
      b: key % KINDS,
      met: 0,
      forward: 0,
      backward: 0,
      overlaps: 0,
    };
    this.pairs.set(key, pair);
    pair.met += 1;
    pair.forward += (met & FORWARD) === 0 ? 0 : 1;
    pair.backward += (met & BACKWARD) === 0 ? 0 : 1;
    pair.overlaps += (met & OVERLAP) === 0 ? 0 : 1;
  }
}

/** Notes in which order a child met each kind before it; then it is the last of its own kind to have ended, if it is. */
function meet(
  family: Family,
  child: number,
  kind: number,
  { seen, orders }: { readonly seen: Map<number, number>; readonly orders: Map<number, number> }
): void {
  const { end } = family.forest;
  for (const [other, latest] of seen) {
    const key = keyOf(Math.min(other, kind), Math.max(other, kind));
    const order = other <= kind ? FORWARD : BACKWARD;
    orders.set(key, (orders.get(key) ?? 0) | (happensBefore(family, latest, child) ? order : OVERLAP));
  }
  const latest = seen.get(kind);
  if (latest === undefined || (end[child] ?? 0) >= (end[latest] ?? 0)) {
    seen.set(kind, child);
  }
}

/** Whether a sibling had ended when another began, give or take the tolerance; never more than one pair may overlap there. */
function happensBefore({ forest, events, parent }: Family, earlier: number, later: number): boolean {
  const { start, end } = forest;
  const ended = end[earlier] ?? 0;
  const began = start[later] ?? 0;
  if (ended <= began) {
    return true;
  }
  const allowed = TOLERANCE * ((end[parent] ?? 0) - (start[parent] ?? 0));
  const inOrder = (start[earlier] ?? 0) < began && ended < (end[later] ?? 0);
  return inOrder && ended - began <= allowed && events.count(began, ended) === 2;
}

function keyOf(a: number, b: number): number {
  return a * KINDS + b;
}
