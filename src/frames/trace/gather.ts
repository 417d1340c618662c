import { defaultIdentityRules } from '../../engine/correlation';
import type { Trace } from '../../engine/model';
import type { Problem } from '../../engine/result';
import type { Steps } from '../../engine/steps';
import type { TraceId } from '../../engine/units';
import { fieldNamed, type FrameInput } from '../frame';
import { readOnce } from '../read-once';
import { readTraces } from './read';

/** As {@link readTraces} reads a single frame by the usual rules, but each frame once. */
export const readTracesOnce = /* @__PURE__ */ readOnce(
  (frame) => readTraces([frame], defaultIdentityRules),
  (frame) => fieldNamed(frame, 'spanID')
);

/** Traces of several frames, each once. */
export interface GatheredTraces<Frame> {
  /** In the order of the frames. */
  readonly traces: readonly Trace[];
  /** The frame that a trace was read from: its links. */
  readonly frameOf: ReadonlyMap<TraceId, Frame>;
  /** Copies of a trace that were left out, because another frame holds as much of it or more. */
  readonly copies: number;
  readonly problems: readonly Problem[];
}

/** Reads trace frames, one a step; of a trace that several hold, the copy with the most spans counts. O(rows of new frames). */
export function* gatherTraces<Frame extends FrameInput>(frames: readonly Frame[]): Steps<GatheredTraces<Frame>> {
  const best = new Map<TraceId, { readonly trace: Trace; readonly frame: Frame }>();
  const problems: Problem[] = [];
  let copies = 0;
  for (const frame of frames) {
    const read = readTracesOnce(frame);
    problems.push(...read.problems);
    for (const trace of read.result) {
      const other = best.get(trace.traceId);
      copies += other === undefined ? 0 : 1;
      if (other === undefined || trace.size > other.trace.size) {
        best.set(trace.traceId, { trace, frame });
      }
    }
    yield;
  }
  return {
    traces: [...best.values()].map(({ trace }) => trace),
    frameOf: new Map([...best].map(([traceId, { frame }]) => [traceId, frame])),
    copies,
    problems,
  };
}
