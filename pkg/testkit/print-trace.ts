import { childIndex, depthsOf, MISSING_PARENT, preorder, SpanFlag, type Trace } from '../../src/engine/model';
import { diffEpoch, msFromNanos, nanos } from '../../src/engine/units';
import { EPOCH } from './clock';

const BAR_WIDTH = 40;

/**
 * Prints a trace as `drawTrace` reads it: spans in tree order, times in milliseconds after the fixed epoch. IDs are
 * printed, so that the drawing says everything that the columns say.
 *
 * @param o - `bars: true` adds a bar of each span's time at the end of its line; the parser skips it
 */
export function printTrace(trace: Trace, o: { readonly bars?: boolean } = {}): string {
  const depth = depthsOf(trace);
  const shift = diffEpoch(trace.origin, EPOCH);
  const rows = [...preorder(childIndex(trace))];
  const lines = rows.map((row) => '  '.repeat(depth[row] ?? 0) + printSpan(trace, row, shift));
  if (o.bars !== true) {
    return lines.join('\n');
  }
  const width = Math.max(0, ...lines.map((line) => line.length));
  return lines.map((line, i) => `${line.padEnd(width)} |${printBar(trace, rows[i] ?? 0)}|`).join('\n');
}

function printSpan(trace: Trace, row: number, shift: number): string {
  const start = (trace.start[row] ?? 0) + shift;
  const end = start + (trace.duration[row] ?? 0);
  const service = trace.services[trace.service[row] ?? 0]?.key ?? '';
  const kind = trace.kind[row] ?? 'unspecified';
  const status = trace.status[row] ?? 'unset';
  const words = [
    `${service}/${trace.operation[row] ?? ''}`,
    `[${msFromNanos(nanos(start))}-${msFromNanos(nanos(end))}]`,
    ...(kind === 'unspecified' ? [] : [kind]),
    ...(status === 'unset' ? [] : [status]),
    `#${trace.spanId[row] ?? ''}`,
    ...parentWords(trace, row),
    ...trace.details.attributes(row).map(({ key, value }) => `${key}=${String(value)}`),
  ];
  return words.join(' ');
}

function parentWords({ parent, parentSpanId, flags }: Trace, row: number): readonly string[] {
  return [
    ...(parent[row] === MISSING_PARENT ? [`^${parentSpanId[row] ?? ''}`] : []),
    ...(((flags[row] ?? 0) & SpanFlag.FollowsFrom) === 0 ? [] : ['follows-from']),
  ];
}

function printBar(trace: Trace, row: number): string {
  const total = trace.start.reduce((end, start, i) => Math.max(end, start + (trace.duration[i] ?? 0)), 1);
  const from = Math.floor(((trace.start[row] ?? 0) / total) * BAR_WIDTH);
  const to = Math.ceil((((trace.start[row] ?? 0) + (trace.duration[row] ?? 0)) / total) * BAR_WIDTH);
  return ' '
    .repeat(from)
    .concat('='.repeat(Math.max(to - from, 0)))
    .padEnd(BAR_WIDTH);
}
