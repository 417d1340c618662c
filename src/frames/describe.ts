import { fieldsOf, type FrameInput } from './frame';

/** A frame in words for somebody who wonders why nothing is drawn of it: `A (Time, Value)`. */
export function describeFrame(frame: FrameInput): string {
  return `${frame.refId ?? frame.name ?? '?'} (${fieldsOf(frame)
    .map(({ name }) => name)
    .join(', ')})`;
}
