import type { CascadeEdge, CascadeNode } from '../model/nodes';

/** A rectangle: pixels from the left upper corner of the drawing. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A box with its place. */
export interface PlacedNode extends Rect {
  readonly node: CascadeNode;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** An arrow with its way, from the caller's box to the callee's. */
export interface PlacedEdge {
  readonly edge: CascadeEdge;
  readonly points: readonly Point[];
  /** Middle of its label, when trouble went along it. */
  readonly label: Point | undefined;
}
