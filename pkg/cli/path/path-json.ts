import type { CriticalPath, DragAndSlack, PathRule } from '../../../src/engine/path';
import type { FileTrace } from '../read/traces';

/** A section of a file that counts microseconds. */
interface SectionUs {
  readonly spanId: string;
  readonly startUs: number;
  readonly endUs: number;
}

/** A section of a file that counts nanoseconds: beyond 2^53, so decimal strings. */
interface SectionNs {
  readonly spanId: string;
  readonly startNs: string;
  readonly endNs: string;
}

/** Times of a span in the unit of the file. What does not apply is absent: drag off the path, slack where nobody waits. */
interface SpanTimes {
  readonly spanId: string;
  /** Own time on the path; 0 off it. */
  readonly exclusive: number;
  readonly dragInclusive?: number;
  readonly dragExclusive?: number;
  readonly slack?: number;
}

/** One line of `clew critical-path --json`. IDs are as in the file. */
export interface PathJson {
  readonly traceId: string;
  readonly rule: PathRule;
  /** From the end of the trace backwards, root after root. */
  readonly sections: ReadonlyArray<SectionUs | SectionNs>;
  /** Each span once, a root first. */
  readonly path: readonly string[];
  /** Every span, in the order of the file. */
  readonly spans: readonly SpanTimes[];
  readonly problems: ReadonlyArray<{ readonly kind: string; readonly spanIds: readonly string[] }>;
}

const NS_PER_US = 1000;

/** A trace's path as data. */
export function pathJson(
  file: FileTrace,
  path: CriticalPath,
  { dragInclusive, dragExclusive, slack }: DragAndSlack
): PathJson {
  const { trace, spanIds, traceId, unplaced } = file;
  const unit = file.unit === 'us' ? NS_PER_US : 1;
  const idOf = (row: number): string => spanIds[row] ?? '';
  const optional = (name: string, value: number | undefined): Partial<SpanTimes> =>
    value === undefined || Number.isNaN(value) ? {} : { [name]: value / unit };
  return {
    traceId,
    rule: path.rule,
    sections: sectionsOf(file, path),
    path: Array.from(path.path, idOf),
    spans: Array.from({ length: trace.size }, (_, row) => ({
      spanId: idOf(row),
      exclusive: (path.exclusive[row] ?? 0) / unit,
      ...optional('dragInclusive', dragInclusive[row]),
      ...optional('dragExclusive', dragExclusive[row]),
      ...optional('slack', slack[row]),
    })),
    problems: [
      ...(unplaced.length === 0 ? [] : [{ kind: 'no-start', spanIds: unplaced }]),
      ...path.notes
        .filter(({ kind }) => kind !== 'tie')
        .map(({ kind, spans }) => ({ kind, spanIds: Array.from(spans, idOf) })),
    ],
  };
}

function sectionsOf({ trace, spanIds, unit }: FileTrace, { sections }: CriticalPath): PathJson['sections'] {
  const { span, start, end } = sections;
  if (unit === 'ns') {
    const at = (offset: number | undefined): string => String(trace.origin + BigInt(offset ?? 0));
    return Array.from(span, (row, i) => ({ spanId: spanIds[row] ?? '', startNs: at(start[i]), endNs: at(end[i]) }));
  }
  const perUs = BigInt(NS_PER_US);
  const wholeUs = Number(trace.origin / perUs);
  const restNs = Number(trace.origin % perUs);
  const at = (offset: number | undefined): number => wholeUs + ((offset ?? 0) + restNs) / NS_PER_US;
  return Array.from(span, (row, i) => ({ spanId: spanIds[row] ?? '', startUs: at(start[i]), endUs: at(end[i]) }));
}
