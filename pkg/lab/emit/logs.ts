import { assertUnreachable } from '../../../src/engine/result';
import type { LabLog } from '../incident';
import type { LineRecord, Scalar } from '../simulation';
import type { Vocabulary } from '../topology';

const NS_PER_MS = BigInt(1_000_000);
const NS_PER_HOUR = BigInt(3_600_000_000_000);
const LEVEL_WIDTH = 5;

/** Every line as Loki holds it, ascending by the time its node's clock showed. */
export function labLogs(lines: readonly LineRecord[], words: Vocabulary): readonly LabLog[] {
  return lines
    .map((line) => labLog(line, words))
    .sort((a, b) => a.timeUnixNano.length - b.timeUnixNano.length || compareText(a.timeUnixNano, b.timeUnixNano));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function labLog(line: LineRecord, words: Vocabulary): LabLog {
  const { instance, level } = line;
  const { localHours } = instance.spec.log;
  const shown = BigInt(instance.node.clock.show(line.time)) + BigInt(localHours ?? 0) * NS_PER_HOUR;
  const written = new Date(Number(shown / NS_PER_MS)).toISOString();
  const ids = idsOf(line, words);
  return {
    timeUnixNano: String(shown),
    labels: { service_name: instance.service, app: instance.service, host: instance.node.name, level },
    metadata: { detected_level: level, ...(instance.spec.log.otlp ? ids : {}) },
    // Local time is written without a zone, which is how it comes to be taken for UTC.
    line: textOf(line, localHours === undefined ? written : written.replace('Z', ''), ids),
  };
}

/** The IDs that this service's lines carry. */
function idsOf(
  { instance, requestId, traceId, spanId }: LineRecord,
  words: Vocabulary
): Readonly<Record<string, string>> {
  const { ids, idField } = instance.spec.log;
  if (traceId === '') {
    return {};
  }
  return {
    [idField ?? words.requestField]: requestId,
    ...(ids === 'none' ? {} : { trace_id: traceId }),
    ...(ids === 'trace-and-span' ? { span_id: spanId } : {}),
  };
}

function textOf(line: LineRecord, timestamp: string, ids: Readonly<Record<string, string>>): string {
  const { level, message, fields, instance, requestId } = line;
  const { format } = instance.spec.log;
  switch (format) {
    case 'json':
      return JSON.stringify({ timestamp, level, service: instance.service, message, ...ids, ...fields });
    case 'logfmt':
      return logfmt({ ts: timestamp, level, service: instance.service, msg: message, ...ids, ...fields });
    case 'plain':
      return `${timestamp} ${level.toUpperCase().padEnd(LEVEL_WIDTH)} [${requestId === '' ? 'main' : requestId}] ${message}`;
    default:
      return assertUnreachable(format);
  }
}

function logfmt(fields: Readonly<Record<string, Scalar>>): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${/[\s"=]/.test(String(value)) ? JSON.stringify(String(value)) : String(value)}`)
    .join(' ');
}
