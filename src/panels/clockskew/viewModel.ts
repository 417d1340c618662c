/** The door of the panel's view model: frames in, drawable out. Everything behind it is pure. */
export { readFrames, type Reading } from './model/read';
export {
  type Clocks,
  type ClockSettings,
  type Collected,
  collecting,
  estimateClocks,
  type JudgedLog,
  type JudgedViolation,
  type NodeClock,
} from './model/clocks';
export { type Method, type PairReading } from './model/pairs';
export { type PairCell, pairMatrix, type PairMatrix, pairRows, shade } from './model/matrix';
export { type ClockCurve, clockCurves, type ClockPoint, curveExtent, pointAt } from './model/history';
