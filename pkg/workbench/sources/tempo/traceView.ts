import type { StoredSpan } from '../memory';

const NS_PER_MS = 1e6;

/** One stored trace with what TraceQL asks of a whole trace, each found when it is first asked for. */
export class TraceView {
  private foundRoot: StoredSpan | undefined;
  private foundDuration: number | undefined;
  private foundParents: ReadonlyMap<string, string> | undefined;

  constructor(
    readonly traceId: string,
    readonly spans: readonly StoredSpan[]
  ) {}

  /** The span without a parent; the first to start when there is none. */
  get root(): StoredSpan {
    this.foundRoot ??=
      this.spans.find(({ span }) => (span.parentSpanId ?? '') === '') ??
      this.spans.reduce((first, span) => (startMs(span) < startMs(first) ? span : first));
    return this.foundRoot;
  }

  /** Nanoseconds from the first start to the last end. */
  get durationNs(): number {
    if (this.foundDuration === undefined) {
      let [first, last] = [BigInt(this.spans[0].span.startTimeUnixNano), BigInt(this.spans[0].span.endTimeUnixNano)];
      for (const { span } of this.spans) {
        const [start, end] = [BigInt(span.startTimeUnixNano), BigInt(span.endTimeUnixNano)];
        first = start < first ? start : first;
        last = end > last ? end : last;
      }
      this.foundDuration = Number(last - first);
    }
    return this.foundDuration;
  }

  /** Span ID -> ID of its parent. */
  get parents(): ReadonlyMap<string, string> {
    this.foundParents ??= new Map(this.spans.map(({ span }) => [span.spanId, span.parentSpanId ?? '']));
    return this.foundParents;
  }

  overlaps(fromMs: number, toMs: number): boolean {
    return this.spans.some((span) => startMs(span) <= toMs && endMs(span) >= fromMs);
  }
}

export function startMs({ span }: StoredSpan): number {
  return Number(span.startTimeUnixNano) / NS_PER_MS;
}

export function durationNs({ span }: StoredSpan): number {
  return Number(BigInt(span.endTimeUnixNano) - BigInt(span.startTimeUnixNano));
}

function endMs({ span }: StoredSpan): number {
  return Number(span.endTimeUnixNano) / NS_PER_MS;
}
