import type { Trace } from '../../../engine/model';
import { type CriticalPath, type DragAndSlack, prepareWhatIf, timesByOperation } from '../../../engine/path';
import { type Nanos, nanos } from '../../../engine/units';
import type { Lazy, Steps } from './steps';

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

/** Spans that may be re-timed in all: the table must not keep the reader waiting. */
const RETIMED_SPANS = 200_000;
const LEAST_RETIMED = 8;

/**
 * The operations on the path: the one that costs most first. Those that cost most are re-timed; of the others, which in a
 * large trace are many and cost little, the drag is that of their spans, and what they save the most that they could.
 * O(n) for each that is re-timed.
 */
export function* rankOperations(
  trace: Trace,
  path: CriticalPath,
  drags: Lazy<DragAndSlack>,
  settings: { readonly faster: number }
): Steps<readonly RankedOperation[]> {
  const dragOf = dragByOperation(trace, path, yield* drags.steps());
  yield;
  const times = timesByOperation(trace, path).filter(({ onPath }) => onPath > 0);
  yield;
  const retiming = prepareWhatIf([trace]);
  yield;
  const retimed = Math.max(LEAST_RETIMED, RETIMED_SPANS / Math.max(1, trace.size));
  const ranked: RankedOperation[] = [];
  for (const { service, operation, spans, onPath, share } of times) {
    const key = trace.services[service]?.key ?? '';
    const saved = (factor: number) => retiming.whatIf({ service: key, operation, factor }).saved;
    const asked = ranked.length < retimed;
    const drag = asked ? saved(0) : Math.min(onPath, dragOf.get(nameOf(service, operation)) ?? 0);
    const saving = asked ? saved(1 - settings.faster) : Math.min(drag, onPath * settings.faster);
    ranked.push({
      service: key,
      operation,
      spans,
      time: nanos(onPath),
      share,
      drag: nanos(drag),
      saving: nanos(saving),
    });
    yield;
  }
  return ranked;
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
