import { frame, type FrameJson } from '../answer';
import type { Row } from './stages';
import { stats } from './stats';

/** A line that came through the pipeline, with its time as epoch nanoseconds. */
export interface FoundLine extends Row {
  readonly timeNs: bigint;
}

/** What the answer says about itself. */
export interface Asked {
  readonly refId: string;
  readonly expr: string;
  readonly limit: number;
  readonly searchWords: readonly string[];
  readonly linesRead: number;
  readonly bytesRead: number;
}

const NS_PER_MS = 1_000_000n;
const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/**
 * The logs frame of Grafana 12.4 (`Line` and `tsNs`): all streams in one frame, stream by stream.
 * Rows that are equal in time, labels and line get a running number behind their ID.
 */
export function logsFrame(lines: readonly FoundLine[], asked: Asked): FrameJson {
  const rows = byStream(lines).map((line) => ({ ...line, entries: sortedLabels(line) }));
  const ids = rowIds(rows);
  return frame({
    fields: [
      { name: 'labels', type: 'other', config: {}, values: rows.map(({ entries }) => pick(entries, 'value')) },
      { name: 'Time', type: 'time', config: {}, values: rows.map(({ timeNs }) => Number(timeNs / NS_PER_MS)) },
      { name: 'Line', type: 'string', config: {}, values: rows.map(({ line }) => line) },
      { name: 'tsNs', type: 'string', config: {}, values: rows.map(({ timeNs }) => String(timeNs)) },
      {
        name: 'labelTypes',
        type: 'other',
        config: { custom: { hidden: true } },
        values: rows.map(({ entries }) => pick(entries, 'kind')),
      },
      { name: 'id', type: 'string', config: {}, values: ids },
    ],
    refId: asked.refId,
    meta: {
      typeVersion: [0, 0],
      custom: { frameType: 'LabeledTimeValues', lokiQueryStatKey: 'Summary: total bytes processed' },
      stats: stats(asked),
      executedQueryString: `Expr: ${asked.expr}`,
      preferredVisualisationType: 'logs',
      limit: asked.limit,
      searchWords: asked.searchWords,
    },
  });
}

type Entries = ReadonlyArray<readonly [string, { readonly value: string; readonly kind: string }]>;

function sortedLabels({ labels }: Row): Entries {
  return [...labels].sort(([a], [b]) => (a < b ? -1 : 1));
}

function pick(entries: Entries, part: 'value' | 'kind'): Readonly<Record<string, string>> {
  return Object.fromEntries(entries.map(([name, label]) => [name, label[part]]));
}

/** Loki answers stream by stream, by the labels of its index; within one the lines keep the asked direction. */
function byStream(lines: readonly FoundLine[]): readonly FoundLine[] {
  const streams = new Map<string, FoundLine[]>();
  for (const line of lines) {
    const stream = JSON.stringify(sortedLabels(line).filter(([, { kind }]) => kind === 'I'));
    const rows = streams.get(stream) ?? [];
    rows.push(line);
    streams.set(stream, rows);
  }
  return [...streams].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, rows]) => rows);
}

function rowIds(rows: ReadonlyArray<FoundLine & { readonly entries: Entries }>): readonly string[] {
  const seen = new Map<string, number>();
  return rows.map(({ timeNs, line, entries }) => {
    const id = `${timeNs}_${fnv32(`${JSON.stringify(entries)}${line}`).toString(16)}`;
    const count = seen.get(id) ?? 0;
    seen.set(id, count + 1);
    return count === 0 ? id : `${id}_${count}`;
  });
}

function fnv32(text: string): number {
  let hash = FNV_OFFSET;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), FNV_PRIME);
  }
  return hash >>> 0;
}
