import type { DataFrame } from '@grafana/data';
import { type DataLink, rowLinks, spanRow } from '../../../ui';

/**
 * The data links of a span's row in the panel's frames: the span in Tempo, its logs, whatever the dashboard's author set.
 * The row is looked up when somebody asks, because nearly no span is ever asked for. Complexity: O(rows).
 */
export function spanLinks(frames: readonly DataFrame[], traceId: string, spanId: string): readonly DataLink[] {
  for (const frame of frames) {
    const row = spanRow(frame, traceId, spanId);
    if (row >= 0) {
      return rowLinks(frame, row);
    }
  }
  return [];
}

/** Whether the frames have data links at all: those of the first row stand for all. */
export function hasLinks(frames: readonly DataFrame[]): boolean {
  return frames.some((frame) => frame.fields.some(({ name }) => name === 'spanID') && rowLinks(frame, 0).length > 0);
}
