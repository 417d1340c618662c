export { type ServiceColours, serviceColours, servicePalette } from './colours';
export { formatClock, formatLength, formatMoment, formatOffset, formatValue } from './format';
export { type AxisTicks, clockTicks, offsetTicks, type TimeSpan } from './timeAxis';
export { type Fact, Facts } from './Facts';
export { JoinReport } from './JoinReport';
export { LegMark, legTone } from './LegMark';
export { type StateKind, StateMessage } from './StateMessage';
export {
  addressText,
  clockText,
  gapsInShort,
  gapText,
  messageText,
  problemText,
  raw,
  remedyText,
  reportText,
  signalText,
} from './messages';
