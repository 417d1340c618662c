import { fieldsOf, frameName, isRecord, rowsOf, valuesOf, type FrameInput } from './frame';
import type { Problems } from './problems';
import { clewKind } from './tag';

/** Whether a value is a frame that this version may read; notes a problem when it is not. */
export function checkFrame(frame: FrameInput, problems: Problems): boolean {
  if (!isRecord(frame) || !Array.isArray(frame.fields)) {
    problems.add('frame.not-a-frame', {});
    return false;
  }
  const kind = clewKind(frame);
  if (!kind.ok) {
    const code = kind.error.code === 'frame.version-unknown' ? 'frame.version-unknown' : 'frame.kind-unknown';
    problems.add(code, kind.error.params);
    return false;
  }
  return true;
}

/** Notes fields that are shorter than the longest one. A field without any values counts as one that is not there. */
export function checkLengths(frame: FrameInput, problems: Problems): void {
  const expected = rowsOf(frame);
  for (const field of fieldsOf(frame)) {
    const rows = valuesOf(field).length;
    if (rows < expected) {
      problems.add('frame.field-length', { frame: frameName(frame), field: field.name, rows, expected });
    }
  }
}
