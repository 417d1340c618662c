import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { IdentityRules } from '../../../../src/engine/correlation';
import type { LogTable, Series, Trace } from '../../../../src/engine/model';
import { ok, type Problem, type Result } from '../../../../src/engine/result';
import { LOG_COLUMNS, readRecordedLogs } from './logs';
import { METRIC_COLUMNS, readRecordedMetrics } from './metrics';
import { type CsvTable, readTable } from './table';
import { readRecordedTraces, TRACE_COLUMNS } from './traces';

/** What a recording holds. */
interface Recording {
  readonly traces: readonly Trace[];
  readonly logs: readonly LogTable[];
  readonly series: readonly Series[];
  readonly problems: readonly Problem[];
}

const FILES = { traces: 'traces.csv', logs: 'logs.csv', metrics: 'metrics.csv' } as const;
const GZIPPED = '.gz';

/** Whether a folder holds an incident recorded as tables, and not the lab's files. */
export function isRecording(dir: string): boolean {
  return Object.values(FILES).some((file) => existsSync(join(dir, file)) || existsSync(join(dir, file + GZIPPED)));
}

/**
 * Reads a folder of tables: `traces.csv`, `logs.csv` and `metrics.csv`, each plain or with `.gz`, any of them absent. A
 * service is a pod's name without its last two parts.
 *
 * @returns what is bad input: `file.unreadable`, `file.is-folder`, `file.bad-gzip`, `file.bad-shape`, with the file.
 */
export function readRecording(dir: string, rules: IdentityRules): Result<Recording> {
  const traces = tableOf(dir, FILES.traces, TRACE_COLUMNS);
  const logs = tableOf(dir, FILES.logs, LOG_COLUMNS);
  const metrics = tableOf(dir, FILES.metrics, METRIC_COLUMNS);
  if (!traces.ok) {
    return traces;
  }
  if (!logs.ok) {
    return logs;
  }
  if (!metrics.ok) {
    return metrics;
  }
  const spans = traces.value === undefined ? undefined : readRecordedTraces(traces.value, rules);
  const lines = logs.value === undefined ? undefined : readRecordedLogs(logs.value, rules);
  return ok({
    traces: spans?.result ?? [],
    logs: lines === undefined ? [] : [lines.result],
    series: metrics.value === undefined ? [] : readRecordedMetrics(metrics.value, rules),
    problems: [...(spans?.problems ?? []), ...(lines?.problems ?? [])],
  });
}

function tableOf(dir: string, file: string, columns: readonly string[]): Result<CsvTable | undefined> {
  const gzipped = file + GZIPPED;
  return readTable(dir, existsSync(join(dir, gzipped)) ? gzipped : file, columns);
}
