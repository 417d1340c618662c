import { clockAt, type NodeOffset, readOffset } from '../../../engine/clock';
import type { Clocks } from './clocks';

/** One moment of a clock, nanoseconds. */
export interface ClockPoint {
  readonly time: number;
  readonly offset: number;
  readonly low: number;
  readonly high: number;
}

/** A clock over time. Between two pieces it was set. */
export interface ClockCurve {
  readonly node: NodeOffset;
  /** Whether the node and the reference spoke to one another: the range is that of their own exchanges. */
  readonly direct: boolean;
  readonly pieces: ReadonlyArray<readonly ClockPoint[]>;
}

/** Points of a piece: its range bulges where exchanges are rare. */
const POINTS = 24;

/**
 * Each node's clock against its group's reference over the time of all exchanges. A node that spoke with the reference is
 * drawn from the segments of their pair, another one from its solved offset, rate and steps.
 */
export function clockCurves(clocks: Clocks): readonly ClockCurve[] {
  const references = new Map(
    clocks.report.nodes.filter(({ reference }) => reference).map((node) => [node.group, node])
  );
  return clocks.nodes.map(({ node }) => {
    const reference = references.get(node.group);
    return (reference && fromPair(clocks, reference, node)) ?? solved(clocks, node);
  });
}

function fromPair({ pairs }: Clocks, reference: NodeOffset, node: NodeOffset): ClockCurve | undefined {
  // Steps of the reference itself would show in every curve: there only solved offsets can be told apart.
  if (node.reference || reference.steps.length > 0) {
    return undefined;
  }
  const there = pairs.pair(reference.node, node.node);
  const back = pairs.pair(node.node, reference.node);
  const pair = (there?.estimate.exchanges ?? 0) >= (back?.estimate.exchanges ?? 0) ? there : back;
  if (pair === undefined || pairs.conflict(pair.from, pair.to)) {
    return undefined;
  }
  const { estimate } = pair;
  const pieces = estimate.segments.map(({ from, to }) =>
    moments(from, to).map((time): ClockPoint => {
      const { offset, low, high } = readOffset(estimate, time);
      return pair === there ? { time, offset, low, high } : { time, offset: -offset, low: -high, high: -low };
    })
  );
  return { node, direct: true, pieces };
}

function solved({ report, span }: Clocks, node: NodeOffset): ClockCurve {
  const cuts = [span.from, ...node.steps.map(({ at }) => at), span.to];
  const pieces = cuts.slice(1).map((to, index) => {
    const from = cuts[index] ?? span.from;
    const middle = (from + to) / 2;
    // Which steps lie between is a question of the piece, not of the point: a point on a cut belongs to both.
    const base = clockAt(node, report.at, middle);
    return moments(from, to).map((time): ClockPoint => {
      const offset = base + node.drift * (time - middle);
      return { time, offset, low: offset - (node.offset - node.low), high: offset + (node.high - node.offset) };
    });
  });
  return { node, direct: false, pieces };
}

function moments(from: number, to: number): readonly number[] {
  return to <= from ? [from] : Array.from({ length: POINTS + 1 }, (_, at) => from + ((to - from) * at) / POINTS);
}

/** Lowest and highest value that must be seen: offsets always, ranges only as far as they do not dwarf them. */
export function curveExtent(curves: readonly ClockCurve[]): { readonly low: number; readonly high: number } {
  let [low, high] = [0, 0];
  let [lowest, highest] = [0, 0];
  for (const { pieces } of curves) {
    for (const point of pieces.flat()) {
      low = Math.min(low, point.offset);
      high = Math.max(high, point.offset);
      lowest = Math.min(lowest, finite(point.low, point.offset));
      highest = Math.max(highest, finite(point.high, point.offset));
    }
  }
  const room = Math.max(high - low, 1);
  const most = low === 0 && high === 0 ? Infinity : room;
  const padding = room * 0.08;
  return { low: Math.max(lowest, low - most) - padding, high: Math.min(highest, high + most) + padding };
}

function finite(value: number, otherwise: number): number {
  return Number.isFinite(value) ? value : otherwise;
}

/** The point of a curve at a moment, or the nearest one; `undefined` without points. */
export function pointAt({ pieces }: ClockCurve, time: number): ClockPoint | undefined {
  return pieces
    .flat()
    .reduce<ClockPoint | undefined>(
      (best, point) => (best === undefined || Math.abs(point.time - time) < Math.abs(best.time - time) ? point : best),
      undefined
    );
}
