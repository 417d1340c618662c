import type { Trace } from '../../model';
import { diffEpoch, nanos } from '../../units';
import type { CalleeNames } from './callee';
import type { AnalysisWindow, EdgeCall } from './outcomes';
import { outcomeOf } from './span-outcome';
import { instanceReader, serviceKey } from './span-values';

/** A refused call for which no client span was recorded: the breaker stands before the instrumented client. */
interface Swallowed {
  readonly caller: string;
  readonly call: EdgeCall;
  /** The caller's span that carries the exception. */
  readonly span: number;
}

const COVERED = 1;

/**
 * Refusals that only the caller's own span tells of, by the exception it recorded: the innermost such span of each, because
 * exceptions are recorded again on their way up. O(spans).
 */
export function swallowedRefusals(trace: Trace, window: AnalysisWindow): readonly Swallowed[] {
  const refusals = refusalsOf(trace);
  if (refusals.size === 0) {
    return [];
  }
  const covered = coveredAbove(trace, refusals);
  const instanceOf = instanceReader(trace);
  const shift = diffEpoch(trace.origin, window.origin);
  return [...refusals]
    .filter(([span]) => covered[span] !== COVERED && trace.kind[span] !== 'client')
    .map(([span, { refusedBy, refuser }]) => ({
      caller: serviceKey(trace, span),
      span,
      call: {
        start: nanos(shift + exceptionTime(trace, span)),
        duration: nanos(0),
        outcome: 'rejected',
        ...(refusedBy === undefined ? {} : { refusedBy }),
        ...(refuser === undefined ? {} : { refuser }),
        network: false,
        source: 'caller',
        operation: '',
        instance: instanceOf(span),
        traceId: trace.traceId,
        spanId: trace.spanId[span] ?? '',
        parentSpanId: trace.spanId[span] ?? '',
      },
    }));
}

function refusalsOf(trace: Trace): ReadonlyMap<number, ReturnType<typeof outcomeOf>> {
  const found = new Map<number, ReturnType<typeof outcomeOf>>();
  for (let span = 0; span < trace.size; span += 1) {
    if (trace.status[span] === 'error') {
      const told = outcomeOf(trace, span, trace.details.attributes(span));
      if (told.outcome === 'rejected') {
        found.set(span, told);
      }
    }
  }
  return found;
}

/** Marks every ancestor of a refusal; stops where somebody has been before. */
function coveredAbove(trace: Trace, refusals: ReadonlyMap<number, unknown>): Uint8Array {
  const covered = new Uint8Array(trace.size);
  for (const span of refusals.keys()) {
    let up = trace.parent[span] ?? -1;
    while (up >= 0 && covered[up] !== COVERED) {
      covered[up] = COVERED;
      up = trace.parent[up] ?? -1;
    }
  }
  return covered;
}

/** When the exception was recorded; the end of the span where no event says. */
function exceptionTime(trace: Trace, span: number): number {
  const event = trace.details.events(span).find(({ name }) => name === 'exception');
  return event?.time ?? (trace.start[span] ?? 0) + (trace.duration[span] ?? 0);
}

/** Which services an operation of a caller usually calls: what a refused call without a span would have called. */
export class UsualCalls {
  private readonly callees = new Map<string, Set<string>>();
  /** Per span of a caller: whom it called. */
  private readonly made = new Map<string, Set<string>>();

  add(caller: string, call: EdgeCall, callee: string): void {
    put(this.callees, caller, callee);
    put(this.made, `${call.traceId}\n${call.parentSpanId}`, callee);
  }

  /**
   * The callee of a refused call: whom its breaker is named after, else the only one that the caller ever calls and this
   * span did not; '' when neither tells.
   */
  missing(trace: Trace, span: number, call: EdgeCall, names: CalleeNames): string {
    const caller = serviceKey(trace, span);
    const named = call.refuser === undefined ? undefined : names.named(caller, call.refuser);
    if (named !== undefined) {
      return named;
    }
    const made = this.made.get(`${call.traceId}\n${call.spanId}`);
    const left = [...(this.callees.get(caller) ?? [])].filter((callee) => made?.has(callee) !== true);
    return left.length === 1 ? (left[0] ?? '') : (call.refuser ?? '');
  }
}

function put(sets: Map<string, Set<string>>, key: string, value: string): void {
  const known = sets.get(key) ?? new Set<string>();
  sets.set(key, known);
  known.add(value);
}
