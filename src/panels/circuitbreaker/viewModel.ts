/** The door of the panel's view model: frames in, drawable out. Everything behind it is pure. */
export { readFrames, type Reading } from './model/read';
export { analyse, type Analysed } from './model/analyse';
export { type Lane, type LaneTotals, makeLanes, refuses } from './model/lanes';
export { type Trouble } from './model/trouble';
export { sortLanes } from './model/order';
export { ownName } from './model/title';
export { type Box, boxAt, makeBoxes } from './model/boxes';
export { makeStrip, pieceAt, type StripPiece } from './model/strip';
export { allChanges, type Change, changeInto, changesOf } from './model/changes';
export { summarise, type Summary } from './model/summary';
export { type Focus, focusAfter } from './model/focus';
export { TILE_GAP, tileShape } from './model/tiles';
export { type Settings, settingsOf } from './model/settings';
