import { defaultIdentityRules, type Join, joinSignals, presetKeys } from '../../src/engine/correlation';
import type { LogTable, Trace } from '../../src/engine/model';
import { type FrameInput, readLogs, readTraces } from '../../src/frames';
import { against, type Bench, type Measure, medians } from './measure';
import { makePayload, REQUEST_ID } from './payload';

/** The bar of the project: read and joined in at most half the time that `JSON.parse` takes on the same payload. */
const BOUND = 0.5;

/** Reading alone has the same bar as reading and joining; each reader is held to it over its own payload. */
export const framesBench: Bench = {
  name: 'frames',
  run: () => {
    const payload = makePayload();
    const times = medians((time) => {
      const traces = time('parse traces', () => parseFrames(payload.traces));
      time('read traces', () => read(traces));
      const logs = time('parse logs', () => parseFrames(payload.logs));
      time('read logs', () => readLines(logs));
    });
    return [
      measured('frames', 'read traces', times, 'read traces', 'parse traces'),
      measured('frames', 'read logs', times, 'read logs', 'parse logs'),
    ];
  },
};

/** Reading and joining together, and the part of each. */
export const joinBench: Bench = {
  name: 'join',
  run: () => {
    const payload = makePayload();
    const times = medians((time) => {
      const frames = time('parse', () => ({ traces: parseFrames(payload.traces), logs: parseFrames(payload.logs) }));
      time('read+join', () => {
        const rows = time('read', () => ({ traces: read(frames.traces), logs: readLines(frames.logs) }));
        time('join', () => join(rows.traces, rows.logs));
      });
    });
    return [
      measured('join', 'read+join', times, 'read+join', 'parse'),
      measured('join', 'read', times, 'read', 'parse'),
      measured('join', 'join', times, 'join', 'parse'),
    ];
  },
};

function measured(
  bench: string,
  measure: string,
  times: ReadonlyMap<string, number>,
  value: string,
  yardstick: string
): Measure {
  return against({ bench, measure }, times.get(value) ?? NaN, times.get(yardstick) ?? NaN, BOUND);
}

function parseFrames(text: string): readonly FrameInput[] {
  const answer: { readonly data: readonly FrameInput[] } = JSON.parse(text);
  return answer.data;
}

function read(frames: readonly FrameInput[]): readonly Trace[] {
  return readTraces(frames, defaultIdentityRules).result;
}

function readLines(frames: readonly FrameInput[]): readonly LogTable[] {
  return readLogs(frames, { rules: defaultIdentityRules, source: 'loki' }).result;
}

/** Joined as the data source does it, and checked: a fast join of nothing would be no news. */
function join(traces: readonly Trace[], logs: readonly LogTable[]): Join {
  const key = presetKeys.find(({ name }) => name === 'request_id');
  const { result } = joinSignals({
    ...(key === undefined ? {} : { key }),
    id: REQUEST_ID,
    arrivals: [
      { leg: 'traces', traces },
      { leg: 'logs', logs },
    ],
  });
  if (result.coverage.logsOnSpans !== result.logs.size || result.ids.length < 2) {
    throw new Error('the join has lost lines');
  }
  return result;
}
