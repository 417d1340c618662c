import type { PairOffset } from './nodes';

/** A clock was set: at this moment of the reference's clock, by this much (nanoseconds after the collection's origin). */
export interface NodeStep {
  readonly at: number;
  readonly within: number;
  readonly by: number;
}

interface Seen extends NodeStep {
  readonly from: string;
  readonly to: string;
}

/** Two sightings of one step may differ by what their estimates are uncertain of. */
const SAME_TIME = 2e9;
const SAME_SIZE = 0.25;
const SAME_SIZE_FLOOR = 2e6;

/**
 * Which node's clock was set, from the steps that its pairs saw: every pair of a node that stepped sees it, with the sign
 * of the node's side, and no other pair does. The node that explains most sightings is named first; of two that explain
 * the same ones, the server's.
 *
 * @param ahead - how far a node's clock is ahead of the reference's; a pair's times are its client's
 */
export function nodeSteps(
  pairs: readonly PairOffset[],
  names: readonly string[],
  ahead: (node: string) => number
): ReadonlyMap<string, readonly NodeStep[]> {
  let open: readonly Seen[] = pairs.flatMap(({ from, to, estimate }) =>
    estimate.steps.map(({ at, within, by }) => ({ at: at - ahead(from), within: Math.abs(within), by, from, to }))
  );
  const found = new Map<string, NodeStep[]>(names.map((name) => [name, []]));
  while (open.length > 0) {
    const seen = open.reduce((a, b) => (Math.abs(b.by) > Math.abs(a.by) ? b : a));
    const asTo = explained(open, seen.to, { ...seen, by: seen.by });
    const asFrom = explained(open, seen.from, { ...seen, by: -seen.by });
    const [node, covered] = asFrom.length > asTo.length ? [seen.from, asFrom] : [seen.to, asTo];
    found.get(node)?.push(typical(covered, node));
    open = open.filter((other) => !covered.includes(other));
  }
  found.forEach((steps) => steps.sort((a, b) => a.at - b.at));
  return found;
}

function explained(open: readonly Seen[], node: string, step: NodeStep): readonly Seen[] {
  return open.filter((other) => {
    if (other.from !== node && other.to !== node) {
      return false;
    }
    const by = other.to === node ? other.by : -other.by;
    const together = Math.abs(other.at - step.at) <= (other.within + step.within) / 2 + SAME_TIME;
    return together && Math.abs(by - step.by) <= SAME_SIZE * Math.abs(step.by) + SAME_SIZE_FLOOR;
  });
}

/** The sighting that is placed best. */
function typical(covered: readonly Seen[], node: string): NodeStep {
  const best = covered.reduce((a, b) => (b.within < a.within ? b : a));
  return { at: best.at, within: best.within, by: best.to === node ? best.by : -best.by };
}
