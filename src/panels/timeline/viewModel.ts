/** The door of the timeline's view model: frames in, drawable out. Everything behind it is pure. */
export { readFrames, type Reading } from './model/read';
export { correctJoin, shiftOf, type TimelineCorrection } from './model/correct';
export { makeTimeline, type TimelineInput } from './model/timeline';
export {
  Severity,
  type FirstFailure,
  type Item,
  type Lane,
  type SeverityCode,
  type Strip,
  type Tear,
  type Timeline,
} from './model/types';
export { findItem, itemAt, itemKey } from './model/items';
export { itemMessage, prettyLine } from './model/message';
export { type Filter, isOpen, matchItems, type Matches } from './model/filter';
export { type LaneBox, type Layout, layOut, saysNoMetrics, Size } from './model/layout';
export { makeScene } from './model/scene';
export type {
  Bar,
  Diamond,
  Label,
  Measure,
  Scene,
  SceneInput,
  SceneLane,
  SceneWords,
  StripDrawing,
  Tick,
} from './model/scene-types';
export { type Hit, hitTest, itemsAt } from './model/hit';
export { listOrder, type Step, stepFrom } from './model/order';
export { exportText, type ExportWords, levelOf } from './model/exportText';
export { panBy, reveal, toDashboardRange, toZoom, visibleWindow, type Zoom, zoomAt } from './model/viewport';
export { itemLinks, seriesLinks } from './model/links';
export { initialView, reduceView, type ViewAction, type ViewState } from './model/view-state';
export { itemRect, type Rect } from './model/rect';
