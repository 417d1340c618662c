/** Heights of a lane's parts. Pixels, relative to the top of the lane. */
export interface LaneShape {
  readonly height: number;
  readonly bar: { readonly top: number; readonly height: number };
  /** Calls, under the bar; absent when nobody counted any, or they are not to be shown. */
  readonly strip: { readonly top: number; readonly height: number } | undefined;
  /** Lines of words beside it. */
  readonly lines: number;
}

const ROOMY: LaneShape = { height: 66, bar: { top: 7, height: 26 }, strip: { top: 38, height: 22 }, lines: 3 };
const DENSE: LaneShape = { height: 44, bar: { top: 5, height: 17 }, strip: { top: 26, height: 13 }, lines: 2 };
const ROOMY_BARE: LaneShape = { height: 44, bar: { top: 8, height: 28 }, strip: undefined, lines: 2 };
const DENSE_BARE: LaneShape = { height: 30, bar: { top: 6, height: 18 }, strip: undefined, lines: 1 };

/** All lanes are equally high, so that which of them are on the screen is a division; higher ones where all fit. */
export function laneShape(lanes: number, height: number, strips: boolean): LaneShape {
  const [roomy, dense] = strips ? [ROOMY, DENSE] : [ROOMY_BARE, DENSE_BARE];
  return lanes * roomy.height <= height ? roomy : dense;
}

/** The axis under the lanes. Pixels. */
export const AXIS_HEIGHT = 20;
const BORDERS = 3;

/** Height of all lanes with their axis. */
export function lanesHeight(lanes: number, shape: LaneShape): number {
  return lanes * shape.height + AXIS_HEIGHT + BORDERS;
}
