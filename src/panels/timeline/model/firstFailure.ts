import type { ServiceIdentity, Trace } from '../../../engine/model';
import { nanos } from '../../../engine/units';
import { itemAt, type ItemSource } from './items';
import { type FirstFailure, ItemKind, type Items, Severity, type SpanItem } from './types';

/**
 * The error span that failed by itself (no child failed before it) and ended first: where to look before anything
 * else. When a child of another service outlived it, the caller had given up on that service.
 *
 * Complexity: O(spans).
 */
export function findFirstFailure(timeline: ItemSource): FirstFailure | undefined {
  const { items, join } = timeline;
  const failedChild = join.traces.map(spansWithFailedChild);
  let first = -1;
  for (let item = 0; item < items.size; item++) {
    const isError = items.kind[item] === ItemKind.Span && items.severity[item] === Severity.Error;
    if (isError && failedChild[items.trace[item] ?? -1]?.[items.row[item] ?? -1] !== 1) {
      first = first < 0 || endOf(items, item) < endOf(items, first) ? item : first;
    }
  }
  const span = first < 0 ? undefined : itemAt(timeline, first);
  if (span?.kind !== 'span') {
    return undefined;
  }
  return { item: first, time: nanos(endOf(items, first)), abandoned: abandonedBy(span) };
}

/**
 * Spans that failed because a child had failed before. A child that fails after its parent has ended is no reason: the
 * parent had given up by itself.
 */
function spansWithFailedChild(trace: Trace): Uint8Array {
  const marked = new Uint8Array(trace.size);
  const end = (span: number) => (trace.start[span] ?? 0) + (trace.duration[span] ?? 0);
  for (let span = 0; span < trace.size; span++) {
    const parent = trace.parent[span] ?? -1;
    if (trace.status[span] === 'error' && parent >= 0 && end(span) <= end(parent)) {
      marked[parent] = 1;
    }
  }
  return marked;
}

function abandonedBy({ trace, row }: SpanItem): ServiceIdentity | undefined {
  const start = trace.start[row] ?? 0;
  const end = start + (trace.duration[row] ?? 0);
  for (let child = 0; child < trace.size; child++) {
    const childStart = trace.start[child] ?? 0;
    // A child that seems to start before its parent shows skewed clocks, and its end proves nothing.
    const outlived = childStart >= start && childStart <= end && childStart + (trace.duration[child] ?? 0) > end;
    if (trace.parent[child] === row && outlived && trace.service[child] !== trace.service[row]) {
      return trace.services[trace.service[child] ?? -1];
    }
  }
  return undefined;
}

function endOf(items: Items, item: number): number {
  return items.end[item] ?? 0;
}
