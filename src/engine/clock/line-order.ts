import { logSpanId, logTraceId } from '../correlation';
import type { Labels, LogTable } from '../model';
import { diffEpoch, type EpochNs, type TraceId } from '../units';
import { type OrderedEvent, orderEvents, readLogical, readProcess } from './logical';
import { lineNodes, type NodeRules } from './node';
import type { Violation } from './violations';

/** A line that has a logical clock, and where it stands. */
interface ClockedLine extends OrderedEvent {
  readonly traceId: TraceId | undefined;
  readonly spanId: string;
  readonly node: string | undefined;
  readonly service: string;
}

/** A JSON line is only read when it seems to hold a logical clock: most hold none. */
const CLOCK_FIELD = /"(?:vector_?clock|vclock|vc)"/i;

/**
 * Lines of different processes of which vector clocks prove that one caused the other, though it is stamped later than
 * its effect: messages received before they were sent. Clocks and processes are read from labels and JSON fields, see
 * `readLogical`; Lamport and hybrid clocks prove no cause. Only lines that name a trace are told.
 *
 * @param origin - the moment that `Violation.time` counts from
 */
export function linesBeforeCause(tables: readonly LogTable[], origin: EpochNs, rules: NodeRules): readonly Violation[] {
  const lines = tables.flatMap((table) => clockedLines(table, origin, rules));
  return orderEvents(lines).result.contradictions.flatMap(({ before, after, by }) => {
    const [cause, effect] = [lines[before], lines[after]];
    const traceId = effect?.traceId ?? cause?.traceId;
    if (cause === undefined || effect === undefined || traceId === undefined || cause.process === effect.process) {
      return [];
    }
    return [
      {
        kind: 'receive-before-send',
        traceId,
        parentSpanId: cause.spanId,
        childSpanId: effect.spanId,
        by,
        time: cause.time,
        parentNode: cause.node,
        childNode: effect.node,
        parentService: cause.service,
        childService: effect.service,
      },
    ];
  });
}

function clockedLines(table: LogTable, origin: EpochNs, rules: NodeRules): readonly ClockedLine[] {
  const named = lineNodes(rules);
  const base = diffEpoch(table.origin, origin);
  const found: ClockedLine[] = [];
  for (let row = 0; row < table.size; row += 1) {
    const fields = fieldsOf(table, row);
    const logical = readLogical(fields);
    if (logical?.kind === 'vector') {
      found.push({
        time: base + (table.time[row] ?? 0),
        process: readProcess(fields),
        logical,
        traceId: logTraceId(table, row),
        spanId: logSpanId(table, row) ?? '',
        node: named(fields)[0],
        service: table.services[table.service[row] ?? 0]?.name ?? '',
      });
    }
  }
  return found;
}

/** Labels, and the fields of a JSON line that holds a clock, as text. Labels go first. */
function fieldsOf(table: LogTable, row: number): Labels {
  const labels = table.labels[row] ?? {};
  const line = table.line[row] ?? '';
  if (!CLOCK_FIELD.test(line)) {
    return labels;
  }
  try {
    const parsed: unknown = JSON.parse(line);
    const own = typeof parsed === 'object' && parsed !== null ? Object.entries(parsed) : [];
    const texts = own.map(([key, value]) => [key, typeof value === 'string' ? value : JSON.stringify(value)]);
    return { ...Object.fromEntries(texts), ...labels };
  } catch {
    return labels;
  }
}
