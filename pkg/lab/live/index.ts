export { runLive } from './command';
export { LIVE_USAGE, type LiveArguments, parseLive } from './parse';
