export { type ServiceColours, serviceColours, servicePalette } from './colours';
export { formatClock, formatLength, formatMoment, formatOffset, formatValue } from './format';
export { type AxisTicks, clockTicks, offsetTicks, timeAt, type TimeSpan, xOf } from './timeAxis';
export { type Fact, Facts } from './Facts';
export { ClockNote, ClockSwitch, shiftFacts, ShiftMark } from './CorrectClocks';
export { paintShift } from './paintShift';
export { resourceName } from './resourceName';
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
  refusalRemedy,
  refusalText,
  remedyText,
  shiftText,
  signalText,
  suspectText,
  texts,
  wording,
} from './messages';
export { answerState, errorText } from './panel/answer';
export { Canvas } from './panel/Canvas';
export { addressLink, type DataLink, fieldLinks, rowLinks } from './panel/dataLinks';
export { evidenceLinks, linksToSpan, type TraceSource } from './panel/evidenceLinks';
export { DetailsBox, FactSections, type FactSection } from './panel/DetailsBox';
export { Footer, FooterList } from './panel/Footer';
export { legTroubles } from './panel/legTroubles';
export { LinkRow, Links } from './panel/Links';
export { NoData, type NothingToDraw } from './panel/NoData';
export { Part } from './panel/Part';
export { plotStyles } from './panel/plotStyles';
export { attributeText, spanSections } from './panel/spanSections';
export { SourcesFooter } from './panel/SourcesFooter';
export { stickyHead, tableStyles } from './panel/tableStyles';
export { Tip } from './panel/Tip';
export { traceNotes } from './panel/traceNotes';
export { spanRow } from './panel/traceLinks';
export { useChoice } from './panel/useChoice';
export { useFonts } from './panel/useFonts';
export { type Brush, type PlotPoint, usePlotPointer } from './panel/usePlotPointer';
export { usePlotWheel } from './panel/usePlotWheel';
export { type PixelSize, useSize } from './panel/useSize';
export { inSlices, isQuick, useSteps } from './panel/useSteps';
