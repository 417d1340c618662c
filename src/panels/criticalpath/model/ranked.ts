import type { Trace } from '../../../engine/model';
import { type CriticalPath, type DragAndSlack, timesByOperation } from '../../../engine/path';
import { type Nanos, nanos } from '../../../engine/units';

/** An operation on the path, with what it costs the request. */
export interface RankedOperation {
  readonly service: string;
  readonly operation: string;
  readonly spans: number;
  /** Own time on the path. */
  readonly time: Nanos;
  readonly share: number;
  /** What the request would gain if the operation did nothing itself. */
  readonly drag: Nanos;
  /** What the request would gain if it were so much faster. */
  readonly saving: Nanos;
}

/** The operations on the path: the one that costs most first. O(n). */
export function rankOperations(
  trace: Trace,
  path: CriticalPath,
  drags: DragAndSlack,
  settings: { readonly faster: number }
): readonly RankedOperation[] {
  const dragOf = dragByOperation(trace, path, drags);
  return timesByOperation(trace, path)
    .filter(({ onPath }) => onPath > 0)
    .map(({ service, operation, spans, onPath, share }) => {
      const drag = Math.min(onPath, dragOf.get(nameOf(service, operation)) ?? 0);
      return {
        service: trace.services[service]?.key ?? '',
        operation,
        spans,
        time: nanos(onPath),
        share,
        drag: nanos(drag),
        saving: nanos(Math.min(drag, onPath * settings.faster)),
      };
    });
}

/** Spans of one operation that follow one another each count. */
function dragByOperation(
  trace: Trace,
  path: CriticalPath,
  { dragExclusive }: DragAndSlack
): ReadonlyMap<string, number> {
  const drags = new Map<string, number>();
  for (const row of path.path) {
    const name = nameOf(trace.service[row] ?? 0, trace.operation[row] ?? '');
    const drag = dragExclusive[row] ?? NaN;
    drags.set(name, (drags.get(name) ?? 0) + (Number.isNaN(drag) ? 0 : drag));
  }
  return drags;
}

function nameOf(service: number, operation: string): string {
  return `${service}\n${operation}`;
}
