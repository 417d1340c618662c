import type { DataFrame } from '@grafana/data';
import type { Series } from '../../../engine/model';
import { type DataLink, fieldLinks, rowLinks, spanRow } from '../../../ui';
import { itemAt } from './items';
import type { Timeline } from './types';

/**
 * The data links of the row that an item came from: the span in Tempo, the line in Loki, whatever the dashboard's author
 * set. The row is looked up when somebody asks, because nearly no item is ever asked for. Complexity: O(rows).
 */
export function itemLinks(frames: readonly DataFrame[], timeline: Timeline, item: number): readonly DataLink[] {
  const found = itemAt(timeline, item);
  switch (found?.kind) {
    case undefined:
      return [];
    case 'span': {
      const spanId = found.trace.spanId[found.row] ?? '';
      return linksOfRow(frames, (frame) => spanRow(frame, found.trace.traceId, spanId));
    }
    case 'log': {
      const id = timeline.join.logs.id[found.row] ?? '';
      return linksOfRow(frames, (frame) => logRow(frame, id, found.line));
    }
    case 'exemplar':
      return linksOfRow(frames, (frame) => exemplarRow(frame, found.exemplar.traceId));
  }
}

/** The data links of a series: the metric in Explore. */
export function seriesLinks(frames: readonly DataFrame[], series: Series, sample: number): readonly DataLink[] {
  const labels = Object.entries(series.labels);
  for (const frame of frames) {
    const field = frame.fields.find(
      (candidate) =>
        candidate.type === 'number' &&
        candidate.values.length === series.values.length &&
        labels.every(([name, value]) => candidate.labels?.[name] === value)
    );
    const links = field === undefined ? [] : fieldLinks(field, sample);
    if (links.length > 0) {
      return links;
    }
  }
  return [];
}

function linksOfRow(frames: readonly DataFrame[], find: (frame: DataFrame) => number | undefined): readonly DataLink[] {
  for (const frame of frames) {
    const row = find(frame);
    if (row !== undefined && row >= 0) {
      return rowLinks(frame, row);
    }
  }
  return [];
}

/** By the source's row ID; a source without IDs is searched by the line. */
function logRow(frame: DataFrame, id: string, line: string): number | undefined {
  const row = valuesOf(frame, 'id')?.indexOf(id) ?? -1;
  const lines = valuesOf(frame, 'Line') ?? valuesOf(frame, 'line') ?? valuesOf(frame, 'body');
  return row >= 0 || lines === undefined ? row : lines.indexOf(line);
}

function exemplarRow(frame: DataFrame, traceId: string): number | undefined {
  const rows = frame.fields
    .filter((field) => /^trace_?id$/i.test(field.name))
    .map((field) => field.values.indexOf(traceId));
  return rows.find((row) => row >= 0);
}

function valuesOf(frame: DataFrame, name: string): readonly unknown[] | undefined {
  return frame.fields.find((field) => field.name === name)?.values;
}
