/** The door of the panel's view model: frames in, drawable out. Everything behind it is pure. */
export { readFrames, type Reading, type TraceEntry } from './model/read';
export { correctReading, movedBy, shiftOf } from './model/correct';
export { analyse, costliestSpan, dragOf, type OneSettings, type OneTrace, slackOf } from './model/one';
export type { Lazy } from './model/lazy';
export { analyseMany, type ManyTraces, worstSpan } from './model/many';
export { orderAmong } from './model/order';
export { rankMany } from './model/ranked-many';
export { type CohortRow, compareCohorts, type Side } from './model/cohorts';
export { FLAME_ROOT, type FlameBox, flameBoxes, type FlameStep, stepFlame } from './model/flame';
export { foldable, type Lines, visibleLines } from './model/tree';
export { type Bar, Line, makeScene, rowAt, type Scene } from './model/scene';
export { type Step, stepFrom } from './model/step';
export { panBy, reveal, within, zoomAt } from './model/viewport';
export { stripParts } from './model/strip';
export { fieldLook, type FieldLook } from './model/formats';
export { hasLinks, spanLinks } from './model/links';
export {
  initialView,
  type ManyPart,
  reduceView,
  type Shape,
  type ViewAction,
  type ViewState,
  type WhatIfChoice,
} from './model/view-state';
