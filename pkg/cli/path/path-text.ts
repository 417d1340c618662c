import { childIndex, depthsOf, preorder, type Trace } from '../../../src/engine/model';
import { type CriticalPath, type DragAndSlack, timesByOperation } from '../../../src/engine/path';
import { problemWords, words } from '../words';
import type { FileTrace } from '../read/traces';
import { table } from './table';

/** Lines of a tree, and of a table, that a person still reads. */
const MAX_ROWS = 60;
const BAR_WIDTH = 32;
const UNITS: ReadonlyArray<readonly [string, number]> = [
  ['s', 1e9],
  ['ms', 1e6],
  ['µs', 1e3],
];

/** A trace's path for people: its spans as a tree with bars, a table of operations, and what was odd. */
export function pathText(file: FileTrace, path: CriticalPath, times: DragAndSlack): string {
  const { trace, traceId, unplaced } = file;
  const head = words('path.head', {
    traceId,
    rule: path.rule,
    length: lengthText(path.length),
    onPath: path.path.length,
    spans: trace.size,
  });
  const odd = path.notes.map(({ kind, spans }) =>
    problemWords({
      code: `path.${kind}`,
      params: { spanId: file.spanIds[spans[0] ?? 0] ?? '' },
      count: spans.length,
    })
  );
  const lost = unplaced.length === 0 ? [] : [words('path.no-start', { count: unplaced.length })];
  const parts = [
    head,
    tree(trace, path, times),
    operations(trace, path, times),
    [...lost, ...odd].map((line) => `! ${line}`).join('\n'),
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

/** Spans of the path under one another, by start; `=` is time of the span itself, `-` time of its children. */
function tree(trace: Trace, path: CriticalPath, times: DragAndSlack): string {
  const depth = depthsOf(trace);
  const rows = Array.from(preorder(childIndex(trace))).filter((row) => path.onPath[row] === 1);
  const shown = rows.slice(0, MAX_ROWS);
  const bars = barsOf(trace, path, shown);
  const lines = table(
    [words('path.column.span', {}), ...columnNames(), ''],
    shown.map((row, i) => [
      `${'  '.repeat(depth[row] ?? 0)}${nameOf(trace, row)}`,
      lengthText(path.inclusive[row] ?? 0),
      lengthText(path.exclusive[row] ?? 0),
      shareText(path.exclusive[row] ?? 0, path.length),
      lengthText(times.dragInclusive[row] ?? 0),
      `|${bars[i] ?? ''}|`,
    ])
  );
  return rows.length > shown.length ? `${lines}\n${words('path.more', { count: rows.length - shown.length })}` : lines;
}

function columnNames(): readonly string[] {
  return ['length', 'own', 'share', 'drag'].map((name) => words(`path.column.${name}`, {}));
}

function barsOf(trace: Trace, { sections }: CriticalPath, rows: readonly number[]): readonly string[] {
  const last = trace.start.reduce((end, start, row) => Math.max(end, start + (trace.duration[row] ?? 0)), 1);
  const bars = new Map(rows.map((row) => [row, Array.from({ length: BAR_WIDTH }, () => ' ')]));
  const draw = (row: number, mark: string, start: number, end: number): void => {
    const from = Math.min(BAR_WIDTH - 1, Math.floor((start / last) * BAR_WIDTH));
    bars.get(row)?.fill(mark, from, Math.max(from + 1, Math.ceil((end / last) * BAR_WIDTH)));
  };
  for (const row of rows) {
    const start = trace.start[row] ?? 0;
    draw(row, '-', start, start + (trace.duration[row] ?? 0));
  }
  for (let i = 0; i < sections.size; i += 1) {
    draw(sections.span[i] ?? 0, '=', sections.start[i] ?? 0, sections.end[i] ?? 0);
  }
  return rows.map((row) => bars.get(row)?.join('') ?? '');
}

function operations(trace: Trace, path: CriticalPath, times: DragAndSlack): string {
  const drag = new Map<string, number>();
  for (const row of path.path) {
    const name = nameOf(trace, row);
    drag.set(name, (drag.get(name) ?? 0) + (times.dragExclusive[row] ?? 0));
  }
  const all = timesByOperation(trace, path);
  const shown = all.slice(0, MAX_ROWS);
  const lines = table(
    ['operation', 'own', 'share', 'self', 'drag', 'spans'].map((name) => words(`path.column.${name}`, {})),
    shown.map(({ service, operation, onPath, self, spans }) => {
      const name = `${trace.services[service]?.key ?? ''} ${operation}`;
      return [
        name,
        lengthText(onPath),
        shareText(onPath, path.length),
        lengthText(self),
        lengthText(drag.get(name) ?? 0),
        String(spans),
      ];
    })
  );
  return all.length > shown.length ? `${lines}\n${words('path.more', { count: all.length - shown.length })}` : lines;
}

function nameOf(trace: Trace, row: number): string {
  return `${trace.services[trace.service[row] ?? 0]?.key ?? ''} ${trace.operation[row] ?? ''}`;
}

/** Nanoseconds in the unit that people would take. */
export function lengthText(ns: number): string {
  const [name, size] = UNITS.find(([, unit]) => Math.abs(ns) >= unit) ?? ['ns', 1];
  return `${Number((ns / size).toPrecision(4))} ${name}`;
}

function shareText(part: number, whole: number): string {
  return whole === 0 ? '' : `${((part / whole) * 100).toFixed(1)} %`;
}
