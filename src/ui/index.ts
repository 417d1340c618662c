export { type ServiceColours, serviceColours, servicePalette } from './colours';
export { formatClock, formatLength, formatMoment, formatOffset, formatValue } from './format';
export { type AxisTicks, clockTicks, offsetTicks, type TimeSpan } from './timeAxis';
export { type Fact, Facts } from './Facts';
export { ClockNote, ClockSwitch, shiftFacts, ShiftMark, useCorrectClocks } from './CorrectClocks';
export { paintShift } from './paintShift';
export { JoinReport } from './JoinReport';
export { LegMark, legTone } from './LegMark';
export { type StateKind, StateMessage } from './StateMessage';
export {
  addressText,
  breakerReasonText,
  breakerText,
  cascadeText,
  clockText,
  correctionText,
  gapsInShort,
  gapText,
  messageText,
  problemText,
  raw,
  remedyText,
  reportText,
  shiftText,
  signalText,
  suspectText,
  texts,
  wording,
} from './messages';
export { answerState, errorText } from './panel/answer';
export { Canvas } from './panel/Canvas';
export { finish, type Steps } from './panel/steps';
export { tableStyles } from './panel/tableStyles';
export { Tip } from './panel/Tip';
export { exploreAddress, type TraceLink, traceLinks } from './panel/traceLinks';
export { useFonts } from './panel/useFonts';
export { type PixelSize, useSize } from './panel/useSize';
export { useSteps } from './panel/useSteps';
