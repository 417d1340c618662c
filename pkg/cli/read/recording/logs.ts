import type { IdentityRules } from '../../../../src/engine/correlation';
import type { LogTable } from '../../../../src/engine/model';
import { type Outcome, problem } from '../../../../src/engine/result';
import { parseEpochNs } from '../../../../src/engine/units';
import { type LogRow, logTable } from '../log-table';
import { serviceOfPod } from './pod';
import type { CsvTable } from './table';

export const LOG_COLUMNS = ['TimeUnixNano', 'PodName', 'Log'] as const;

/**
 * Lines of a recording. `Log` is the JSON of Docker's `json-file` driver around the line itself; `TraceID` and `SpanID` are
 * what the collector found in it.
 *
 * Problem: `logs.bad-row` {first} for rows without a time, which are left out; `first` is the number of the first.
 */
export function readRecordedLogs(table: CsvTable, rules: IdentityRules): Outcome<LogTable> {
  const rows: LogRow[] = [];
  const bad: number[] = [];
  table.rows.forEach((cells, index) => {
    const time = parseEpochNs(cells.TimeUnixNano ?? '');
    if (time === undefined) {
      bad.push(index + 2);
      return;
    }
    const pod = cells.PodName ?? '';
    const labels: Record<string, string> = { service_name: serviceOfPod(pod), k8s_pod_name: pod };
    if (cells.TraceID !== undefined && cells.TraceID !== '') {
      labels.trace_id = cells.TraceID;
    }
    if (cells.SpanID !== undefined && cells.SpanID !== '') {
      labels.span_id = cells.SpanID;
    }
    rows.push({ time, number: index + 2, line: lineOf(cells.Log ?? ''), labels });
  });
  const [first] = bad;
  return {
    result: logTable(rows, rules),
    problems: first === undefined ? [] : [problem('logs.bad-row', { first }, bad.length)],
  };
}

const LOG_FIELD = /^\{"log":("(?:[^"\\]|\\.)*")/;

/** The line itself; some rows are followed by the torn rest of another, so only the first field is read. */
function lineOf(text: string): string {
  const field = LOG_FIELD.exec(text)?.[1];
  if (field === undefined) {
    return text.trimEnd();
  }
  try {
    return String(JSON.parse(field)).trimEnd();
  } catch {
    return text.trimEnd();
  }
}
