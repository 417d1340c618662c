import type { DataFrame, Field } from '@grafana/data';
import { normaliseSpanId } from '../../../engine/model';
import { normaliseTraceId } from '../../../engine/units';

/** Where a click may lead. */
export interface SpanLink {
  readonly title: string;
  readonly href: string;
  readonly newTab: boolean;
  readonly onClick: ((event: unknown) => void) | undefined;
}

/**
 * The data links of a span's row in the panel's frames: the span in Tempo, its logs, whatever the dashboard's author set.
 * The row is looked up when somebody asks, because nearly no span is ever asked for. Complexity: O(rows).
 */
export function spanLinks(frames: readonly DataFrame[], traceId: string, spanId: string): readonly SpanLink[] {
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
  return frames.some((frame) => valuesOf(frame, 'spanID') !== undefined && rowLinks(frame, 0).length > 0);
}

/** Links with one title are told apart by their fields: sources name them after themselves. */
function rowLinks(frame: DataFrame, row: number): readonly SpanLink[] {
  const found = frame.fields.flatMap((field) => fieldLinks(field, row).map((link) => ({ field, link })));
  const links = [...new Map(found.map((each) => [`${each.link.title} ${each.link.href}`, each])).values()];
  const isShared = (title: string) => links.filter(({ link }) => link.title === title).length > 1;
  return links.map(({ field, link }) =>
    isShared(link.title) ? { ...link, title: `${link.title} (${field.config.displayName ?? field.name})` } : link
  );
}

function fieldLinks(field: Field, row: number): readonly SpanLink[] {
  const value: unknown = field.values[row];
  if (value === undefined || value === null || value === '') {
    return [];
  }
  return (field.getLinks?.({ valueRowIndex: row }) ?? []).map((link) => ({
    title: link.title,
    href: link.href,
    newTab: link.target === '_blank',
    onClick: link.onClick,
  }));
}

/** IDs are compared as the reader of frames reads them: sources strip zeros and write capitals. */
function spanRow(frame: DataFrame, traceId: string, spanId: string): number {
  const traceIds = valuesOf(frame, 'traceID');
  const spanIds = valuesOf(frame, 'spanID');
  return (
    spanIds?.findIndex(
      (id, row) => normaliseSpanId(String(id)) === spanId && normaliseTraceId(String(traceIds?.[row] ?? '')) === traceId
    ) ?? -1
  );
}

function valuesOf(frame: DataFrame, name: string): readonly unknown[] | undefined {
  return frame.fields.find((field) => field.name === name)?.values;
}
