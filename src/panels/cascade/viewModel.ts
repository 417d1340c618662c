/** The door of the panel's view model: frames in, drawable out. Everything behind it is pure. */
export { readFrames, type Reading } from './model/read';
export { analyse, type Analysed, type AnalysisSettings, type CascadeWindow } from './model/analyse';
export { type Card, type Cards, makeCards, type RankedSuspect, titleIn, type ToldOnset } from './model/cards';
export {
  type CascadeEdge,
  type CascadeNode,
  goesUp,
  type GraphChoice,
  type Group,
  isTouched,
  makeGraph,
} from './model/nodes';
export { useLibrary } from './layout/useLibrary';
export { type Layout, layoutGraph } from './layout/layout';
export type { PlacedEdge, PlacedNode, Point } from './layout/placed';
export { boxAfter } from './model/move';
export { hasArrived, momentsOf, type Phase, phaseAt, phaseInAll, replaySpan } from './model/replay';
export type { Sparkline } from './model/sparkline';
