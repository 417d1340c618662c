import { analysingBreakers, type Breakers, type BreakerWindow } from '../../../engine/breaker';
import type { Problem } from '../../../engine/result';
import type { Steps } from '../../../engine/steps';
import { type Lane, makingLanes } from './lanes';
import type { Reading } from './read';
import type { Settings } from './settings';

/** Everything that the panel shows, before anything is sorted, left out or laid out. */
export interface Analysed {
  readonly reading: Reading;
  readonly breakers: Breakers;
  readonly lanes: readonly Lane[];
  /** Of the reading, of the analysis and of the author's options. */
  readonly problems: readonly Problem[];
}

/** Has the engine look at what was read. O(samples + spans + lines). */
export function* analyse(reading: Reading, window: BreakerWindow, settings: Settings): Steps<Analysed> {
  const { series, logs, traces, measured } = reading;
  const breakers = yield* analysingBreakers({ window, series, lines: logs, traces, measured }, settings.engine);
  yield;
  return {
    reading,
    breakers,
    lanes: yield* makingLanes(breakers.breakers, breakers.findings),
    problems: [...settings.problems, ...reading.problems, ...breakers.problems],
  };
}
