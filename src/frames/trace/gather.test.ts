import { drawTrace } from '../../../pkg/testkit';
import { finish } from '../../engine/steps';
import type { FrameInput } from '../frame';
import { describeFrame, gatherTraces, writeTrace } from '..';

const WHOLE = 'a/x [0-10] #1111111111111111\n  a/y [1-2] #2222222222222222';
const PART = 'a/x [0-10] #1111111111111111';
const frameOf = (drawing: string, refId: string, traceId = '7'): FrameInput =>
  writeTrace(drawTrace(drawing, { traceId }), { refId });
const gathered = (...frames: readonly FrameInput[]) => finish(gatherTraces(frames));

describe('traces of several frames', () => {
  it('are each there once: the copy with the most spans, with its frame', () => {
    const {
      traces,
      copies,
      frameOf: frames,
    } = gathered(frameOf(PART, 'A'), frameOf(WHOLE, 'B'), frameOf(WHOLE, 'C'), frameOf(PART, 'D', '8'));
    expect(traces.map(({ size }) => size)).toEqual([2, 1]);
    expect(traces.map(({ traceId }) => frames.get(traceId)?.refId)).toEqual(['B', 'D']);
    expect(copies).toBe(2);
  });

  it('are read again only when their frame has other values or more of them', () => {
    const frame = frameOf(WHOLE, 'A');
    const [first] = gathered(frame).traces;
    expect(gathered({ ...frame, refId: 'wrapped anew' }).traces[0]).toBe(first);
    expect(gathered(frameOf(WHOLE, 'A')).traces[0]).not.toBe(first);
    expect(gathered({ ...frame, length: 1 }).traces[0]).not.toBe(first);
  });

  it('take a step for each frame', () => {
    const steps = gatherTraces([frameOf(PART, 'A'), frameOf(PART, 'B')]);
    expect([steps.next().done, steps.next().done, steps.next().done]).toEqual([false, false, true]);
  });
});

it('a frame is told by its query, else its name, and its fields', () => {
  const fields = [{ name: 'Time' }, { name: 'Value' }];
  expect(describeFrame({ refId: 'A', name: 'up', fields })).toBe('A (Time, Value)');
  expect(describeFrame({ name: 'up', fields })).toBe('up (Time, Value)');
  expect(describeFrame({ fields: [] })).toBe('? ()');
});
