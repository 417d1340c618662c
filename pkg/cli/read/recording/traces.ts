import { identityReader, type IdentityRules } from '../../../../src/engine/correlation';
import { type Attribute, normaliseSpanId, resolveParents, SpanFlag, type Trace } from '../../../../src/engine/model';
import { type Outcome, problem } from '../../../../src/engine/result';
import { diffEpoch, type EpochNs, normaliseTraceId, parseEpochNs, type TraceId } from '../../../../src/engine/units';
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

interface Row {
  readonly spanId: string;
  readonly parentId: string;
  readonly resource: readonly Attribute[];
  readonly operation: string;
  readonly start: EpochNs;
  readonly end: EpochNs;
}

/**
 * Spans of a recording as traces, in order of first appearance. They have no kind, no status and no attributes.
 *
 * Problem: `csv.bad-span` for rows without a usable ID or time, which are left out.
 */
export function readRecordedTraces(table: CsvTable, rules: IdentityRules): Outcome<readonly Trace[]> {
  const byTrace = new Map<TraceId, Row[]>();
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
    result: [...byTrace].map(([traceId, rows]) => buildTrace(traceId, rows, rules)),
    problems: bad === 0 ? [] : [problem('csv.bad-span', {}, bad)],
  };
}

function readRow(cells: CsvTable['rows'][number], resourceOf: (pod: string) => readonly Attribute[]): Row | undefined {
  const { SpanID = '', ParentID = '', PodName = '', OperationName = '' } = cells;
  const spanId = normaliseSpanId(SpanID);
  const start = parseEpochNs(cells.StartTimeUnixNano ?? '');
  if (start === undefined || spanId === '') {
    return undefined;
  }
  return {
    spanId,
    parentId: ParentID === ROOT ? '' : normaliseSpanId(ParentID),
    resource: resourceOf(PodName),
    operation: OperationName,
    start,
    end: parseEpochNs(cells.EndTimeUnixNano ?? '') ?? start,
  };
}

function buildTrace(traceId: TraceId, rows: readonly Row[], rules: IdentityRules): Trace {
  const origin = rows.map(({ start }) => start).reduce((first, start) => (start < first ? start : first));
  const spanId = rows.map((row) => row.spanId);
  const parentSpanId = rows.map((row) => row.parentId);
  const { parent, flags } = resolveParents(spanId, parentSpanId);
  const identities = identityReader(rules);
  const duration = Float64Array.from(rows, ({ start, end }) => diffEpoch(end, start));
  duration.forEach((length, row) => {
    if (length < 0) {
      duration[row] = 0;
      flags[row] = (flags[row] ?? 0) | SpanFlag.NegativeDuration;
    }
  });
  return {
    traceId,
    origin,
    size: rows.length,
    spanId,
    parentSpanId,
    parent,
    start: Float64Array.from(rows, ({ start }) => diffEpoch(start, origin)),
    duration,
    operation: rows.map(({ operation }) => operation),
    service: Int32Array.from(rows, ({ resource }) => identities.row({ resource })),
    services: identities.services,
    kind: rows.map(() => 'unspecified'),
    status: rows.map(() => 'unset'),
    statusMessage: rows.map(() => ''),
    flags,
    details: {
      attributes: () => [],
      resource: (row) => rows[row]?.resource ?? [],
      events: () => [],
      links: () => [],
      scope: () => ({ name: '', version: '' }),
      traceState: () => '',
    },
    partial: rows.length >= MOST_SPANS,
  };
}
