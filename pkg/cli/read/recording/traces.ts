import type { IdentityRules } from '../../../../src/engine/correlation';
import { type Attribute, normaliseSpanId, type SpanDetails, type Trace } from '../../../../src/engine/model';
import { type Outcome, problem } from '../../../../src/engine/result';
import { normaliseTraceId, parseEpochNs, type TraceId } from '../../../../src/engine/units';
import { type SpanRow, traceOf } from '../span-columns';
import { resourceOfPod } from './pod';
import type { CsvTable } from './table';

export const TRACE_COLUMNS = [
  'TraceID',
  'SpanID',
  'ParentID',
  'PodName',
  'OperationName',
  'StartTimeUnixNano',
  'EndTimeUnixNano',
] as const;

/** A root span's `ParentID`. */
const ROOT = 'root';
/** The recorder kept no more spans of a trace. */
const MOST_SPANS = 200;

/** A recording tells none of it. */
const NO_DETAILS: Omit<SpanDetails, 'resource'> = {
  attributes: () => [],
  events: () => [],
  links: () => [],
  scope: () => ({ name: '', version: '' }),
  traceState: () => '',
};

/**
 * Spans of a recording as traces, in order of first appearance. They have no kind, no status and no attributes.
 *
 * Problem: `csv.bad-span` for rows without a usable ID or time, which are left out.
 */
export function readRecordedTraces(table: CsvTable, rules: IdentityRules): Outcome<readonly Trace[]> {
  const byTrace = new Map<TraceId, SpanRow[]>();
  const resources = new Map<string, readonly Attribute[]>();
  let bad = 0;
  const resourceOf = (pod: string): readonly Attribute[] => {
    const resource = resources.get(pod) ?? resourceOfPod(pod);
    resources.set(pod, resource);
    return resource;
  };
  for (const cells of table.rows) {
    const traceId = normaliseTraceId(cells.TraceID ?? '');
    const row = readRow(cells, resourceOf);
    if (traceId === undefined || row === undefined) {
      bad += 1;
      continue;
    }
    const rows = byTrace.get(traceId);
    if (rows === undefined) {
      byTrace.set(traceId, [row]);
    } else {
      rows.push(row);
    }
  }
  return {
    result: [...byTrace].map(([traceId, rows]) =>
      traceOf({ traceId, rows, details: () => NO_DETAILS, partial: rows.length >= MOST_SPANS }, rules)
    ),
    problems: bad === 0 ? [] : [problem('csv.bad-span', {}, bad)],
  };
}

function readRow(
  cells: CsvTable['rows'][number],
  resourceOf: (pod: string) => readonly Attribute[]
): SpanRow | undefined {
  const { SpanID = '', ParentID = '', PodName = '', OperationName = '' } = cells;
  const spanId = normaliseSpanId(SpanID);
  const start = parseEpochNs(cells.StartTimeUnixNano ?? '');
  if (start === undefined || spanId === '') {
    return undefined;
  }
  return {
    spanId,
    parentSpanId: ParentID === ROOT ? '' : normaliseSpanId(ParentID),
    followsFrom: false,
    start,
    end: parseEpochNs(cells.EndTimeUnixNano ?? '') ?? start,
    operation: OperationName,
    kind: 'unspecified',
    status: 'unset',
    statusMessage: '',
    resource: resourceOf(PodName),
  };
}
